package text_test

import (
	"encoding/json"
	"strings"
	"testing"

	"tocsin/brand/text"
)

func TestWhatIsWrongWithJSONIsSaidWithoutWordsOfALanguage(t *testing.T) {
	for given, want := range map[string]string{
		`{"hits": {"of": "x"}}`: `its "Hits.Of" is a text, and something else is wanted`,
		`[1]`:                   "it is a list, and something else is wanted",
		`"x"`:                   "it is a text, and something else is wanted",
		`true`:                  "it is a truth value, and something else is wanted",
		`7`:                     "it is a number, and something else is wanted",
		`{"hits": {},, }`:       "it is no JSON from byte 13 on",
		`{"hits": `:             "it ends too early",
		``:                      "it ends too early",
	} {
		var into struct{ Hits struct{ Of int } }
		err := json.Unmarshal([]byte(given), &into)
		if err == nil {
			t.Fatalf("%s is read", given)
		}
		if got := text.BadJSON(err); got != want || strings.Contains(got, "struct") {
			t.Errorf("%s: %s, want %s", given, got, want)
		}
	}
}
