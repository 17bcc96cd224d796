package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
)

// largestFile bounds a configuration file, in bytes.
const largestFile = 1 << 20

// Known is what the file is held against and this package does not know by itself.
type Known struct {
	// Kinds are the kinds of source there is a collector for; none means feed and x.
	Kinds []KindSpec
	// Searches makes of the brands' queries what a kind of API is asked, where the file
	// does not say it; nil knows no kind that could be.
	Searches func(kind string, brands []brand.Brand) ([]string, error)
	// Source says what a source's collector has against it; nil asks nobody.
	Source func(SourceSpec) error
	// Doubt says what a source can be read with, and seems not to mean; nil doubts nothing.
	Doubt func(SourceSpec) error
	// Now is what events of the calendar are held against; zero asks of none whether it is over.
	Now time.Time
	// Strict makes a fault of an example that the queries disagree with, instead of a warning.
	Strict bool
}

// Load reads a file. What is wrong with it comes back as Faults; a file that
// cannot be read at all is another error.
func Load(path string, known Known) (*Config, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w; name a file that is there", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	return Read(path, data, known)
}

// Read reads a file's content; name is what faults call it. If one of them is
// more than a warning, the error is all of them as Faults and there is no Config.
func Read(name string, data []byte, known Known) (*Config, error) {
	d := &decoder{file: name}
	content, c := decode(data)
	if c != nil {
		d.report(value{}, *c)
		return nil, d.faults
	}
	d.lines = strings.Split(content, "\n")
	root, ok := d.parse(content)
	d.secrets(root, content)
	if !ok {
		return nil, d.faults.sorted()
	}
	r := &reader{decoder: d, known: known, config: defaults()}
	r.read(root)
	faults := d.faults.sorted()
	if faults.Fatal() {
		return nil, faults
	}
	r.config.Warnings = faults
	return &r.config, nil
}

// decode makes text of a file: UTF-8 with or without a byte order mark, lines
// ended in any way.
func decode(data []byte) (string, *complaint) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case len(data) > largestFile:
		return "", &complaint{fmt.Sprintf("has more than %d bytes", largestFile), "split it between several daemons"}
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")), bytes.IndexByte(data, 0) >= 0, !utf8.Valid(data):
		return "", &complaint{"is not UTF-8 text", "save it as UTF-8"}
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), nil
}

// parse makes nodes of the text; it reports false, having said why, if there are none.
func (d *decoder) parse(content string) (value, bool) {
	decoder := yaml.NewDecoder(strings.NewReader(content))
	var document, second yaml.Node
	err := decoder.Decode(&document)
	if errors.Is(err, io.EOF) || err == nil && isEmpty(document) {
		d.report(value{}, complaint{"is empty", "begin with brand: NAME, match: [word], feeds: [address] and two people"})
		return value{}, false
	}
	if err != nil {
		d.syntax(err)
		return value{}, false
	}
	if err := decoder.Decode(&second); err == nil {
		d.report(value{node: &second}, complaint{"a second document begins here", "keep one, and take the line --- out"})
	} else if !errors.Is(err, io.EOF) {
		d.syntax(err)
		return value{}, false
	}
	return d.at(document.Content[0], ""), true
}

func isEmpty(document yaml.Node) bool {
	return len(document.Content) == 0 || value{node: document.Content[0]}.null()
}

// secrets refuses what looks like a secret, wherever it stands.
func (d *decoder) secrets(root value, content string) {
	for _, f := range findSecrets(content) {
		at := value{node: &yaml.Node{Line: f.line, Column: f.column}}
		if !strings.HasPrefix(strings.TrimSpace(d.line(f.line)), "#") {
			at.path = pathTo(root, f.line, f.column)
		}
		d.report(at, complaint{"this looks like " + f.what, f.place + renew})
	}
}

// pathTo finds the value that stands at a place: the last one that begins before it.
func pathTo(root value, line, column int) string {
	if !root.given() {
		return ""
	}
	best, path := yaml.Node{}, ""
	visit(root, 0, func(v value) {
		n := v.node
		before := n.Line < line || n.Line == line && n.Column <= column
		later := n.Line > best.Line || n.Line == best.Line && n.Column >= best.Column
		if before && later {
			best, path = *n, v.path
		}
	})
	return path
}

// deepest bounds how far visit goes down: a file that means something has six levels.
const deepest = 50

// visit calls f for a value and all below it, in order. It does not follow aliases.
func visit(v value, depth int, f func(value)) {
	f(v)
	if depth == deepest {
		return
	}
	for i, kid := range v.node.Content {
		switch {
		case v.node.Kind == yaml.SequenceNode:
			visit(value{kid, fmt.Sprintf("%s[%d]", v.path, i)}, depth+1, f)
		case i%2 == 0:
			f(value{kid, v.under(kid.Value)})
		default:
			visit(value{kid, v.under(v.node.Content[i-1].Value)}, depth+1, f)
		}
	}
}
