package digest

import (
	"cmp"
	"fmt"
	"slices"

	"tocsin/rules"
)

// newWords are the new words that rules found in the week, those of most voices first, each
// as its loudest signal told it.
func (in Input) newWords() []rules.Word {
	from, to := in.Heard.week.From(), in.Heard.week.To()
	var all []rules.Word
	for _, i := range in.Incidents {
		for _, a := range i.Actions {
			if a.Signal == nil || a.Signal.Word == nil || a.At.Before(from) || !a.At.Before(to) {
				continue
			}
			word := *a.Signal.Word
			word.First = word.First.In(in.Heard.week.Location)
			switch n := slices.IndexFunc(all, func(w rules.Word) bool { return w.Name == word.Name }); {
			case n < 0:
				all = append(all, word)
			case word.Voices > all[n].Voices:
				all[n] = word
			}
		}
	}
	slices.SortFunc(all, func(a, b rules.Word) int {
		return cmp.Or(cmp.Compare(b.Voices, a.Voices), cmp.Compare(a.Name, b.Name))
	})
	return all
}

func (r Report) newWordSection() section {
	s := section{label: "New words"}
	for _, w := range r.NewWords {
		said := fmt.Sprintf("%s, first %s, up to %s an hour", w.Name, w.First.Format("Mon 15:04"), plural(w.Voices, "voice", "voices"))
		if w.Suggest != "" {
			said += ": " + w.Suggest
		}
		s.add("%s", said)
	}
	return s
}

// about is what a signal that is not of an hour's voices is about; "" of any other.
func about(s rules.Signal) string {
	switch {
	case s.Item != nil:
		return "1 post by " + cmp.Or(s.Item.Watched, "one who reaches "+grouped(s.Item.Reach))
	case s.Trend != nil:
		return fmt.Sprintf("%s from %s to %s in %s", s.Trend.Of, s.Trend.Level(s.Trend.From), s.Trend.Level(s.Trend.To), plural(s.Trend.Days, "day", "days"))
	}
	return ""
}
