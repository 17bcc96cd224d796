package brand

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"
	"time"
)

// Host is the host of an address in lower case without "www.", "" if it has none.
func Host(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// Identify gives a post its identity: the source's own id if it has one, else
// its address, else its words and date. Within one source kind an address or a
// native id means the same post wherever it is read.
func Identify(kind, source string, p Post) MentionID {
	var parts []string
	switch {
	case p.NativeID != "":
		parts = []string{"id", kind, source, p.NativeID}
	case p.URL != "":
		parts = []string{"url", kind, p.URL}
	default:
		parts = []string{"text", kind, source, p.Author, p.Title, p.Text, p.Published.UTC().Format(time.RFC3339)}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return MentionID(base64.RawURLEncoding.EncodeToString(sum[:12]))
}
