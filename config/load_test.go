package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheCollectorsWordIsAsked(t *testing.T) {
	known := Known{Kinds: []KindSpec{{Name: "feed", Address: Required}, {Name: "moon", Searches: true}}, Source: func(s SourceSpec) error {
		if s.Kind == "moon" {
			return errors.Join(errors.New("moon is far: ask another one"), errors.New("moon is dark"))
		}
		return nil
	}}
	_, err := Read("f.yaml", []byte(strings.Replace(tenMinutes, "people:", "sources: [{kind: moon, query: x, id: m}]\npeople:", 1)), known)
	for _, want := range []string{"f.yaml:9:11: sources[0]: moon is far: ask another one\n", "f.yaml:9:11: sources[0]: moon is dark: mend the source"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("faults are\n%v\nwant %q", err, want)
		}
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tocsin.yaml")
	if _, err := Load(path, Known{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Load of no file: %v", err)
	}
	if err := os.WriteFile(path, []byte(tenMinutes), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(path, Known{}); err != nil || c.Brands[0].Key != "solvo" {
		t.Errorf("Load: %v", err)
	}
	if _, err := Load(filepath.Dir(path), Known{}); err == nil {
		t.Error("Load of a folder gives no error")
	}
}
