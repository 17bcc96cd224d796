package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	for _, name := range undocumented(t, os.DirFS("../..")) {
		t.Errorf("%s: has no package comment; say what it owns, in doc.go or the file named after it", name)
	}
}

func TestTheDocumentationTestFails(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	got := undocumented(t, fstest.MapFS{
		"a/a.go":      file("// Package a is the first.\npackage a"),
		"a/more.go":   file("package a"),
		"b/b.go":      file("// Copyright\n\npackage b"),
		"c/c_test.go": file("package c"),
	})
	if diff := cmp.Diff([]string{"b"}, got); diff != "" {
		t.Errorf("undocumented packages (-want +got):\n%s", diff)
	}
}

func TestEveryDirectDependencyIsExplained(t *testing.T) {
	var texts []string
	for _, file := range []string{"../../go.mod", "../../docs/dependencies.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for _, d := range unexplained(texts[0], texts[1]) {
		t.Errorf("docs/dependencies.md has no line for %s; say what it does, why this one, and how it stands", d)
	}
}

func TestTheDependencyTestFails(t *testing.T) {
	got := unexplained("require (\n\ta.example/told v1.2.0\n\ta.example/older v1.3.0\n\ta.example/new v0.1.0\n\ta.example/deep v1.0.0 // indirect\n)",
		"| `a.example/told` | x | v1.2.0, 2026 |\n| `a.example/older` | x | v1.2.0, 2025 |\n")
	if diff := cmp.Diff([]string{"a.example/older v1.3.0", "a.example/new v0.1.0"}, got); diff != "" {
		t.Errorf("unexplained (-want +got):\n%s", diff)
	}
}

// unexplained names the direct dependencies of a go.mod, with their versions,
// that no line of a document is about.
func unexplained(gomod, document string) []string {
	var missing []string
	for _, d := range regexp.MustCompile(`(?m)^\s*(?:require )?(\S+\.\S+/\S+) (v\S+)$`).FindAllStringSubmatch(gomod, -1) {
		if !slices.ContainsFunc(strings.Split(document, "\n"), func(line string) bool {
			return strings.Contains(line, "`"+d[1]+"`") && strings.Contains(line, d[2])
		}) {
			missing = append(missing, d[1]+" "+d[2])
		}
	}
	return missing
}

// undocumented names the packages without a comment.
func undocumented(t *testing.T, tree fs.FS) []string {
	t.Helper()
	documented := map[string]bool{}
	err := fs.WalkDir(tree, ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		source, err := fs.ReadFile(tree, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		said := strings.TrimSpace(parsed.Doc.Text()) != ""
		documented[path.Dir(file)] = documented[path.Dir(file)] || said
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(documented, func(_ string, said bool) bool { return said })
	return slices.Sorted(maps.Keys(documented))
}
