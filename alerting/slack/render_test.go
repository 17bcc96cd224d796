package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
)

var update = flag.Bool("update", false, "write the golden files anew")

func blocksOf(t testing.TB, card alerting.Card) json.RawMessage {
	t.Helper()
	var raw bytes.Buffer
	encoder := json.NewEncoder(&raw)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(Render(card)); err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}

func TestRenderedCards(t *testing.T) {
	repeat := sling()
	repeat.Repeat, repeat.Buttons = true, nil
	claimed := sling()
	claimed.Buttons = []alerting.Button{{Verb: alerting.Decide, Label: "Decide", Primary: true}, {Verb: alerting.Close, Label: "Close"}}
	for _, choice := range alerting.Choices() {
		claimed.Buttons[0].Options = append(claimed.Buttons[0].Options, alerting.Option{Value: string(choice.Choice), Label: choice.Label})
	}
	for name, card := range map[string]alerting.Card{"open": sling(), "repeat": repeat, "claimed": claimed, "empty": {ID: solvo241}} {
		var got bytes.Buffer
		if err := json.Indent(&got, blocksOf(t, card), "", "  "); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".json")
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("card %q (-want +got):\n%s", name, diff)
		}
	}
}

// extremes are texts that break what is careless.
func extremes() map[string]string {
	return map[string]string{
		"10,000 letters":       strings.Repeat("a", 10000),
		"10,000 words":         strings.Repeat("word ", 2000),
		"angle brackets":       strings.Repeat("<&>", 3000),
		"emoji":                strings.Repeat("👩‍👩‍👧‍👦🔥", 1000),
		"right to left":        strings.Repeat("אזהרה تحذير ", 800),
		"marks over marks":     "Z" + strings.Repeat("\u0301", 9000),
		"direction overrides":  "safe \u202E\u2066 gnorts \u2069",
		"control characters":   "a\x00b\x1b[2Jc\r\nd\te",
		"not UTF-8":            "caf\xe9 \xff\xfe",
		"nothing":              "",
		"nothing but controls": "\x01\x02",
		"spaces":               " \t\n ",
		"a mass mention":       "<!channel> <@U01> <#C01> @here",
		"markup":               "*bold* _it_ ~no~ `code` > quote",
		"a broken link":        "<https://evil.example|https://bank.example>",
		"line separators":      "a\u2028b\u2029c",
		"a fence of backticks": strings.Repeat("```", 500),
	}
}

func TestEveryCardFitsSlack(t *testing.T) {
	for why, text := range extremes() {
		for _, lines := range []int{0, 1, 20, 60} {
			card := alerting.Card{ID: solvo241, Push: text, Title: text, When: text, Footer: text, Repeat: true}
			for range lines {
				card.Lines = append(card.Lines, alerting.Line{Label: text, Text: text, Links: []alerting.Link{
					{Text: text, URL: "https://x.example/?q=a&b=<c>|d"},
					{Text: text, URL: "https://x.example/" + strings.Repeat("p", 5000)},
					{Text: text, URL: text},
					{Text: text, URL: "javascript:alert(1)"},
				}})
			}
			for _, verb := range []alerting.Verb{alerting.Claim, alerting.Dismiss, alerting.Explain, alerting.Close} {
				button := alerting.Button{Verb: verb, Label: text, Primary: true}
				if verb == alerting.Dismiss {
					for n := range 40 {
						button.Options = append(button.Options, alerting.Option{Value: string(rune('a' + n)), Label: text})
					}
				}
				card.Buttons = append(card.Buttons, button)
			}
			fits(t, why, lines, card)
		}
	}
}

