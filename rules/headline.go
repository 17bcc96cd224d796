package rules

import (
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
)

// A headline is the title under which a mention carries a text. Outlets give one text
// many titles: the first that names the brand tells most.
type headline struct {
	id    brand.MentionID
	at    time.Time
	words string
	names bool
}

func headlineOf(m brand.Mention, at time.Time) headline {
	title := strings.TrimSpace(m.Title)
	if title == "" || strings.TrimSpace(m.Text) == "" {
		return headline{} // it is quoted as the text
	}
	return headline{m.ID, at, text.Clip(title, quoteLength), text.Names(title, m.Why)}
}

// or is the better of two headlines, of which either may be none.
func (h headline) or(o headline) headline {
	switch {
	case h.words == "", o.words == "":
		if h.words == "" {
			return o
		}
		return h
	case h.names != o.names:
		if o.names {
			return o
		}
		return h
	case o.at.Before(h.at), o.at.Equal(h.at) && o.id < h.id:
		return o
	}
	return h
}

// headlines are the best of some candidates, by story.
func headlines(heard []candidate) map[uint64]headline {
	best := map[uint64]headline{}
	for _, c := range heard {
		best[c.story] = c.headline.or(best[c.story])
	}
	return best
}
