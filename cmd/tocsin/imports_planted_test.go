package main_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// What the test of the architecture must find is planted here.
func TestTheArchitectureTestFails(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	tree := fstest.MapFS{
		"a/a.go":      file("package a\nimport (\n\"context\"\n\"log/slog\"\n\"tocsin/b\"\n)"),
		"a/clock.go":  file("package a\nimport clock \"time\"\nfunc f() { clock.Sleep(clock.Second) }"),
		"a/a_test.go": file("package a\nimport \"example.com/testing\""),
		"b/b.go":      file("package b\nimport \"example.com/lib/sub\""),
		"c/c.go":      file("package c\nimport (\n\"example.com/lib\"\n\"golang.org/x/net/html\"\n)"),
		"d/d.go":      file("package d"),
	}
	want := []string{
		"a: may not import log/slog: the core is pure; let the caller do it",
		"a: may not import tocsin/b: its line does not say so; change the design first, then the line",
		"a: may not use time.Sleep: the core is told the time",
		"c: may not import golang.org/x/net/html: its line does not say so; change the design first, then the line",
		"d: is not in the table; give it a line and a reason",
		"e: gives no reason; say why it exists",
		"e: is in the table, but has no code; take out its line",
		"example.com/lib: has two owners, b and c; let one of them serve the other",
	}
	got := violations(tree, "a: context # x", "b: example.com/lib # x\nc: example.com/lib # x\ne:")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}
