package digest

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// labelWidth is where text begins behind a label.
const labelWidth = 12

// Text writes a report for a terminal or a plain message: no control characters,
// whatever the mentions hold.
func Text(r Report) string {
	var b strings.Builder
	b.WriteString(r.title() + "\n")
	for _, s := range r.sections() {
		label := strings.ToUpper(s.label)
		for _, l := range s.lines {
			b.WriteString(label + strings.Repeat(" ", max(1, labelWidth-utf8.RuneCountInString(label))) + l.text)
			if l.url != "" {
				b.WriteString(" › " + l.url)
			}
			b.WriteByte('\n')
			label = ""
		}
	}
	return b.String()
}

// address is an address that may be shown as a link; "" if it is none, or not of the web.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", "(", "%28", ")", "%29", "|", "%7C", "`", "%60", `\`, "%5C", "*", "%2A").Replace(clean(u.String()))
}
