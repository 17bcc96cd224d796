package plan

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/query"
)

func builtinTagger(t *testing.T) *Tagger {
	t.Helper()
	tagger, err := NewTagger(Builtin())
	if err != nil {
		t.Fatalf("NewTagger(Builtin()): %v", err)
	}
	return tagger
}

func TestWhichStrategiesAPostTouches(t *testing.T) {
	tagger := builtinTagger(t)
	for _, tt := range []struct {
		claim, title, text, voice string
		want                      []brand.Touch
	}{
		{"a refund is customer service's", "", "Where is my refund, Solvo?", "", []brand.Touch{{Strategy: "customer-service", Why: `"refund*"`}}},
		{"a word is shown as the plan writes it", "", "Boycotting Solvo", "", []brand.Touch{{Strategy: "crisis", Why: `"boycott*"`}}},
		{"a phrase in the title", "Class action against Solvo", "", "", []brand.Touch{{Strategy: "crisis", Why: `"class action"`}}},
		{"a term inside a hashtag", "", "#BoycottSolvo", "", []brand.Touch{{Strategy: "crisis", Why: `"boycott*"`}}},
		{"no term and no voice", "", "Solvo is blue", "", nil},
		{"the press speaks to communications", "", "Solvo is blue", "press", []brand.Touch{{Strategy: "communications", Why: "voice press"}}},
		{"terms come before the voice", "", "a refund from Solvo", "Press", []brand.Touch{{Strategy: "customer-service", Why: `"refund*"`}, {Strategy: "communications", Why: "voice Press"}}},
		{"a strategy is touched once", "", "a refund from Solvo", "customers", []brand.Touch{{Strategy: "customer-service", Why: `"refund*"`}}},
		{"three at most", "", "outrage over the ad and the press release: refund! the app crashes", "press", []brand.Touch{
			{Strategy: "crisis", Why: `"outrage*"`}, {Strategy: "communications", Why: `"press release*"`}, {Strategy: "marketing", Why: `"ad"`},
		}},
		{"an unknown voice", "", "Solvo is blue", "aliens", nil},
		{"Spanish", "", "Quiero un reembolso de Solvo", "", []brand.Touch{{Strategy: "customer-service", Why: `"reembols*"`}}},
		{"German", "", "Rückrufaktion bei Solvo", "", []brand.Touch{{Strategy: "crisis", Why: `"rückruf*"`}}},
		{"French", "", "la mise à jour de Solvo", "", []brand.Touch{{Strategy: "product-development", Why: `"mise à jour"`}}},
		{"Portuguese", "", "a nova campanha da Solvo", "", []brand.Touch{{Strategy: "marketing", Why: `"campanha*"`}}},
		{"words that only hold a term", "", "Solvo adds a pubic bugle", "", nil},
	} {
		got := tagger.Touches(brand.Mention{Group: tt.voice, Post: brand.Post{Title: tt.title, Text: tt.text}})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: Touches(%q, %q, %q) (-want +got):\n%s", tt.claim, tt.title, tt.text, tt.voice, diff)
		}
	}
}

func TestFaultsOfTermsNameTheStrategy(t *testing.T) {
	_, err := NewTagger([]Strategy{
		{ID: "crisis", Terms: []string{"(fire", "recall"}},
		{ID: "service", Terms: []string{"-late"}},
		{ID: "crisis"},
	})
	var fault *query.Error
	if !errors.As(err, &fault) || fault.Query != "(fire" || fault.Column != 1 {
		t.Fatalf("NewTagger = %v, want a *query.Error at column 1 of \"(fire\"", err)
	}
	for _, want := range []string{"strategy crisis: term", "strategy service: term", "write NOT late", "crisis stands in the plan twice"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("NewTagger = %v, want it to say %q", err, want)
		}
	}
}

func TestBuiltinStrategiesAreWhole(t *testing.T) {
	var names []string
	for _, s := range Builtin() {
		names = append(names, s.ID)
		if s.Why == "" || len(s.Terms) < 20 || ChannelNamed(s.ID) || brand.Key(s.ID).Validate() != nil {
			t.Errorf("strategy %s: why %q, %d terms: want a reason, terms and a name that is no channel's", s.ID, s.Why, len(s.Terms))
		}
		seen := map[string]bool{}
		for _, term := range s.Terms {
			if seen[term] {
				t.Errorf("strategy %s has the term %q twice", s.ID, term)
			}
			seen[term] = true
		}
	}
	want := []string{"crisis", "communications", "marketing", "customer-service", "product-development"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("Builtin() (-want +got):\n%s", diff)
	}
}

func TestStrategiesNamedAfterChannels(t *testing.T) {
	for id, want := range map[string]bool{
		"twitter": true, "our-tiktok-plan": true, "Facebook": true, "x": true, "social_media": true, "YouTube 2026": true,
		"customer-service": false, "crisis": false, "xylophones": false, "facebookish": false, "online": false, "": false,
	} {
		if got := ChannelNamed(id); got != want {
			t.Errorf("ChannelNamed(%q) = %v, want %v", id, got, want)
		}
	}
}

func TestKnownFindsAStrategyHoweverItIsTyped(t *testing.T) {
	for name, want := range map[string]string{
		"customer-service": "customer-service", "Customer Service": "customer-service", " customer_service ": "customer-service",
		"crisis": "crisis", "customers": "", "": "",
	} {
		if got, ok := Known(Builtin(), name); got.ID != want || ok != (want != "") {
			t.Errorf("Known(%q) = %q, %v, want %q", name, got.ID, ok, want)
		}
	}
}
