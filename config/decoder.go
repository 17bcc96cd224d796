package config

import (
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// mostValues is how many values a file may have once its aliases are followed:
// a few hundred brands need some ten thousand.
const mostValues = 200_000

// mostFaults bounds what a file can make the decoder say; warnings leave half of
// it to what is worse.
const mostFaults = 1000

// A value is a part of the file, with the path that leads to it. The zero value
// is one the file does not have.
type value struct {
	node *yaml.Node
	path string
}

func (v value) given() bool { return v.node != nil }

func (v value) null() bool {
	return v.node != nil && v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!null"
}

func (v value) kind() yaml.Kind {
	if v.node == nil {
		return 0
	}
	return v.node.Kind
}

// under is the path of a key below this value.
func (v value) under(key string) string {
	if strings.ContainsFunc(key, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }) {
		key = "[" + quoted(key) + "]"
		return v.path + key
	}
	if v.path == "" {
		return key
	}
	return v.path + "." + key
}

// An entry is a key of a map with its value; at is where the key stands.
type entry struct {
	key string
	at  value
	value
}

// A decoder takes a file apart and gathers its faults.
type decoder struct {
	file   string
	lines  []string
	faults Faults
	values int
}

func (d *decoder) report(v value, c complaint) { d.add(v, c, Fault{}) }

func (d *decoder) warn(v value, c complaint) { d.add(v, c, Fault{Warning: true}) }

func (d *decoder) add(v value, c complaint, f Fault) {
	if f.Warning && len(d.faults) >= mostFaults/2 || len(d.faults) >= mostFaults && d.faults.Fatal() {
		return
	}
	f.File, f.Path, f.What, f.Remedy = d.file, veil(v.path), veil(c.what), veil(c.remedy)
	if f.Path == "" {
		f.Path = "file"
	}
	f.Line, f.Column = 1, 1
	if v.node != nil {
		f.Line, f.Column = max(1, v.node.Line), max(1, v.node.Column)
	}
	d.faults = append(d.faults, f)
}

// at makes a value of a node. It follows an alias, and says no more once
// aliases have made the file too large.
func (d *decoder) at(node *yaml.Node, path string) value {
	for range 100 {
		if node.Kind != yaml.AliasNode {
			break
		}
		node = node.Alias
	}
	if d.values++; d.values == mostValues {
		d.report(value{node, path}, complaint{fmt.Sprintf("the file has more than %d values", mostValues), "write fewer aliases (*name), or split the file between two daemons"})
	}
	if d.values >= mostValues {
		return value{}
	}
	return value{node, path}
}

// entries are the keys of a map, in order. A key that stands twice counts once.
func (d *decoder) entries(v value, want string) []entry {
	if !v.given() || !d.is(v, yaml.MappingNode, want) {
		return nil
	}
	var all []entry
	seen := map[string]int{}
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		at := d.at(v.node.Content[i], v.path)
		if at.kind() != yaml.ScalarNode {
			if at.given() {
				d.report(at, complaint{"a key is no text", "write a name, a colon and a value"})
			}
			continue
		}
		key := at.node.Value
		at.path = v.under(key)
		if line, twice := seen[key]; twice {
			d.report(at, complaint{fmt.Sprintf("%s stands here twice, first in line %d", quoted(key), line), "keep one of them"})
			continue
		}
		seen[key] = at.node.Line
		all = append(all, entry{key, at, d.at(v.node.Content[i+1], at.path)})
	}
	return all
}

// items are the values of a list.
func (d *decoder) items(v value, want string) []value {
	if !v.given() || !d.is(v, yaml.SequenceNode, want) {
		return nil
	}
	all := make([]value, 0, len(v.node.Content))
	for i, node := range v.node.Content {
		if item := d.at(node, fmt.Sprintf("%s[%d]", v.path, i)); item.given() {
			all = append(all, item)
		}
	}
	return all
}

// is reports whether a value is of a kind, or says that it should be.
func (d *decoder) is(v value, kind yaml.Kind, want string) bool {
	switch {
	case v.null():
		d.empty(v, want)
		return false
	case kind == yaml.MappingNode && v.kind() == yaml.ScalarNode && gluedKey(v.node.Value, everyKey()) != "":
		d.report(v, noSpace(gluedKey(v.node.Value, everyKey())))
		return false
	case kind == yaml.ScalarNode && isSplitAddress(v.node):
		d.report(v, complaint{"is an address in two parts, for a colon and a space part a key from its value", "put the address in quotes"})
		return false
	case v.node.Kind != kind:
		d.report(v, complaint{"is " + kindName(v.node), "write " + want})
		return false
	}
	return true
}

// empty explains a value that is not there, most often for a "#" without quotes.
func (d *decoder) empty(v value, want string) {
	if lost := d.lost(v); lost != "" {
		d.report(v, complaint{`is empty, for a "#" begins a comment`, `write "` + lost + `" in quotes`})
		return
	}
	d.report(v, complaint{"is empty", "write " + want + ", or take the key out"})
}

// lost is the text that a "#" without quotes has made a comment where a value
// should be, "" if there is none.
func (d *decoder) lost(v value) string {
	if v.node.Value != "" {
		return ""
	}
	if m := lostItem.FindStringSubmatch(d.line(v.node.Line)); m != nil {
		return m[1]
	}
	// In brackets, what is not there stands where the next thing does.
	for _, line := range []string{d.line(v.node.Line), d.line(v.node.Line - 1)} {
		if m := lostComment.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

func (d *decoder) line(n int) string {
	if n < 1 || n > len(d.lines) {
		return ""
	}
	return d.lines[n-1]
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a map (key: value)"
	case yaml.SequenceNode:
		return "a list"
	case yaml.ScalarNode:
		return "the single value " + quoted(n.Value)
	case yaml.DocumentNode, yaml.AliasNode:
	}
	return "of no known kind"
}

// longestText bounds every text of the file.
const longestText = 4096

// text is a value in letters; numbers and dates are taken as they are written.
func (d *decoder) text(v value, want string) string {
	if !v.given() || !d.is(v, yaml.ScalarNode, want) {
		return ""
	}
	s := strings.TrimSpace(v.node.Value)
	switch {
	case s == "":
		d.report(v, complaint{"is empty", "write " + want})
	case len(s) > longestText:
		d.report(v, complaint{fmt.Sprintf("has %d bytes", len(s)), fmt.Sprintf("write at most %d", longestText)})
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }):
		d.report(v, complaint{"holds control characters", "take them out"})
	default:
		return strings.Join(strings.Fields(s), " ")
	}
	return ""
}

// texts are the values of a list of texts, each with its place.
func (d *decoder) texts(v value, want string) []entry {
	var all []entry
	seen := map[string]bool{}
	for _, item := range d.items(v, "a list of "+want+", such as [one, two]") {
		s := d.text(item, want)
		switch {
		case s == "":
		case seen[s]:
			d.report(item, complaint{quoted(s) + " stands here twice", "keep one of them"})
		default:
			seen[s] = true
			all = append(all, entry{key: s, at: item, value: item})
		}
	}
	return all
}

// yes is a value that is true or false.
func (d *decoder) yes(v value) bool {
	if !v.given() || !d.is(v, yaml.ScalarNode, "true or false") {
		return false
	}
	if v.node.ShortTag() != "!!bool" {
		d.report(v, complaint{quoted(v.node.Value) + " is neither true nor false", "write true or false"})
		return false
	}
	return strings.EqualFold(v.node.Value, "true")
}

func keysOf(entries []entry) []string {
	keys := make([]string, len(entries))
	for i, e := range entries {
		keys[i] = e.key
	}
	return keys
}
