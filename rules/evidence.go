package rules

import (
	"cmp"
	"time"
	"unique"

	"tocsin/brand"
	"tocsin/brand/lang"
)

const (
	// partsShown is how many tags and languages are shown.
	partsShown = 8
	// dangersKept bounds the words of danger that are told. All that occur are, as good
	// as ever: which of them matter most, only the brand knows.
	dangersKept = 64
	// slack is how much before the onset a tag may be first seen and still be
	// part of the rise: where a rise begins is an estimate.
	slack = time.Hour
)

// explain fills in a signal's evidence from its window.
func (s *Series) explain(sig Signal) Signal {
	from := sig.At.Add(-sig.Window)
	var window []*tick
	for t := range s.ticks(from, sig.At) {
		window = append(window, t)
	}
	window, heard := sig.about(window, s.candidates(from, sig.At))
	window, heard = s.aboutStrategy(sig, window, heard)
	all, sum := stories(window)
	sig.Stories, sig.Copied = quoted(first(all, storiesShown), heard), sum
	sig.OwnPosts = s.ownPosts(from, sig.At)
	said := wordingsOf(window)
	sig.Floods = s.floods(sig, window, said, heard)
	sig.Loudest = quotes(heard, all, said)
	sig.Tags = s.newTags(first(shares(tagged(window)), partsShown), sig.Onset)
	gather(window).tell(&sig)
	carriersOf(sig.Danger, window, all)
	if sig.aloud() {
		sig.Growth = s.growth(sig.Onset, sig.At)
	}
	return sig
}

// tagged are the voices of a window by the tags they carry.
func tagged(window []*tick) crowds[string] {
	handles := crowds[unique.Handle[string]]{}
	for _, t := range window {
		for _, tag := range t.tags {
			handles[tag] = append(handles[tag], t.voice)
		}
	}
	names := crowds[string]{}
	for tag, voices := range handles {
		names[tag.Value()] = voices
	}
	return names
}

// newTags marks the tags that appeared with the rise.
func (s *Series) newTags(tags []Share, onset time.Time) []Share {
	for i := range tags {
		u := s.tags[unique.Make(tags[i].Name)]
		tags[i].New = u != nil && u.first.After(onset.Add(-slack))
	}
	return tags
}

// A gathering is the voices of a window by what their mentions have in common.
type gathering struct {
	sources, groups, langs, dangers, strategies crowds[string]
	reasons                                     crowds[brand.Touch]
	stances                                     stances
}

func gather(window []*tick) gathering {
	g := gathering{crowds[string]{}, crowds[string]{}, crowds[string]{}, crowds[string]{}, crowds[string]{}, crowds[brand.Touch]{}, stances{}}
	alike := crowds[unique.Handle[trait]]{}
	for _, t := range window {
		alike[t.trait] = append(alike[t.trait], t.voice)
		g.stances[t.voice] = g.stances[t.voice].Take(t.at, t.trait.Value().mood)
	}
	for handle, voices := range alike {
		g.add(handle.Value(), voices)
	}
	return g
}

func (g gathering) add(t trait, voices []uint64) {
	add := func(c crowds[string], name string) {
		if name != "" {
			c[name] = append(c[name], voices...)
		}
	}
	add(g.sources, t.source)
	add(g.groups, t.group)
	add(g.langs, cmp.Or(lang.Normalize(t.lang), unknown))
	for _, word := range t.danger {
		add(g.dangers, word)
	}
	for _, touch := range t.touches {
		if touch.Strategy != "" {
			add(g.strategies, touch.Strategy)
			g.reasons[touch] = append(g.reasons[touch], voices...)
		}
	}
}

// tell writes what was gathered into a signal.
func (g gathering) tell(sig *Signal) {
	for _, stance := range g.stances {
		sig.Moods.Add(stance.Mood())
	}
	for group, voices := range g.groups {
		g.groups[group] = compact(voices)
	}
	sig.Sources, sig.Groups, sig.Langs = shares(g.sources), shares(g.groups), first(shares(g.langs), partsShown)
	for i := range sig.Groups {
		moods := g.stances.count(g.groups[sig.Groups[i].Name])
		sig.Groups[i].Moods = &moods
	}
	sig.Danger = first(shares(g.dangers), dangersKept)
	sig.Touches = touched(shares(g.strategies), g.reasons, *sig)
}

// carriersOf notes on words of danger how many mentions have them in a text that
// several carry.
func carriersOf(dangers []Share, window []*tick, all []syndicated) {
	if len(dangers) == 0 || len(all) == 0 {
		return
	}
	carried, carriers := map[uint64]bool{}, map[string]int{}
	for _, story := range all {
		carried[story.key] = true
	}
	for _, t := range window {
		if carried[t.carries()] {
			for _, word := range t.trait.Value().danger {
				carriers[word]++
			}
		}
	}
	for i := range dangers {
		dangers[i].Carriers = carriers[dangers[i].Name]
	}
}

// ownPosts counts the brand's own posts of a window.
func (s *Series) ownPosts(from, to time.Time) int {
	n := 0
	for key := stepOf(from.UnixNano()); key <= stepOf(to.UnixNano()); key++ {
		if st := s.steps[key]; st != nil {
			for _, own := range st.own {
				if own.at > from.UnixNano() && own.at <= to.UnixNano() && own.read <= s.asOf {
					n++
				}
			}
		}
	}
	return n
}
