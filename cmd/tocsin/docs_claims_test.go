package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// What a document names is there: tests, files, other documents.
func TestTheDocumentsNameWhatThereIs(t *testing.T) {
	for _, name := range unfounded(t, os.DirFS("../..")) {
		t.Error(name)
	}
}

func TestTheTestOfNamesFails(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	got := unfounded(t, fstest.MapFS{
		"README.md":      file("`rules/` `rules/burst_test.go` `rules/gone.go` `net/http` [a](docs/a.md#part) [b](docs/b.md) https://a.example/b.md"),
		"docs/a.md":      file("`TestThere`, `TestGone` and `TestThereToo`; see [home](../README.md) and [c](c.md)"),
		"rules/burst.go": file("package rules"), "rules/burst_test.go": file("package rules\n\nfunc TestThere(t *testing.T) {}\n"),
	})
	want := []string{
		"README.md names rules/gone.go, which is not there", "README.md leads to docs/b.md, which is not there",
		"docs/a.md names TestGone, which is no test", "docs/a.md names TestThereToo, which is no test", "docs/a.md leads to docs/c.md, which is not there",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("unfounded names (-want +got):\n%s", diff)
	}
}

// What can be set and watched has a line where people look it up.
func TestWhatCanBeSetAndWatchedIsExplained(t *testing.T) {
	for _, tt := range []struct {
		document, what string
		names          []string
		least          int
	}{
		{"configuration.md", "key", literals(t, "../../config/keys.go", func(in, _ string) bool { return strings.HasSuffix(in, "Keys") }), 35},
		{"configuration.md", "variable", slices.Concat(
			literals(t, "ways.go", calls("env")), literals(t, "kinds.go", calls("env")), literals(t, "world.go", calls("env"))), 7},
		{"operating.md", "metric", prefixed("tocsin_", literals(t, "../../web/metrics.go", calls("counter", "gauge", "gauges", "histogram"))), 13},
		{"slack.md", "scope", manifestScopes(t), 9},
	} {
		text, err := os.ReadFile("../../docs/" + tt.document)
		if err != nil {
			t.Fatal(err)
		}
		if len(tt.names) < tt.least {
			t.Errorf("%d names of the kind %s are found, want %d at least: the test looks in the wrong place", len(tt.names), tt.what, tt.least)
		}
		for _, name := range tt.names {
			if !strings.Contains(string(text), "`"+name+"`") {
				t.Errorf("docs/%s does not explain the %s %s", tt.document, tt.what, name)
			}
		}
	}
}

var (
	testName = regexp.MustCompile("`(Test[A-Z][A-Za-z0-9]*)`")
	// fileName is a path; only one that begins with a folder of the tree is meant so.
	fileName = regexp.MustCompile("`((?:[a-z]+/)+[a-z_]*(?:\\.go|\\.md)?)`")
	linkName = regexp.MustCompile(`\]\(([a-zA-Z./_-]+\.md)[#)]`)
	testFunc = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
)

// unfounded is what documents name and the tree has not.
func unfounded(t *testing.T, tree fs.FS) []string {
	t.Helper()
	tests, documents := map[string]bool{}, []string{"README.md"}
	err := fs.WalkDir(tree, ".", func(file string, _ fs.DirEntry, err error) error {
		switch {
		case err == nil && path.Dir(file) == "docs" && path.Ext(file) == ".md":
			documents = append(documents, file)
		case err == nil && strings.HasSuffix(file, "_test.go"):
			text, err := fs.ReadFile(tree, file)
			for _, m := range testFunc.FindAllStringSubmatch(string(text), -1) {
				tests[m[1]] = true
			}
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	there := func(file string) bool { _, err := fs.Stat(tree, path.Clean(file)); return err == nil }
	var found []string
	for _, document := range documents {
		text, err := fs.ReadFile(tree, document)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range testName.FindAllStringSubmatch(string(text), -1) {
			if !tests[m[1]] {
				found = append(found, document+" names "+m[1]+", which is no test")
			}
		}
		for _, m := range fileName.FindAllStringSubmatch(string(text), -1) {
			if top, _, _ := strings.Cut(m[1], "/"); there(top) && !there(m[1]) {
				found = append(found, document+" names "+m[1]+", which is not there")
			}
		}
		for _, m := range linkName.FindAllStringSubmatch(string(text), -1) {
			if file := path.Join(path.Dir(document), m[1]); !there(file) {
				found = append(found, document+" leads to "+file+", which is not there")
			}
		}
	}
	return found
}

// literals are the texts in a file's calls, each once: takes is told the
// function that a text stands in, and the one that is called with it first.
func literals(t *testing.T, file string, takes func(in, called string) bool) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	add := func(n ast.Expr, in, called string) {
		if lit, is := n.(*ast.BasicLit); is && lit.Kind == token.STRING && takes(in, called) {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				found[text] = true
			}
		}
	}
	for _, d := range parsed.Decls {
		in := ""
		if f, is := d.(*ast.FuncDecl); is {
			in = f.Name.Name
		}
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				for _, e := range n.Elts {
					add(e, in, "")
				}
			case *ast.CallExpr:
				if len(n.Args) > 0 {
					add(n.Args[0], in, calledName(n.Fun))
				}
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(found))
}

func calls(names ...string) func(string, string) bool {
	return func(_, called string) bool { return slices.Contains(names, called) }
}

func calledName(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

func prefixed(prefix string, names []string) []string {
	for i := range names {
		names[i] = prefix + names[i]
	}
	return names
}

// manifestScopes are the scopes of the app's manifest in docs/slack.md.
func manifestScopes(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../docs/slack.md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(text)
	if block == nil {
		t.Fatal("docs/slack.md shows no manifest")
	}
	var manifest struct {
		OAuth struct {
			Scopes struct{ Bot []string }
		} `yaml:"oauth_config"`
	}
	if err := yaml.Unmarshal(block[1], &manifest); err != nil {
		t.Fatalf("the manifest of docs/slack.md is no YAML: %v", err)
	}
	return manifest.OAuth.Scopes.Bot
}
