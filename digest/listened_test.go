package digest

import (
	"strings"
	"testing"
	"time"

	"tocsin/brand"
)

// told is the text of the week as it is told at a moment, of an installation that listens
// since another.
func told(now, since time.Time, mentions ...brand.Mention) string {
	tally := NewTally(theWeek(), now)
	for _, m := range mentions {
		tally.Add(m)
	}
	return Text(Build(Input{
		Brand: solvo(), Heard: tally, At: now, Since: since, Strategies: strategies(),
		Bookmarks: []Bookmark{{ID: "news", Kind: "feed", Read: now, Failures: 3, Fault: "read news: 503"}},
	}))
}

func TestAWeekNobodyListenedInIsNotCalledQuiet(t *testing.T) {
	began := at(8, 9, 8)
	old := said("ana", at(2, 9, 0), "solvo was fine")
	old.Backfill = true
	text := told(began.Add(4*time.Minute), began, old)
	if !strings.Contains(text, "Nobody listened this week: nobody listened before Tue 24 Nov 09:08") || strings.Contains(text, "Quiet week") || strings.Contains(text, "last week") {
		t.Errorf("of a week before the first reading it says\n%s", text)
	}
	if !strings.Contains(text, "1 old post, imported or read later, not counted") {
		t.Errorf("of a post that was imported it says\n%s", text)
	}
}

func TestTheWeekBeforeTheFirstReadingIsNotHeldAgainstThisOne(t *testing.T) {
	began := at(2, 9, 8)
	text := told(at(7, 8, 0), began)
	if !strings.Contains(text, "Quiet week: no incident, 0 voices (nobody listened last week)") || !strings.Contains(text, "nobody listened before Wed 18 Nov 09:08") {
		t.Errorf("of the first week it says\n%s", text)
	}
	text = told(at(7, 8, 0), began.AddDate(0, 0, -14))
	if !strings.Contains(text, "(none last week either)") || strings.Contains(text, "nobody listened") {
		t.Errorf("of a later week it says\n%s", text)
	}
}

func TestHowSourcesStandIsToldAsOfNowAndOfNoOlderWeek(t *testing.T) {
	since := at(-100, 0, 0)
	if text := told(at(7, 8, 0), since); !strings.Contains(text, "0 of 1 source fine now, Mon 23 Nov 08:00\n") || !strings.Contains(text, "news failing") {
		t.Errorf("of the last week it says\n%s", text)
	}
	if text := told(at(15, 8, 0), since); !strings.Contains(text, "how sources stood then is not kept") || strings.Contains(text, "failing") {
		t.Errorf("of an older week it says\n%s", text)
	}
	if text := told(at(3, 8, 0), since); !strings.Contains(text, "0 of 1 source fine\n") || !strings.Contains(text, "news failing") {
		t.Errorf("of the present week it says\n%s", text)
	}
}
