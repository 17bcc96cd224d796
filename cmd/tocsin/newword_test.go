package main

import (
	"slices"
	"testing"

	"tocsin/brand"
)

func TestWhatABrandAsksForIsNoNews(t *testing.T) {
	rule := newWord(brand.Brand{
		Key: "pain-away", Name: "Pain Away", Own: []string{"@painhelp"},
		Match: []string{`motrin AND (ad OR "sling video")`, "#motrin*", "#slings", "advil NOT recipe"},
	})
	for _, word := range []string{"motrin", "ad", "sling", "video", "slings", "advil", "pain", "away", "painaway", "painhelp"} {
		if !slices.Contains(rule.Known, word) {
			t.Errorf("%q is asked for, and would be news; known are %q", word, rule.Known)
		}
	}
	for _, word := range []string{"recipe", "motrinmoms"} {
		if slices.Contains(rule.Known, word) {
			t.Errorf("%q is not asked for, and would be no news", word)
		}
	}
	for term, heard := range map[string]bool{"#motrinmoms": true, "#babywearing": false, "sling ad": false} {
		if rule.Hears(term) != heard {
			t.Errorf("that %q is heard by itself is told as %v", term, !heard)
		}
	}
}
