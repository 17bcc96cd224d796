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

func sentences(t *testing.T, folder, lang string) []labelled {
	t.Helper()
	file, err := os.Open(folder + "/" + lang + ".txt")
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
			if name != "-" && !slices.Contains(strategyNames(), name) {
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

func strategyNames() []string {
	return []string{"crisis", "communications", "marketing", "customer-service", "product-development"}
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
func (s labelled) mark(tagger *Tagger) (map[string]score, string) {
	touched := map[string]string{}
	for _, touch := range tagger.Touches(brand.Mention{Post: brand.Post{Text: s.text}}) {
		touched[touch.Strategy] = touch.Why
	}
	marked, differ := map[string]score{}, ""
	for _, strategy := range strategyNames() {
		why, said := touched[strategy]
		switch wanted := slices.Contains(s.want, strategy); {
		case said && wanted:
			marked[strategy] = score{right: 1}
		case wanted:
			marked[strategy] = score{unsaid: 1}
			differ += fmt.Sprintf(" -%s", strategy)
		case said && !slices.Contains(s.may, strategy):
			marked[strategy] = score{wrong: 1}
			differ += fmt.Sprintf(" +%s(%s)", strategy, why)
		}
	}
	return marked, differ
}

// Terms were chosen by the sentences of testdata, so that they say little of
// others. No term was chosen by those in unseen: whoever adds one because of a
// sentence there moves the sentence up.
func TestTheDefaultTermsKnowTheirStrategies(t *testing.T) {
	tagger := builtinTagger(t)
	for _, set := range []struct {
		folder                  string
		atLeast                 int
		precision, recall, each float64
	}{
		{"testdata", 110, 0.97, 0.96, 0.94},
		{"testdata/unseen", 24, 0.80, 0.70, 0.50},
	} {
		byStrategy := map[string]score{}
		for _, lang := range languages {
			var all score
			found := sentences(t, set.folder, lang)
			for _, s := range found {
				marked, differ := s.mark(tagger)
				for strategy, score := range marked {
					all.add(score)
					score.add(byStrategy[strategy])
					byStrategy[strategy] = score
				}
				if differ != "" {
					t.Logf("%s: %s:%s", lang, s.text, differ)
				}
			}
			t.Logf("%s, %s: %d sentences, %s", set.folder, lang, len(found), all)
			if len(found) < set.atLeast || all.precision() < set.precision || all.recall() < set.recall {
				t.Errorf("%s, %s: %d sentences, %s; want at least %d, %.0f %% and %.0f %%", set.folder, lang, len(found), all, set.atLeast, 100*set.precision, 100*set.recall)
			}
		}
		for _, strategy := range strategyNames() {
			all := byStrategy[strategy]
			t.Logf("%s, %s: %s", set.folder, strategy, all)
			if all.recall() < set.each || all.precision() < set.each {
				t.Errorf("%s, %s: %s, want at least %.0f %% of both", set.folder, strategy, all, 100*set.each)
			}
		}
	}
}

// A word that means something else as often is no term by itself.
func TestWordsThatOnlySoundLikeATerm(t *testing.T) {
	tagger := builtinTagger(t)
	for _, text := range []string{
		"in order to see Solvo", "I recall the old Solvo", "thanks for your support, says Solvo", "released from prison, straight to Solvo",
		"Solvo killed it tonight", "can't complain about Solvo", "late night at Solvo", "Solvo is down 2 percent", "my friend Sue likes Solvo", "a spot near Solvo",
		"in the face of Solvo", "Solvo hits the spot", "many happy returns, Solvo", "lent is over, Solvo time", "resilient as Solvo", "Solvo is sold out",
		"todo el mundo va a Solvo", "en todo el país hay un Solvo", "golpe de suerte en Solvo", "denominación de origen Solvo", "unas medias y un Solvo",
		"bin pleite, trotzdem Solvo", "ich denke, dass Solvo lebt", "so langsam wird Solvo alt", "die Sendung über Solvo", "ein Geschenk, gift cards von Solvo",
		"tout le monde va chez Solvo", "un livre et un Solvo", "un sac Solvo", "je retourne chez Solvo", "une plante devant Solvo", "je me rappelle Solvo", "à la campagne avec Solvo",
		"gosto de Solvo", "no segundo andar da Solvo", "o processo de pintura da Solvo", "absurdo de bom, Solvo",
	} {
		if got := tagger.Touches(brand.Mention{Post: brand.Post{Text: text}}); got != nil {
			t.Errorf("Touches(%q) = %v, want none", text, got)
		}
	}
}
