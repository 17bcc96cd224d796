package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tocsin/config"
)

// Whoever copies a configuration out of a document has one that works.
func TestEveryConfigurationInTheDocumentsPassesTheCheck(t *testing.T) {
	tree := os.DirFS("../..")
	for _, document := range []string{"README.md", "docs/configuration.md"} {
		if len(configurations(t, tree, document)) == 0 {
			t.Errorf("%s shows no configuration any more: put one in, or take it out of this list", document)
		}
	}
	for _, fault := range faultyConfigurations(t, tree) {
		t.Error(fault)
	}
}

func TestTheConfigurationTestFails(t *testing.T) {
	file := func(lines ...string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))} }
	const people = "people: [{name: A, can: [crisis]}, {name: B, can: [crisis]}]"
	faults := strings.Join(faultyConfigurations(t, fstest.MapFS{
		"README.md": file("1. Write", "", "   ```yaml", "   # ours", "   brand: [Solvo", "   ```"),
		"docs/a.md": file("```yaml", "brand: Solvo", "match: [solvo]", "feeds: [https://a.example/rss]", people, "```",
			"```yaml", "groups:", "```", "```", "brand: in no YAML", "```"),
		"docs/b.md": file("```yaml", "brand: Solvo", "match: [solvo]", "feeds: [https://a.example/rss]", "fedes: []", people, "```"),
	}), "\n")
	var places []string
	for line := range strings.Lines(faults) {
		if !strings.Contains(line, "warning: ") {
			places = append(places, regexp.MustCompile(`^[^:]+:\d+`).FindString(line))
		}
	}
	if diff := cmp.Diff([]string{"README.md:5", "docs/b.md:5"}, places); diff != "" {
		t.Errorf("places of faults (-want +got):\n%s\n%s", diff, faults)
	}
}

// faultyConfigurations are the faults of all configurations that documents show.
func faultyConfigurations(t *testing.T, tree fs.FS) []string {
	t.Helper()
	documents, err := fs.Glob(tree, "docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var faults []string
	for _, document := range append([]string{"README.md"}, documents...) {
		for _, text := range configurations(t, tree, document) {
			if _, err := config.Read(document, []byte(text), strict(func(string) string { return "set" })); err != nil {
				faults = append(faults, err.Error())
			}
		}
	}
	return faults
}

// configurationBegins is how a YAML block begins that is a configuration, comments aside.
var configurationBegins = regexp.MustCompile(`^(?:\s*(?:#.*)?\n)*\s*(?:brand|brands|version):`)

// configurations are the configurations that a document shows, each on the lines
// it has there, so that its faults lead to them.
func configurations(t *testing.T, tree fs.FS, document string) []string {
	t.Helper()
	text, err := fs.ReadFile(tree, document)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	var block strings.Builder
	inside := false
	for i, line := range strings.Split(string(text), "\n") {
		switch fence := strings.TrimSpace(line); {
		case !inside && fence == "```yaml":
			inside = true
			block.Reset()
			block.WriteString(strings.Repeat("\n", i+1))
		case inside && fence == "```":
			inside = false
			if configurationBegins.MatchString(block.String()) {
				found = append(found, block.String())
			}
		case inside:
			block.WriteString(line + "\n")
		}
	}
	return found
}
