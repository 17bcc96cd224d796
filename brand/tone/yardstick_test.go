package tone

import (
	"path/filepath"
	"testing"

	"github.com/jonreiter/govader"

	"tocsin/brand"
)

// asGovader is how govader answers, as it is, at the thresholds of its method.
func asGovader() func(string) brand.Mood {
	analyser := govader.NewSentimentIntensityAnalyzer()
	return func(s string) brand.Mood {
		switch compound := analyser.PolarityScores(s).Compound; {
		case compound >= 0.05:
			return brand.Positive
		case compound <= -0.05:
			return brand.Negative
		}
		return brand.Neutral
	}
}

func TestAccuracyIsBetterThanGovaders(t *testing.T) {
	texts := labels(t, "testdata/own.tsv")
	theirs, ours := measure(texts, asGovader()), measure(texts, answer(t))
	t.Logf("govader: %s", theirs)
	if theirs.folded().macroF1() >= ours.folded().macroF1() {
		t.Errorf("ours: %s", ours)
	}
}

func TestAccuracyOfGovader(t *testing.T) {
	if *labelledDir == "" {
		t.Skip("no labelled texts given: -tone-data DIR measures on those in a folder")
	}
	paths, err := filepath.Glob(filepath.Join(*labelledDir, "*.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		t.Logf("%s: govader: %s", filepath.Base(path), measure(labels(t, path), asGovader()))
	}
}

// BenchmarkGovader reads what BenchmarkRead reads.
func BenchmarkGovader(b *testing.B) {
	analyser := govader.NewSentimentIntensityAnalyzer()
	texts := labels(b, "testdata/own.tsv")
	b.ReportAllocs()
	read := 0
	for b.Loop() {
		analyser.PolarityScores(texts[read%len(texts)].text)
		read++
	}
	b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "posts/s")
}
