package tone

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tocsin/brand"
)

var labelledDir = flag.String("tone-data", "", "a folder of labelled texts to measure on: *.tsv, each line a label (0, 2, 4 or a mood), a tab, a text")

// labelled is a text with the mood people gave it.
type labelled struct {
	mood brand.Mood
	text string
}

// A confusion counts the answers by the label.
type confusion [4][4]int

func place(m brand.Mood) int {
	switch m {
	case brand.Negative:
		return 0
	case brand.Neutral:
		return 1
	case brand.Positive:
		return 2
	case brand.Unknown:
	}
	return 3
}

func (c *confusion) count(label, answer brand.Mood) { c[place(label)][place(answer)]++ }

// folded is the confusion with unknown counted as neutral.
func (c *confusion) folded() *confusion {
	f := *c
	for i := range f {
		f[i][1] += f[i][3]
		f[i][3] = 0
	}
	return &f
}

// macroF1 is the mean of the F1 of the moods that are among the labels; a text
// without an answer is left out.
func (c *confusion) macroF1() float64 {
	sum, classes := 0.0, 0
	for m := range 3 {
		labels, answers := 0, 0
		for o := range 3 {
			labels += c[m][o]
			answers += c[o][m]
		}
		if labels == 0 {
			continue
		}
		classes++
		if c[m][m] > 0 {
			sum += 2 * float64(c[m][m]) / float64(labels+answers)
		}
	}
	return sum / float64(max(1, classes))
}

// n is how many texts were asked about, and how many of them had an answer.
func (c *confusion) n() (int, int) {
	n, answered := 0, 0
	for i := range c {
		for j := range c[i] {
			n += c[i][j]
			if j < 3 {
				answered += c[i][j]
			}
		}
	}
	return n, answered
}

func (c *confusion) String() string {
	var b strings.Builder
	n, answered := c.n()
	fmt.Fprintf(&b, "n %d · macro-F1 %.3f (unknown as neutral) · answers %.1f %%, macro-F1 of those %.3f\n",
		n, c.folded().macroF1(), 100*float64(answered)/float64(max(1, n)), c.macroF1())
	fmt.Fprintf(&b, "  %-9s %9s %8s %9s %8s", "label", "negative", "neutral", "positive", "unknown")
	for i, label := range []string{"negative", "neutral", "positive"} {
		fmt.Fprintf(&b, "\n  %-9s %9d %8d %9d %8d", label, c[i][0], c[i][1], c[i][2], c[i][3])
	}
	return b.String()
}

// measure holds an answerer against labelled texts.
func measure(texts []labelled, answer func(string) brand.Mood) *confusion {
	c := &confusion{}
	for _, l := range texts {
		c.count(l.mood, answer(l.text))
	}
	return c
}

func labels(tb testing.TB, path string) []labelled {
	tb.Helper()
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	moods := map[string]brand.Mood{
		"0": brand.Negative, "2": brand.Neutral, "4": brand.Positive, "unknown": brand.Unknown,
		"negative": brand.Negative, "neutral": brand.Neutral, "positive": brand.Positive,
	}
	var texts []labelled
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || line[0] == '#' && !strings.Contains(line, "\t") {
			continue
		}
		label, text, _ := strings.Cut(line, "\t")
		mood, ok := moods[label]
		if !ok {
			tb.Fatalf("%s: %q begins with no label", path, line)
		}
		texts = append(texts, labelled{mood, text})
	}
	return texts
}

// answer is how the reader answers a text in English.
func answer(tb testing.TB) func(string) brand.Mood {
	tb.Helper()
	r, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return func(s string) brand.Mood { return r.Read(brand.Post{Text: s}, "en").Mood }
}

func TestAccuracy(t *testing.T) {
	if *labelledDir == "" {
		t.Skip("no labelled texts given: -tone-data DIR measures on those in a folder")
	}
	paths, err := filepath.Glob(filepath.Join(*labelledDir, "*.tsv"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no *.tsv in %q (%v)", *labelledDir, err)
	}
	for _, path := range paths {
		t.Logf("%s: %s", filepath.Base(path), measure(labels(t, path), answer(t)))
	}
}
