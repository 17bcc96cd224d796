package terminal

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
)

var update = flag.Bool("update", false, "write the golden files anew")

func sling() alerting.Card {
	return alerting.Card{
		ID:    alerting.ID{Brand: "solvo", Number: 241},
		Push:  "CRISIS Solvo · 212 voices/h, 14x normal, 71% negative · nobody has it yet · you may decide",
		Title: "CRISIS · Solvo · #241",
		When:  "Sun 03:07 your time",
		Lines: []alerting.Line{
			{Label: "WHAT", Text: "Parents say the sling ad mocks them. New tag #solvomoms (0 → 96 in 1 h)"},
			{Label: "SIZE", Text: "212 voices in 1 h; normal for Sun 03:07 is 15. Doubling every ~25 min"},
			{Label: "TONE", Text: "71% negative (word list, unchecked) · X 168 · blogs 31 · video 13"},
			{Label: "TOUCHES", Text: "crisis (size) · marketing (ad link in 140) · pilot sling-ad: stop rule met"},
			{Label: "WHO", Text: "Nobody yet. Ana, Chi, Dana may each decide alone. Widens 03:12"},
			{Label: "LOUDEST", Text: `"It's not a fashion statement, it is how we carry our children, and whoever wrote this has never done it for a day" 41k followers`, Links: []alerting.Link{
				{Text: "post", URL: "https://x.example/ana/status/1"}, {Text: "video", URL: "https://v.example/2"},
			}},
			{Label: "NEXT", Text: "Take it. Playbook suggests a holding statement and pausing scheduled posts"},
		},
		Buttons: []alerting.Button{
			{Verb: alerting.Claim, Label: "I've got it", Primary: true},
			dismissal(),
			{Verb: alerting.Explain, Label: "Why?"},
		},
		Footer: "Data: 4 of 4 sources fresh (oldest 2 min) · Rivals: normal → only us · Seen before: #198",
	}
}

func dismissal() alerting.Button {
	button := alerting.Button{Verb: alerting.Dismiss, Label: "Not a crisis"}
	for _, reason := range alerting.Reasons() {
		button.Options = append(button.Options, alerting.Option{Value: reason, Label: strings.ToUpper(reason)})
	}
	return button
}

func claimed() alerting.Card {
	card := sling()
	card.Push = "CRISIS Solvo · 212 voices/h · Ana has it since 03:09"
	card.Lines[4].Text = "Ana has it since 03:09"
	decide := alerting.Button{Verb: alerting.Decide, Label: "Decide", Primary: true}
	for _, choice := range alerting.Choices() {
		decide.Options = append(decide.Options, alerting.Option{Value: string(choice.Choice), Label: choice.Label})
	}
	card.Buttons = []alerting.Button{decide, {Verb: alerting.Close, Label: "Close"}}
	return card
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestRenderedCards(t *testing.T) {
	repeat := sling()
	repeat.Repeat, repeat.Buttons, repeat.Lines = true, nil, repeat.Lines[:2]
	wide := sling()
	wide.Lines = []alerting.Line{
		{Label: "WHAT", Text: strings.Repeat("炎上しています ", 16)},
		{Label: "LOUDEST", Text: strings.Repeat("אזהרה ", 30)},
		{Label: "A VERY LONG LABEL", Text: "stands by itself " + strings.Repeat("x", 230)},
		{Label: "", Text: "no label at all"},
	}
	for name, card := range map[string]alerting.Card{"open": sling(), "claimed": claimed(), "repeat": repeat, "wide": wide, "empty": {ID: sling().ID}} {
		golden(t, name, Render(card, "", ""))
	}
}

func TestWhateverCouldBePressedCanBeTyped(t *testing.T) {
	for name, card := range map[string]alerting.Card{"open": sling(), "claimed": claimed()} {
		text := Render(card, "", "")
		if strings.Contains(text, "[ ") {
			t.Errorf("%s: shows something to press:\n%s", name, text)
		}
		for _, button := range card.Buttons {
			line := "tocsin act " + string(button.Verb) + " solvo/241 "
			if len(button.Options) > 0 {
				line += "CHOICE "
			}
			if !strings.Contains(text, line+"--as YOU\n") {
				t.Errorf("%s: does not say %q:\n%s", name, line, text)
			}
			for _, option := range button.Options {
				if !strings.Contains(text, option.Value) {
					t.Errorf("%s: does not offer %s for %s", name, option.Value, button.Verb)
				}
			}
		}
	}
}

// On a card of one's own nothing has to be filled in but the choice.
func TestAPersonsOwnCardHasTheirCommands(t *testing.T) {
	var out strings.Builder
	terminal := New(&out, "")
	at, err := terminal.Post(t.Context(), alerting.Place{Kind: alerting.Person, Address: "U01ANA", Responder: "ana-ruiz"}, sling(), "k")
	if err != nil {
		t.Fatal(err)
	}
	if err := terminal.Edit(t.Context(), at, claimed()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"tocsin act claim solvo/241 --as ana-ruiz\n", "tocsin act close solvo/241 --as ana-ruiz\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("her card does not say %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), you) {
		t.Errorf("her card asks who she is:\n%s", out.String())
	}
}

