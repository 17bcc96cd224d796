package query

import "strings"

// cutStar takes off a star at the end, unless a backslash keeps it.
func cutStar(s string) (string, bool) {
	before, ok := strings.CutSuffix(s, "*")
	if kept := len(before) - len(strings.TrimRight(before, `\`)); !ok || kept%2 == 1 {
		return s, false
	}
	return before, true
}

// hasStar reports whether a star is left that no backslash keeps.
func hasStar(s string) bool {
	kept := false
	for _, r := range s {
		if r == '*' && !kept {
			return true
		}
		kept = r == '\\' && !kept
	}
	return false
}

// escape keeps every mark of a word from being read as one.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "*", `\*`, "(", `\(`, ")", `\)`).Replace(s)
}

// unescape removes the backslashes that keep a mark from being read as one.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	escaped := false
	for _, r := range s {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		escaped = false
		out.WriteRune(r)
	}
	return out.String()
}
