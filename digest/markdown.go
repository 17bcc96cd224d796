package digest

import "strings"

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

// escape makes text of markup. A mention cannot be escaped: a space of no width
// parts it from its "@".
func escape(s string) string {
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "#", `\#`, "!", `\!`,
		"<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "@\u200b", "://", ":\u200b//", "www.", "www\u200b.",
	).Replace(s)
}
