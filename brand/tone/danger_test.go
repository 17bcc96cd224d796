package tone

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"tocsin/brand"
)

// spoken is a text with the dangers people found in it.
type spoken struct {
	lang, text string
	dangers    []string
}

func spokenOf(tb testing.TB) []spoken {
	tb.Helper()
	f, err := os.Open("testdata/danger.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var all []spoken
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "# ") {
			continue
		}
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 3 {
			tb.Fatalf("%q has not three parts", lines.Text())
		}
		s := spoken{lang: strings.Trim(parts[0], "-"), text: parts[2]}
		if parts[1] != "-" {
			s.dangers = strings.Split(parts[1], ",")
			slices.Sort(s.dangers)
		}
		all = append(all, s)
	}
	return all
}

// TestDangersOfOurOwnPostsAreHeard holds the lists to posts labelled before they read
// the first. Each is to name the dangers of its label and no others.
func TestDangersOfOurOwnPostsAreHeard(t *testing.T) {
	r := reader(t)
	posts := spokenOf(t)
	right := 0
	for _, p := range posts {
		got := slices.Sorted(slices.Values(r.Read(brand.Post{Text: p.text}, p.lang).Danger))
		if slices.Equal(got, p.dangers) {
			right++
			continue
		}
		t.Errorf("%q (%s): danger %q, want %q", p.text, p.lang, got, p.dangers)
	}
	t.Logf("%d of %d", right, len(posts))
}
