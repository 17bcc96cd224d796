package main_test

import (
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
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
		said := doc.Synopsis(parsed.Doc.Text()) != ""
		documented[path.Dir(file)] = documented[path.Dir(file)] || said
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(documented, func(_ string, said bool) bool { return said })
	return slices.Sorted(maps.Keys(documented))
}
