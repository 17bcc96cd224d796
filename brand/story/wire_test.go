package story_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"tocsin/brand"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// wire is an agency's story of invented events.
const wire = `Solvo Health said on Friday it would withdraw an advertisement for its pain patch after thousands of parents complained that it mocked people who carry babies in slings.

The advertisement, which went online a week ago, told of a mother who wears her child as an accessory and needs a patch for the ache. Parents answered with short films and with a tag that had spread to four countries by Friday evening.

"We hear you and we are taking it down everywhere," said Marta Oliveira, who leads the company's marketing. She said the printed version had left the presses and would appear in some magazines for another month.

Midwives and doctors were divided. Some said that carrying a child does strain the back when a sling is tied badly; others said a drug maker should be the last to say so in a joke. The company's shares fell three percent in late trade.

Consumer groups asked the regulator to look at how the patch is advertised to people who nurse. A spokesman for the regulator said it had received letters and would answer them in time. Solvo sells the patch in eleven countries, and said sales were not affected so far.`

// A carrier makes posts that carry the wire story in the ways outlets do.
type carrier struct{ rng *rand.Rand }

func newCarrier(seed uint64) carrier { return carrier{rand.New(rand.NewPCG(seed, 1))} }

func (c carrier) pick(of ...string) string { return of[c.rng.IntN(len(of))] }

// carry is the n-th outlet's version.
func (c carrier) carry(n int) brand.Post {
	text := wire
	words := strings.Fields(wire)
	switch n % 8 {
	case 1:
		text = "LONDON (Reuters) - " + text
	case 2: // a teaser
		text = strings.Join(words[:24+c.rng.IntN(30)], " ") + c.pick("…", "...", " [...]", "", " […] Read more", " Continue reading →")
	case 3: // shortened for print
		text = strings.Join(words[:80+c.rng.IntN(60)], " ") + "."
	case 4: // sub-edited
		text = strings.NewReplacer("said on Friday", "announced on Friday", "thousands of parents", "thousands of mothers and fathers",
			"four countries", "four nations", "late trade", "late trading", "divided", "split").Replace(text)
	case 5: // a lede of the outlet's own
		text = "It took one week and one tag. A drug maker has learnt, like others before it, that parents are no audience to be laughed at. " + text
	case 6:
		text += fmt.Sprintf("\n\nThe post %s appeared first on Outlet %d.", c.title(n), n)
	case 7:
		text = fmt.Sprintf("By Ana Example, Staff Writer\n%s\n\nReporting by the agency; editing by desk %d. Our standards are here.", text, n)
	}
	return brand.Post{
		NativeID: fmt.Sprint("outlet ", n), URL: fmt.Sprintf("https://outlet%d.example/solvo", n), Author: fmt.Sprint("Outlet ", n),
		Title: c.title(n), Text: text, Published: noon,
	}
}

func (c carrier) title(n int) string {
	return c.pick("Solvo pulls sling ad", "Drug maker withdraws advert after outcry", "Parents 1, patch 0", "Ad mocking mothers is gone",
		"Solvo says sorry to parents", "How a tag brought an advertisement down") + fmt.Sprint(" - Outlet ", n)
}
