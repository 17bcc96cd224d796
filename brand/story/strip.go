package story

import (
	"bytes"
	"unicode"

	"tocsin/brand/text"
)

// Reposts and shortened texts say what they are in a few customary ways, all
// looked for in folded text.
const (
	longestDateline = 80
	longestHandle   = 80
)

// A passage is a folded text without what is not its author's.
type passage struct {
	words []byte
	// of is whose words they are, where a mark such as "RT @ana:" says so; "" if none does.
	of string
	// cut is set where the text says that it goes on elsewhere.
	cut bool
}

// strip takes from a folded text the marks of reposts, the place and agency that
// open a wire story, and what software puts below a shortened text.
func strip(folded []byte) passage {
	var p passage
	p.words = bytes.TrimSpace(folded)
	for {
		of, rest := reposted(p.words)
		if of == "" {
			break
		}
		p.of, p.words = of, rest
	}
	p.words = undated(unsigned(p.words))
	for {
		rest, cut := uncut(p.words)
		if !cut {
			return p
		}
		p.words, p.cut = rest, true
	}
}

// reposted answers whose words follow a mark at the beginning: "rt @ana: …",
// "mt @ana …", "repost @ana: …", or "@ana: …" within quotes.
func reposted(s []byte) (string, []byte) {
	rest := s
	quoted := false
	for _, mark := range []string{"rt", "mt", "repost", `"`, "“"} {
		if after, ok := bytes.CutPrefix(s, []byte(mark)); ok {
			rest = bytes.TrimLeft(after, " \t\n:")
			quoted = mark == `"` || mark == "“"
			break
		}
	}
	if len(rest) == len(s) || len(rest) == 0 || rest[0] != '@' {
		return "", s
	}
	end := tagged(rest)
	if end < 2 || end > longestHandle {
		return "", s
	}
	of, rest := string(rest[1:end]), rest[end:]
	after, colon := bytes.CutPrefix(bytes.TrimLeft(rest, " "), []byte(":"))
	if quoted && !colon { // a quote may begin with a handle
		return "", s
	}
	after = bytes.TrimSpace(after)
	if quoted {
		after = bytes.TrimRight(after, `"”`)
	}
	return of, after
}

// undated takes off "london (reuters) - " at the beginning.
func undated(s []byte) []byte {
	head := s[:min(len(s), longestDateline)]
	shut := bytes.IndexByte(head, ')')
	open := bytes.IndexByte(head, '(')
	if open < 0 || shut < open || open > longestDateline/2 || bytes.ContainsAny(head[:open], "!?:;\n") {
		return s
	}
	rest := bytes.TrimLeft(s[shut+1:], " ")
	for _, dash := range []string{"-", "–", "—"} {
		if after, ok := bytes.CutPrefix(rest, []byte(dash)); ok {
			return bytes.TrimSpace(after)
		}
	}
	return s
}

// unsigned takes off "the post … appeared first on …" at the end.
func unsigned(s []byte) []byte {
	if !bytes.Contains(s, []byte("appeared ")) { // which is told sooner than the rest
		return s
	}
	at := bytes.LastIndex(s, []byte("the post "))
	if at < 0 {
		return s
	}
	tail := s[at:]
	if !bytes.Contains(tail, []byte(" appeared first on ")) && !bytes.Contains(tail, []byte(" first appeared on ")) {
		return s
	}
	return bytes.TrimSpace(s[:at])
}

// uncut takes a mark off the end that says that the text goes on elsewhere.
func uncut(s []byte) ([]byte, bool) {
	s = bytes.TrimRightFunc(s, unicode.IsSpace)
	for _, mark := range []string{"[...]", "(...)", "...", "→", "»", "read more", "continue reading", "weiterlesen", "lire la suite", "leer más"} {
		rest, ok := bytes.CutSuffix(s, []byte(mark))
		if !ok {
			continue
		}
		if last := mark[0]; last >= 'a' && last <= 'z' && len(rest) > 0 && text.InTag(rune(rest[len(rest)-1])) {
			continue // the end of a longer word
		}
		return rest, true
	}
	return s, false
}

// author is the handle in the name of an author, such as "ana" of "Ana Ruiz (@ana)",
// or the name, folded.
func author(name string) string {
	folded := []byte(text.Fold(name))
	if at := bytes.IndexByte(folded, '@'); at >= 0 {
		if end := tagged(folded[at:]); end > 1 {
			return string(folded[at+1 : at+end])
		}
	}
	return string(bytes.TrimSpace(folded))
}
