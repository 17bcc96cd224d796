package address

import "strings"

// maxID is how long an id may be, in bytes, that is taken for the whole world's.
const maxID = 2 << 10

// Global is the one spelling of an id that names the same thing wherever it is
// met: an address with a path, an at:, tag: or urn: URI, or a UUID. "" says that
// an id is good at its source alone, as "712" is.
func Global(id string) string {
	id = strings.TrimSpace(id)
	if len(id) > maxID || strings.ContainsAny(id, " \t\r\n") {
		return ""
	}
	scheme, rest, _ := strings.Cut(id, ":")
	switch scheme = strings.ToLower(scheme); scheme {
	case "http", "https":
		p, ok := canonical(id)
		if !ok || p.path == "/" && p.query == "" && p.fragment == "" {
			return "" // everybody's front page
		}
		return key(p)
	case "at":
		// An account, a collection and a record. A handle for the account may change hands.
		if strings.HasPrefix(rest, "//did:") && strings.Count(rest, "/") == 4 {
			return "at:" + rest
		}
	case "tag":
		// An authority, a date since which it is theirs, and a name.
		owner, name, _ := strings.Cut(rest, ":")
		if authority, date, ok := strings.Cut(owner, ","); ok && authority != "" && date != "" && name != "" {
			return "tag:" + strings.ToLower(owner) + ":" + name
		}
	case "urn":
		space, name, _ := strings.Cut(rest, ":")
		if space = strings.ToLower(space); space == "uuid" {
			return uuid(name)
		}
		if space != "" && name != "" {
			return "urn:" + space + ":" + name
		}
	}
	return uuid(id)
}

// uuid is the URN of a UUID, "" if it is none; of all zeros it is nobody's.
func uuid(s string) string {
	s = strings.ToLower(strings.Trim(s, "{}"))
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return ""
	}
	hex := strings.ReplaceAll(s, "-", "")
	if len(hex) != 32 || strings.Trim(hex, "0123456789abcdef") != "" || strings.Trim(hex, "0") == "" || strings.Trim(hex, "f") == "" {
		return ""
	}
	return "urn:uuid:" + s
}
