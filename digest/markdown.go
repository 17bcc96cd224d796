package digest

import (
	"strings"
	"unicode"
)

// Markdown writes a report in GitHub's Markdown. What strangers wrote stays
// text: it makes no markup, no link and no mention of anybody.
func Markdown(r Report) string {
	var b strings.Builder
	b.WriteString("# " + escape(r.title()) + "\n")
	for _, s := range r.sections() {
		if r.Quiet {
			b.WriteString("\n**" + s.label + ".** " + escape(s.lines[0].text) + "\n")
			continue
		}
		b.WriteString("\n## " + s.label + "\n\n")
		for _, l := range s.lines {
			b.WriteString("- " + escape(l.text))
			if l.url != "" {
				b.WriteString(" [link](<" + l.url + ">)")
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// escape makes text of markup. A "#" is none where it does not stand alone before a
// line, which begins with words of ours, nor a "!" whose "[" is none. A mention cannot be
// escaped: where one would call somebody, a space of no width parts it from its "@".
func escape(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		b.WriteRune(r)
		if r == '@' && (i == 0 || !wordly(runes[i-1])) && i+1 < len(runes) && wordly(runes[i+1]) {
			b.WriteRune('\u200b')
		}
	}
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`,
		"<", "&lt;", ">", "&gt;", "&", "&amp;", "://", ":\u200b//", "www.", "www\u200b.",
	).Replace(b.String())
}

// wordly reports whether a rune is part of a word, as a name is one.
func wordly(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
