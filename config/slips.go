package config

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

var (
	// A key at the begin of a line whose value touches its colon: "brand:Solvo".
	gluedLine = regexp.MustCompile(`^[ \t]*(?:- +)*(([a-z_]+):)[^\s:/]`)
	// An address, as far as blanks, commas and quotes let it go.
	addressRun = regexp.MustCompile(`https?://[^\s,"']*`)
	// What begins another part of a file than a list in brackets goes on with.
	nextPart = regexp.MustCompile(`^[ \t]*(- |[a-z_]+:(\s|$))`)
)

// noSpace is what to say of a key that its value touches.
func noSpace(key string) complaint {
	return complaint{`a space is missing after "` + key + `:"`, `write "` + key + `: ", and then the value`}
}

// gluedKey is the key that a text begins with where a space is missing after its
// colon, "" if it begins with none of those known.
func gluedKey(text string, known []string) string {
	key, _, found := strings.Cut(text, ":")
	if !found || !slices.Contains(known, key) {
		return ""
	}
	return key
}

// glued explains keys without a space after the colon: the parser takes them and
// the lines after them for one long value, and complains of the first colon in that.
func (d *decoder) glued(line int, problem string) bool {
	if !strings.Contains(problem, "mapping values are not allowed") && !strings.Contains(problem, "could not find expected ':'") {
		return false
	}
	found := false
	for n := line; n > 0; n-- {
		s := d.line(n)
		if bare := strings.TrimSpace(s); bare == "" || bare[0] == '#' {
			continue
		}
		at := gluedLine.FindStringSubmatchIndex(s)
		switch {
		case at != nil && slices.Contains(everyKey(), s[at[4]:at[5]]) && !isURLQuery(s[at[2]:]):
			d.stumble(n, at[3], noSpace(s[at[4]:at[5]]))
			found = true
		case n < line:
			return found
		}
	}
	return found
}

// isURLQuery reports whether a text is a query for addresses, in which nothing
// belongs behind the colon.
func isURLQuery(s string) bool {
	return strings.HasPrefix(s, "url:") && !strings.HasPrefix(s, "url:http")
}

// bareAddress explains a list in brackets that an address without quotes broke. The
// list begins in a line, and may go on in the next.
func (d *decoder) bareAddress(line int, problem string) bool {
	if !strings.Contains(problem, "did not find expected ',' or") {
		return false
	}
	for n := line; n <= len(d.lines) && (n == line || !nextPart.MatchString(d.line(n))); n++ {
		s := d.line(n)
		for _, run := range addressRun.FindAllStringIndex(s, -1) {
			before, rest := s[:run[0]], strings.TrimLeft(s[run[1]:], " \t")
			opened := n > line || strings.ContainsAny(before, "[{")
			breaks := strings.ContainsAny(s[run[0]:run[1]], "?[{") || strings.HasPrefix(rest, "#")
			if opened && breaks && !strings.HasSuffix(before, `"`) && !strings.HasSuffix(before, `'`) {
				d.stumble(n, run[0], complaint{"an address stands in brackets without quotes, and holds a character that means something else there", `put the address in quotes, such as "https://news.example/rss?q=name"`})
				return true
			}
		}
	}
	return false
}

// isSplitAddress reports whether a value is an address that a colon and a space
// without quotes have made a map.
func isSplitAddress(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && len(n.Content) > 0 && addressRun.MatchString(n.Content[0].Value)
}
