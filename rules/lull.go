package rules

// week is a week of hours.
const week = 7 * 24

// A lull is a week or more without a word from a source that otherwise speaks in
// every other hour. Nobody falls silent like that: the source was not read, or
// what it was asked for had changed. Its hours, from the first up to the one after
// the last, are unknown.
type lull struct{ from, to int64 }

// lulls answers those of a source before an hour, as far back as hours are remembered.
// A quiet source has none, nor has one that was only ever heard for some days: its
// silence is what it is known for.
func (s *Series) lulls(src *source, cut int64) []lull {
	var found []lull
	known, heard := 0, 0
	start := cut
	end := func(h int64) {
		if h-start >= week {
			found = append(found, lull{start, h})
		} else {
			known += int(max(0, h-start))
		}
	}
	for h := cut - learnable; h < cut; h++ {
		if !s.known(src, h) {
			continue
		}
		if _, spoke := src.hours[h]; !spoke {
			start = min(start, h)
			continue
		}
		end(h)
		start = cut
		known++
		heard++
	}
	end(cut)
	if known < week || 2*heard < known {
		return nil
	}
	return found
}

// lulled reports whether an hour lies in a lull.
func (b *baseline) lulled(h int64) bool {
	for _, l := range b.lulls {
		if h >= l.from && h < l.to {
			return true
		}
	}
	return false
}