// fits checks what Slack would refuse, and what it would take for markup.
func fits(t *testing.T, why string, lines int, card alerting.Card) {
	t.Helper()
	raw := blocksOf(t, card)
	if problems := slackfake.Check(raw); len(problems) > 0 {
		t.Errorf("a card of %d lines of %s: %q", lines, why, problems)
	}
	if n := utf8.RuneCountInString(push(card)); n < 1 || n > maxText {
		t.Errorf("a card of %d lines of %s: push line of %d characters", lines, why, n)
	}
	if n := bytes.Count(raw, []byte(`"type":"button"`)) + bytes.Count(raw, []byte(`"type":"static_select"`)); n > 3 {
		t.Errorf("a card of %d lines of %s shows %d buttons, want at most 3", lines, why, n)
	}
	for _, text := range append(markdowns(t, raw), push(card)) {
		if stray := markup.ReplaceAllString(text, ""); strings.ContainsAny(stray, "<>") || loose.MatchString(stray) {
			t.Errorf("a card of %d lines of %s has markup of its own in %.200q", lines, why, text)
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\u202E\u2066\x1b\x00") {
			t.Errorf("a card of %d lines of %s lets through what it must not: %.200q", lines, why, text)
		}
	}
}

var (
	// markup is a link as we write it, or an escape.
	markup = regexp.MustCompile(`<https?://[^<>|\s]+\|[^<>]+>|&(amp|lt|gt);`)
	loose  = regexp.MustCompile(`&`)
)

func markdowns(t testing.TB, raw json.RawMessage) []string {
	t.Helper()
	var texts []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if text, ok := v["text"].(string); ok && v["type"] == "mrkdwn" {
				texts = append(texts, text)
				if v["verbatim"] != true {
					t.Errorf("%.60q is not verbatim: Slack would turn names and addresses in it into links", text)
				}
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	var blocks any
	if err := json.Unmarshal(raw, &blocks); err != nil {
		t.Fatal(err)
	}
	walk(blocks)
	return texts
}

func FuzzEveryCardFitsSlack(f *testing.F) {
	for _, text := range extremes() {
		f.Add(text, text, 3)
	}
	f.Fuzz(func(t *testing.T, text, address string, lines int) {
		card := alerting.Card{ID: solvo241, Push: text, Title: text, When: text, Footer: text}
		for range min(max(lines, 0), 60) {
			card.Lines = append(card.Lines, alerting.Line{Label: text, Text: text, Links: []alerting.Link{{Text: text, URL: address}}})
		}
		card.Buttons = []alerting.Button{{Verb: alerting.Claim, Label: text}, {Verb: alerting.Dismiss, Label: text, Options: []alerting.Option{{Value: text, Label: text}}}}
		fits(t, "fuzz", lines, card)
	})
}

func TestTheFirstLinesOfALongCardSurvive(t *testing.T) {
	card := sling()
	for range 100 {
		card.Lines = append(card.Lines, alerting.Line{Label: "LOUDEST", Text: strings.Repeat("very loud ", 1000)})
	}
	all := strings.Join(markdowns(t, blocksOf(t, card)), "\n")
	for _, line := range sling().Lines {
		if !strings.Contains(all, fit(line.Text, maxLine)) {
			t.Errorf("a long card has lost %s %q", line.Label, line.Text)
		}
	}
	if !strings.Contains(all, more) {
		t.Error("a long card does not show that it was cut")
	}
}

func TestAMenuForgetsWhatWasChosenWhenTheCardChanges(t *testing.T) {
	changed := sling()
	changed.Lines[1].Text = "300 voices"
	if blockID(sling()) == blockID(changed) {
		t.Error("two different cards have the same block id: Slack would keep the old choice")
	}
	if first, again := blockID(sling()), blockID(sling()); first != again {
		t.Error("the same card has two block ids")
	}
}

func TestAButtonSaysWhatItDoesToWhich(t *testing.T) {
	verb, id, ours := readActionID(actionID(alerting.Claim, solvo241))
	if verb != alerting.Claim || id != solvo241 || !ours {
		t.Errorf("readActionID = %v, %v, %v; want claim, solvo/241", verb, id, ours)
	}
	for _, foreign := range []string{"", "claim", "tocsin:", "tocsin:claim", "tocsin::solvo/241", "tocsin:claim:solvo/0", "tocsin:claim:../241", "other:claim:solvo/241"} {
		if _, _, ours := readActionID(foreign); ours {
			t.Errorf("action %q is taken for ours", foreign)
		}
	}
}