func TestATerminalShowsWhatHappens(t *testing.T) {
	var out strings.Builder
	terminal := New(&out, "")
	room := alerting.Place{Kind: alerting.Channel, Address: "#solvo-listening"}
	ana := alerting.Place{Kind: alerting.Person, Address: "U01ANA", Responder: "ana"}
	at, err := terminal.Post(t.Context(), room, sling(), "k1")
	if err != nil {
		t.Fatal(err)
	}
	short := sling()
	short.Lines = short.Lines[:1]
	hers, err := terminal.Post(t.Context(), ana, short, "k2")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		terminal.Ping(t.Context(), room, at, alerting.Ping{ID: sling().ID, Text: "CRISIS Solvo · still nobody after 5 min · Dana is asked too", Repeat: true}, "p1"),
		terminal.Edit(t.Context(), at, claimed()),
		terminal.Edit(t.Context(), hers, short),
		terminal.Edit(t.Context(), alerting.Receipt{Channel: "somewhere", Message: "forgotten"}, claimed()),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "story", out.String())
}

func TestNoLineIsTooWideAndNothingMovesTheCursor(t *testing.T) {
	for why, text := range map[string]string{
		"10,000 letters":      strings.Repeat("a", 10000),
		"10,000 words":        strings.Repeat("word ", 2000),
		"emoji":               strings.Repeat("🔥👩‍👩‍👧", 500),
		"ideographs":          strings.Repeat("炎", 1000),
		"marks over marks":    "Z" + strings.Repeat("\u0301", 3000),
		"an escape sequence":  "\x1b[2J\x1b]0;owned\x07 gone \x9b31m",
		"returns and tabs":    "one\r\ntwo\tthree\vfour\ffive\u2028six",
		"direction overrides": "safe \u202E\u2066 gnorts \u2069",
		"not UTF-8":           "caf\xe9",
		"nothing":             "",
	} {
		card := sling()
		card.Title, card.When, card.Footer, card.Push, card.Repeat = text, text, text, text, true
		card.Lines = append(card.Lines, alerting.Line{Label: text, Text: text, Links: []alerting.Link{{Text: text, URL: "https://x.example/1"}}})
		for i := range card.Buttons {
			card.Buttons[i].Label = text
			card.Buttons[i].Options = []alerting.Option{{Value: "x", Label: text}}
		}
		for _, rendered := range []string{Render(card, text, ""), renderEdit("#crisis", shown{sling(), text}, card, "")} {
			for line := range strings.Lines(rendered) {
				line = strings.TrimSuffix(line, "\n")
				if n := columns(line); n > width && !strings.Contains(line, "://") {
					t.Errorf("%s: a line of %d columns: %.120q", why, n, line)
				}
				if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || r == '\u202E' || r == '\u2066' }) {
					t.Errorf("%s: %.120q moves the cursor", why, line)
				}
			}
		}
	}
}

func TestATerminalForgetsOldCards(t *testing.T) {
	var out strings.Builder
	terminal := New(&out, "")
	for n := range memory + 10 {
		if _, err := terminal.Post(t.Context(), alerting.Place{Address: "#c"}, sling(), strings.Repeat("k", n+1)); err != nil {
			t.Fatal(err)
		}
	}
	if len(terminal.shown) != memory || len(terminal.order) != memory {
		t.Errorf("after %d cards %d are remembered, want %d", memory+10, len(terminal.shown), memory)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the pipe is closed") }

func TestATerminalThatIsGoneSaysSo(t *testing.T) {
	if _, err := New(broken{}, "").Post(t.Context(), alerting.Place{Address: "#c"}, sling(), "k"); err == nil {
		t.Error("Post to a closed pipe succeeds")
	}
}

// What an edit shows is broken once, where its line is full.
func TestAnEditBreaksItsLinesOnlyWhereTheyAreFull(t *testing.T) {
	words := strings.TrimSpace(strings.Repeat("40 of the posts carry 1 story ", 20))
	card := claimed()
	card.Lines[1].Text = words
	edit := renderEdit("#crisis", shown{sling(), ""}, card, "")
	_, size, _ := strings.Cut(edit, "    SIZE")
	lines := strings.Split(size, "\n")
	var told []string
	for i, line := range lines {
		fields := strings.Fields(line)
		if len(told)+len(fields) > len(strings.Fields(words)) {
			break
		}
		told = append(told, fields...)
		next := strings.Fields(lines[i+1])
		if i > 0 && len(told) < len(strings.Fields(words)) && columns(line)+1+columns(next[0]) <= width {
			t.Errorf("%q is broken before %q, which has room", line, next[0])
		}
	}
	if got := strings.Join(told, " "); got != words {
		t.Errorf("the edit says %q, want %q", got, words)
	}
}

// Whoever copies a command reaches the installation that shows it, also where it takes
// several lines.
func TestCommandsMeanTheInstallationThatShowsThem(t *testing.T) {
	const short = "-c solvo.yaml --data /srv/tocsin"
	long := alerting.Shell("-c /srv/" + strings.Repeat("deep/", 12) + "solvo.yaml --data /srv/data")
	if text := Render(sling(), "ana", short); !strings.Contains(text, "tocsin act claim solvo/241 --as ana "+short+"\n") {
		t.Errorf("the card does not say how it is claimed here:\n%s", text)
	}
	for _, text := range []string{Render(sling(), "ana", long), renderEdit("#crisis", shown{claimed(), "ana"}, sling(), long)} {
		joined := strings.Join(strings.Fields(strings.ReplaceAll(text, "\\\n", " ")), " ")
		if !strings.Contains(text, "\\\n") || !strings.Contains(joined, "tocsin act claim solvo/241 --as ana "+string(long)+" ") {
			t.Errorf("a long command is not one line to a shell:\n%s", text)
		}
	}
}
