package collectors

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"

	"tocsin/brand"
)

// Fingerprints are short names of what is listened for: a brand whose queries
// change has another one.
func Fingerprints(brands []brand.Brand) (map[brand.Key]string, error) {
	prints := map[brand.Key]string{}
	for _, b := range brands {
		queries, err := json.Marshal([][]string{b.Match, b.Not})
		if err != nil {
			return nil, fmt.Errorf("fingerprint the queries of %s: %w", b.Key, err)
		}
		sum := sha256.Sum256(queries)
		prints[b.Key] = base64.RawURLEncoding.EncodeToString(sum[:9])
	}
	return prints, nil
}

// asked are the fingerprints of the brands a source serves.
func (l *Listener) asked(s Source) map[brand.Key]string {
	asked := map[brand.Key]string{}
	for key, fingerprint := range l.options.Queries {
		if len(s.Brands) == 0 || slices.Contains(s.Brands, key) {
			asked[key] = fingerprint
		}
	}
	return asked
}

// newcomers are the brands whose queries nothing from a source was held against
// yet. What they match in their first reading was there before.
func (b Bookmark) newcomers(asked map[brand.Key]string) map[brand.Key]bool {
	newcomers := map[brand.Key]bool{}
	if b.Queries == nil { // the bookmark of old doesn't know: go on as before
		return newcomers
	}
	for key, fingerprint := range asked {
		if b.Queries[key] != fingerprint {
			newcomers[key] = true
		}
	}
	return newcomers
}

// A wanted is what the brands of a source want: the fingerprints of their queries, and
// which of them are newcomers.
type wanted struct {
	asked     map[brand.Key]string
	newcomers map[brand.Key]bool
}

// met is the bookmark after a page that was held against queries. Newcomers are
// none any more once there is no other page.
func (b Bookmark) met(want wanted, page Page) Bookmark {
	if len(want.asked) > 0 && (b.Queries == nil || len(want.newcomers) == 0 || !page.More) {
		b.Queries = want.asked
	}
	return b
}
