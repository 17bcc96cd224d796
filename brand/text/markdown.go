package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Markdown is the text of Markdown or BBCode as a reader sees it, as sources give
// it that hand out what people typed: emphasis, headings, quotes, fences and
// tables lose their signs, links keep their words, and code stays as it is. What
// only looks like a sign, as in snake_case and 2 * 3, stays too.
func Markdown(source string) string {
	var out strings.Builder
	out.Grow(len(source))
	fenced := false
	for line := range strings.SplitSeq(strings.ToValidUTF8(source, "\uFFFD"), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "~~~"):
			fenced = !fenced
		case fenced:
			out.WriteString(line)
		default:
			if line = blockless(line); line != "" {
				inline(&out, line)
			}
		}
		out.WriteByte('\n')
	}
	return tidy(Repair(html.UnescapeString(out.String())))
}

// blockless is a line without the signs that say what kind of line it is, "" for
// one that is nothing else.
func blockless(line string) string {
	for {
		rest := strings.TrimLeft(strings.TrimPrefix(line, ">"), " ")
		if rest == line || strings.HasPrefix(line, ">!") {
			break
		}
		line = rest
	}
	if strings.Trim(line, "-*_=|:+ ") == "" {
		return "" // a rule, an underline, or what stands below a table's head
	}
	switch line[0] {
	case '#':
		if heading := strings.TrimLeft(line, "#"); heading != "" && heading[0] == ' ' && len(line)-len(heading) <= 6 {
			return strings.TrimRight(heading, "# ")
		}
	case '-', '*', '+':
		if len(line) > 1 && line[1] == ' ' {
			return line[2:]
		}
	case '|':
		return strings.ReplaceAll(strings.Trim(line, "|"), "|", " ")
	}
	return line
}

// An opening is a sign that may turn out to be one of a pair.
type opening struct {
	sign  string
	at    int // where it was written
	until int // where what was written before ends
}

// inline writes a line without the signs within it.
func inline(out *strings.Builder, line string) {
	written := make([]byte, 0, len(line))
	var open []opening
	for at := 0; at < len(line); {
		if width, text := reference(line[at:]); width > 0 {
			written = append(written, text...)
			at += width
			continue
		}
		sign := signAt(line, at)
		if sign == "" {
			written = append(written, line[at])
			at++
			continue
		}
		at += len(sign)
		last := len(open) - 1
		for last >= 0 && last >= len(open)-deepest && open[last].sign != mate(sign) {
			last--
		}
		if last >= 0 && last >= len(open)-deepest && closes(line, at, len(sign)) {
			pair := open[last]
			copy(written[pair.at:], written[pair.until:])
			written = written[:len(written)-(pair.until-pair.at)]
			open = open[:last]
			continue
		}
		if opens(line, at, len(sign)) && len(open) < mostOpen {
			open = append(open, opening{sign: sign, at: len(written), until: len(written) + len(sign)})
		}
		written = append(written, sign...)
	}
	out.Write(written)
}

const (
	// deepest is how many signs back a pair is looked for, mostOpen how many a line
	// may leave open: so that a line of nothing but signs costs its length.
	deepest  = 8
	mostOpen = 64
)

// signAt is the sign of emphasis that a line has at a place, "" if none.
func signAt(line string, at int) string {
	for _, sign := range []string{"***", "**", "__", "~~", "||", ">!", "!<", "*", "_"} {
		if strings.HasPrefix(line[at:], sign) {
			return sign
		}
	}
	return ""
}

// mate is the sign that opens what a sign closes.
func mate(sign string) string {
	if sign == "!<" {
		return ">!"
	}
	return sign
}

// opens and closes report whether a sign that ends at a place may open or close:
// what it marks touches it, and an underscore stands at the edge of a word.
func opens(line string, end, width int) bool {
	after, _ := utf8.DecodeRuneInString(line[end:])
	before, _ := utf8.DecodeLastRuneInString(line[:end-width])
	return end < len(line) && after != ' ' && (line[end-1] != '_' || !InTag(before))
}

func closes(line string, end, width int) bool {
	after, _ := utf8.DecodeRuneInString(line[end:])
	before, _ := utf8.DecodeLastRuneInString(line[:end-width])
	return end > width && before != ' ' && (line[end-1] != '_' || end == len(line) || !InTag(after))
}
