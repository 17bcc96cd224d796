package plan

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"tocsin/brand"
)

// A labelled sentence is what somebody might write about a brand, and which
// strategies a person would say it touches.
type labelled struct {
	lang, text string
	// want are strategies that must be touched, may such as may be or not.
	want, may []string
}

var languages = []string{"en", "es", "de", "fr", "pt"}

func sentences(t *testing.T, lang string) []labelled {
	t.Helper()
	file, err := os.Open("testdata/" + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []labelled
	for lines := bufio.NewScanner(file); lines.Scan(); {
		labels, text, ok := strings.Cut(lines.Text(), " | ")
		if !ok {
			t.Fatalf("%s: %q has no labels", file.Name(), lines.Text())
		}
		s := labelled{lang: lang, text: text}
		for label := range strings.FieldsSeq(labels) {
			name := strings.Trim(label, "()")
			if _, known := Known(Builtin(), name); name != "-" && !known {
				t.Fatalf("%s: %q is labelled %q, which is no strategy", file.Name(), text, name)
			}
			switch {
			case name == "-":
			case name != label:
				s.may = append(s.may, name)
			default:
				s.want = append(s.want, name)
			}
		}
		all = append(all, s)
	}
	return all
}

// A score counts strategies said rightly, said wrongly and left unsaid.
type score struct{ right, wrong, unsaid int }

func (s *score) add(o score) {
	s.right, s.wrong, s.unsaid = s.right+o.right, s.wrong+o.wrong, s.unsaid+o.unsaid
}

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.right+s.wrong)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(1, s.right+s.unsaid)) }

func (s score) String() string {
	return fmt.Sprintf("precision %3.0f %%, recall %3.0f %% (%d right, %d wrong, %d unsaid)", 100*s.precision(), 100*s.recall(), s.right, s.wrong, s.unsaid)
}

// mark compares what the tagger says of a sentence with its labels, and says how
// they differ.
func (s labelled) mark(tagger *Tagger) (marked map[string]score, differ string) {
	touched := map[string]string{}
	for _, touch := range tagger.Touches(brand.Mention{Post: brand.Post{Text: s.text}}) {
		touched[touch.Strategy] = touch.Why
	}
	marked = map[string]score{}
	for _, strategy := range Builtin() {
		why, said := touched[strategy.ID]
		switch wanted := slices.Contains(s.want, strategy.ID); {
		case said && wanted:
			marked[strategy.ID] = score{right: 1}
		case wanted:
			marked[strategy.ID] = score{unsaid: 1}
			differ += fmt.Sprintf(" -%s", strategy.ID)
		case said && !slices.Contains(s.may, strategy.ID):
			marked[strategy.ID] = score{wrong: 1}
			differ += fmt.Sprintf(" +%s(%s)", strategy.ID, why)
		}
	}
	return marked, differ
}
