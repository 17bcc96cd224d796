package config

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

var (
	// The parser tells the place only in words: "yaml: line 3: what is wrong".
	syntaxError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(?s:(.*))$`)
	// A name that a "#" without quotes has made a comment: in brackets or behind a
	// key, and as an item of a list.
	lostComment = regexp.MustCompile(`[\[{,:][ \t]*(#[^\s#,\]}][^\s,\]}]*)`)
	// The end of a list in brackets that a "#" behind a word and a blank has made a comment.
	lostRest = regexp.MustCompile(`^[^"'#]*[^\s"'#][ \t]+(#[^\s#,\]}"]+)[^"]*[,\]}]`)
	lostItem = regexp.MustCompile(`^[ \t]*(?:- +)+(#[^\s#][^\s]*)`)
)

// A stumble is a problem of the parser, in words for people who do not write YAML daily.
type stumble struct {
	// problem is a part of the parser's own words, mark what to point at in the line.
	problem, mark string
	complaint
}

func stumbles() []stumble {
	return []stumble{
		{"cannot start any token", "@`%>|", complaint{"a value begins with a character that means something else in YAML", `put it in quotes, such as "@name"`}},
		{"mapping values are not allowed", ":", complaint{"a colon stands where none can", "put a value that holds a colon in quotes, and indent the keys of one map alike"}},
		{"did not find expected ',' or", "[{", complaint{"a bracket is opened and not closed, or a comma lacks between two values", "close it, or add the comma"}},
		{"unexpected end of stream", `"'`, complaint{"a quote is opened and never closed", "close it on the same line"}},
		{"unexpected document indicator", `"'`, complaint{"a quote is opened and never closed", "close it on the same line"}},
		{"unknown escape character", `\`, complaint{`a \ stands in double quotes`, `use single quotes, or write \\`}},
		{"did not find expected key", "", complaint{"something stands here, or soon after, where a key should", "write a key, a colon and a space, and indent the keys of one map alike"}},
		{"could not find expected ':'", "", complaint{"a key has no colon here, or in the line before", "write a key, a colon and a space"}},
		{"did not find expected '-'", "", complaint{"something stands here, or soon after, where an item of the list should", `begin each item with "- ", all indented alike`}},
		{"alphabetic or numeric character", "*&", complaint{"a * or & without quotes means something else in YAML", `put the text in quotes, such as "word*"`}},
		{"expected comment or line break", ">|", complaint{"a > or | without quotes begins a text of several lines in YAML", `put the value in quotes, such as ">=60%"`}},
		{"unknown anchor", "*", complaint{"a * without quotes stands for something named with &, and nothing is", `put the text in quotes, such as "*word"`}},
	}
}

// syntax reports why a text is no YAML.
func (d *decoder) syntax(err error) {
	line, problem := 1, err.Error()
	if m := syntaxError.FindStringSubmatch(problem); m != nil {
		problem = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
	}
	switch {
	case strings.Contains(problem, "did not find expected ',' or"),
		strings.Contains(problem, "did not find expected key"),
		strings.Contains(problem, "did not find expected '-'"):
		// The parser counts these from 0.
		line++
	case strings.Contains(problem, "unknown anchor"):
		line = d.anchor(problem)
	}
	line = max(1, min(line, len(d.lines)))
	before := len(d.faults)
	if !d.tab(line, problem) && !d.comment(line, problem) && !d.bareAddress(line, problem) && !d.lateComment(line, problem) && !d.glued(line, problem) {
		d.stumbled(line, problem)
	}
	if len(d.faults) > before {
		d.faults[before].Remedy += unchecked
	}
}

// unchecked ends the remedy of a fault that hides all others.
const unchecked = "; the rest of the file can be checked only once that is mended"

// stumbled reports a problem as the table of stumbles has it.
func (d *decoder) stumbled(line int, problem string) {
	s := d.line(line)
	at, c := 0, complaint{"is no YAML (" + problem + ")", "look at this line and at the one before"}
	for _, known := range stumbles() {
		if strings.Contains(problem, known.problem) {
			at, c = strings.IndexAny(s, known.mark), known.complaint
			if known.mark == ":" {
				at = strings.LastIndex(s, ":")
			}
			break
		}
	}
	if at <= 0 {
		at = len(s) - len(strings.TrimLeft(s, " "))
	}
	d.stumble(line, at, c)
}

// stumble reports a fault of syntax; at counts bytes of the line.
func (d *decoder) stumble(line, at int, c complaint) {
	d.report(value{node: &yaml.Node{Line: line, Column: 1 + utf8.RuneCountInString(d.line(line)[:at])}}, c)
}

// anchor finds the line of an alias, whose place the parser keeps to itself.
func (d *decoder) anchor(problem string) int {
	_, name, _ := strings.Cut(problem, "'")
	name, _, _ = strings.Cut(name, "'")
	for i, line := range d.lines {
		if strings.Contains(line, "*"+name) {
			return i + 1
		}
	}
	return 1
}

// tab explains a tab in the indentation, which YAML forbids and editors hide.
func (d *decoder) tab(line int, problem string) bool {
	s := d.line(line)
	at := strings.IndexByte(s, '\t')
	indented := at >= 0 && strings.TrimLeft(s[:at], " ") == ""
	if !indented || !strings.Contains(problem, "tab") && !strings.Contains(problem, "any token") {
		return false
	}
	d.stumble(line, at, complaint{"a tab stands in the indentation", "write spaces instead"})
	return true
}

// comment explains a "#" that swallowed the end of a list: [solvo, #solvo].
func (d *decoder) comment(line int, problem string) bool {
	switch {
	case strings.Contains(problem, "did not find expected ',' or"):
	case strings.Contains(problem, "did not find expected node content"):
		line = max(1, line-1) // the parser has read on to the next key
	default:
		return false
	}
	for n := line; n <= len(d.lines); n++ {
		if at := lostComment.FindStringSubmatchIndex(d.line(n)); at != nil {
			d.hidden(n, at[2], at[3])
			return true
		}
	}
	return false
}

// lateComment explains a "#" behind a word that swallowed the end of a list: [solvo #solvo].
func (d *decoder) lateComment(line int, problem string) bool {
	if !strings.Contains(problem, "did not find expected ',' or") {
		return false
	}
	for n := line; n <= len(d.lines) && (n == line || !nextPart.MatchString(d.line(n))); n++ {
		if at := lostRest.FindStringSubmatchIndex(d.line(n)); at != nil {
			d.hidden(n, at[2], at[3])
			return true
		}
	}
	return false
}

// hidden reports a "#" that hides what follows it; its word stands between two
// places of the line.
func (d *decoder) hidden(line, from, to int) {
	d.stumble(line, from, complaint{
		`a "#" without quotes begins a comment, and hides what follows it`,
		`put in quotes what holds it, such as "` + d.line(line)[from:to] + `"`,
	})
}
