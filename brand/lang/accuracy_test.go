package lang

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"

	"tocsin/brand/text"
)

type labelled struct{ tag, text string }

// sentences are posts and headlines, each with its language; "" where no language is right.
func sentences(tb testing.TB) []labelled {
	tb.Helper()
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var all []labelled
	for line := range strings.Lines(string(b)) {
		tag, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			tb.Fatalf("sentences.txt: %q has no language", line)
		}
		all = append(all, labelled{strings.TrimPrefix(tag, "?"), text})
	}
	return all
}

// A wrong language is worse than none: of what is answered, 97 in 100 must be
// right, and something must be answered of most.
func TestLanguagesAreRightOrUnknown(t *testing.T) {
	d := New()
	type tally struct{ n, answered, right int }
	of, total := map[string]*tally{}, tally{}
	for _, s := range sentences(t) {
		got := d.Detect(s.text)
		if got != s.tag && got != "" {
			t.Logf("wrong: %q is %q, want %q", s.text, got, s.tag)
		}
		if got == "" && s.tag != "" {
			t.Logf("unknown: %q, want %q", s.text, s.tag)
		}
		if s.tag == "" && got == "" {
			continue // rightly nothing
		}
		if of[s.tag] == nil {
			of[s.tag] = &tally{}
		}
		for _, c := range []*tally{of[s.tag], &total} {
			if s.tag != "" {
				c.n++
			}
			if got != "" {
				c.answered++
			}
			if got != "" && got == s.tag {
				c.right++
			}
		}
	}
	precision, coverage := float64(total.right)/float64(total.answered), float64(total.answered)/float64(total.n)
	t.Logf("%d sentences in %d languages: %.3f answered, %.3f of them right", total.n, len(of), coverage, precision)
	if precision < 0.97 || coverage < 0.85 {
		t.Errorf("%.3f of the answers are right and %.3f of the sentences are answered, want 0.97 and 0.85", precision, coverage)
	}
	for tag := range strings.FieldsSeq("en es de fr pt") {
		if c := of[tag]; c.n < 25 || c.right < c.n*9/10 {
			t.Errorf("%s: %d of %d sentences are told, want nine in ten of at least 25", tag, c.right, c.n)
		}
	}
}

// What is told does not hang on how a text is written down.
func TestALanguageIsTheSameHoweverItIsWritten(t *testing.T) {
	d := New()
	for _, s := range sentences(t) {
		want := d.Detect(s.text)
		for claim, other := range map[string]string{
			"twice":        s.text + "\n" + s.text,
			"with a link":  "https://t.co/Ab1Cd2 " + s.text + " https://t.co/Ab1Cd2",
			"to somebody":  "@solvo " + s.text + " #Solvo 😡",
			"in capitals":  strings.ToUpper(s.text),
			"spread apart": strings.ReplaceAll(s.text, " ", " \u00a0\n"),
		} {
			got := d.Detect(other)
			if claim == "twice" && want == "" {
				continue // more of the same may be enough
			}
			if claim == "in capitals" && (s.tag == "tr" || s.tag == "el") {
				continue // their capitals lose dots and accents
			}
			if got != want {
				t.Errorf("%s: Detect(%q) = %q, want %q", claim, other, got, want)
			}
		}
	}
}

// Each word of the tables is as folding leaves it, else no text would be found to hold it.
func TestTablesAreFolded(t *testing.T) {
	for _, f := range New().families {
		tables := []map[string]uint64{f.words, f.endings}
		for _, table := range tables {
			for word := range table {
				if got := folded(word); got != word {
					t.Errorf("%q folds to %q", word, got)
				}
			}
		}
		if len(f.tags) > 64 {
			t.Errorf("%d languages in a family of 64", len(f.tags))
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	d := New()
	all := sentences(b)
	slices.SortStableFunc(all, func(a, b labelled) int { return cmp.Compare(len(a.text)%7, len(b.text)%7) })
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		d.Detect(all[i%len(all)].text)
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "texts/s")
}

func BenchmarkDetectLong(b *testing.B) {
	d, long := New(), strings.Repeat("The regulator said on Tuesday it had opened an investigation. ", 270)
	b.ReportAllocs()
	for b.Loop() {
		d.Detect(long)
	}
}

func folded(s string) string { return text.Fold(s) }
