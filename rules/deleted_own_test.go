package rules

import (
	"encoding/json"
	"strings"
	"testing"

	"tocsin/brand"
)

// A danger that the brand itself names may be all that a deleted post said.
func TestARecordForgetsWhichDangerOfTheBrandsOwnAPostSpokeOf(t *testing.T) {
	s := Signal{
		Item:       &Item{ID: "m", Text: "pram caught fire", Author: "Ana", Danger: []string{"pram caught fire", "burn"}, Listed: 1},
		Arithmetic: "1 post; it speaks of a danger, which makes it an issue: pram caught fire, burn",
	}
	was := *s.Item
	s.Unquote(Reworded{"m": {Was: "pram caught fire"}})
	kept, err := json.Marshal(s)
	if err != nil || strings.Contains(string(kept), "pram") || !strings.Contains(s.Arithmetic, "issue: "+brand.OwnDanger+", burn") {
		t.Errorf("the record keeps %s, %v", kept, err)
	}
	if s.Item.severity() != was.severity() || was.Danger[0] != "pram caught fire" {
		t.Errorf("the item is %+v, and was %+v", s.Item, was)
	}
}
