package main

import (
	"testing"
	"time"

	"tocsin/config"
)

// What is heard as it is written is not left lying for as long as a search is.
func TestAStreamIsReadQuicklyUnlessTheFileSaysOtherwise(t *testing.T) {
	for source, want := range map[string]time.Duration{
		"{kind: x}":                         5 * time.Minute,
		"{kind: x, way: search}":            5 * time.Minute,
		"{kind: x, way: stream}":            10 * time.Second,
		"{kind: x, way: stream, every: 1m}": time.Minute,
		"{kind: hackernews}":                2 * time.Minute,
	} {
		file := `brand: Solvo
match: [solvo]
sources:
  - ` + source + `
people:
  - {name: Ana, slack: U01ANA, can: [crisis]}
  - {name: Ben, slack: U02BEN, can: [crisis]}
`
		cfg, err := config.Read("f.yaml", []byte(file), known())
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		if got := cfg.Sources[0].Every; got != want {
			t.Errorf("%s is read every %v, want %v", source, got, want)
		}
	}
}
