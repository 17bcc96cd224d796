package form

import (
	"slices"
	"strings"

	"tocsin/brand/query"
)

// author writes an author given by handle.
func author(mark string, n *query.Node) (string, bool) {
	name, ok := strings.CutPrefix(n.Text, "@")
	if n.In != "author" || !ok || strings.ContainsFunc(name, func(r rune) bool { return !nameRune(r) && r != '.' && r != '-' }) {
		return "", false
	}
	return mark + name, true
}

// site writes a host.
func site(mark string, n *query.Node) (string, bool) {
	host := n.Site()
	if host == "" || strings.ContainsFunc(host, func(r rune) bool { return !nameRune(r) && r != '.' && r != '-' }) {
		return "", false
	}
	return mark + host, true
}

func nameRune(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z'
}

// xField writes an author, or a site that posts point to.
func xField(n *query.Node) (string, bool) {
	if from, ok := author("from:", n); ok && xName(strings.TrimPrefix(from, "from:")) {
		return from, true
	}
	host, ok := site("", n)
	// Every post of X stands on X's own site.
	if !ok || host == "x.com" || host == "com" {
		return "", false
	}
	return "url:" + quoted(host), true
}

// xExclude writes what X means just as the query does: accents tell words apart
// in the query, and not at X.
func xExclude(n *query.Node) (string, bool) {
	if from, ok := author("from:", n); ok && xName(strings.TrimPrefix(from, "from:")) {
		return from, true
	}
	if n.Op == query.Field && n.In == "lang" && slices.Contains(xLanguages(), n.Plain()) {
		return "lang:" + n.Plain(), true
	}
	return "", false
}

// xLanguages are those that X and BCP 47 call the same.
func xLanguages() []string {
	return []string{"ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "hi", "hu", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh"}
}

// xName reports whether a name can be an account's at X.
func xName(name string) bool {
	return name != "" && len(name) <= 15 && !strings.ContainsFunc(name, func(r rune) bool { return !nameRune(r) })
}
