package digest

import (
	"strings"
	"testing"

	"tocsin/brand"
)

func TestTheDigestNamesWhatWasPlannedInItsWeek(t *testing.T) {
	in := loudInput()
	week := theWeek()
	in.Brand.Events = []brand.Event{
		{What: "The week before", From: week.Previous().From(), Until: week.From(), Times: 4},
		{What: "Sling ad launch", From: week.From().AddDate(0, 0, -2), Until: week.From().AddDate(0, 0, 2), Times: 2.5},
		{What: "A fair", From: week.From().AddDate(0, 0, 3), Until: week.From().AddDate(0, 0, 4), Times: 4},
	}
	text := Markdown(Build(in))
	if want := "planned: Sling ad launch (Sat 14 Nov – Tue 17 Nov, 2.5 times normal), A fair (Thu 19 Nov, 4 times normal)\n"; !strings.Contains(text, want) || strings.Contains(text, "week before (") {
		t.Errorf("the digest does not say %q, or tells of another week:\n%s", want, text)
	}
}
