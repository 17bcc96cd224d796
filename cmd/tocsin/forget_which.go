package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/collectors"
	"tocsin/config"
	"tocsin/store"
)

// means reports of a mention whether it is meant. An address may be written in any way
// that leads to the same post, as links are compared.
func (c *forgetCommand) means(now time.Time) func(brand.Mention) bool {
	meant, place := c.meant(now), address.Key(c.URL)
	return func(m brand.Mention) bool {
		return place != "" && address.Key(m.URL) == place ||
			slices.ContainsFunc(meant, func(a collectors.Amendment) bool { return a.Means(m) })
	}
}

// mostNear is how many ids are named that may have been meant.
const mostNear = 3

// nothing says that nothing matches and, where only the end of ids was given, what they
// are in whole: several services number their posts alike.
func (c *forgetCommand) nothing(w *world, s *store.Store, cfg *config.Config) error {
	if c.ID == "" {
		return errNothing
	}
	brands, err := brandsOf(w.ctx, s, cfg)
	if err != nil {
		return fmt.Errorf("forget: %w", err)
	}
	var near []string
	for _, b := range brands {
		err := s.Between(w.ctx, b.Key, time.Time{}, farFuture(), func(m brand.Mention) error {
			if len(near) < mostNear && endsIn(m.NativeID, c.ID) && !slices.Contains(near, m.NativeID) {
				near = append(near, m.NativeID)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("forget: %w", err)
		}
	}
	if len(near) == 0 {
		return errNothing
	}
	return fmt.Errorf("%w; ids are given in whole, and these end in %q: %s", errNothing, c.ID, strings.Join(near, ", "))
}

// endsIn reports whether an id ends in another as a part of its own.
func endsIn(id, end string) bool {
	before, ok := strings.CutSuffix(id, end)
	last, _ := utf8.DecodeLastRuneInString(before)
	return ok && before != "" && !unicode.IsLetter(last) && !unicode.IsDigit(last)
}
