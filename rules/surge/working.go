package surge

import "math"

// A Working is what a score was reckoned from, so that whoever redoes it comes to the same.
type Working struct {
	// Residual is the mean of a window's compressed residuals, Usual what it usually is, and
	// Deviation how far it strays from that.
	Residual, Usual, Deviation float32
	// Location and Scale are of the law of the days' highest points.
	Location, Scale float32
	// Off is taken off log10 of the days so that a promise is kept.
	Off float32
}

func (d deviation) working(l law, off float64) Working {
	return Working{float32(d.y), float32(d.mean), float32(d.sd), float32(l.Loc), float32(l.Scale), float32(off)}
}

// A Scale is what is the same for all series of a kind: the figures of its formula.
type Scale struct {
	// Unit brings a window's deviations to one scale, Window is its part of the days promised.
	Unit, Window float64
	// Plus and Times bring log10 of the days to those of the fleet.
	Plus, Times float64
	// Channel is the kind's part of the days promised.
	Channel float64
}

// ScaleOf is the scale of a kind in a window of so many minutes; false where there is no such window.
func ScaleOf(kind Kind, minutes int) (Scale, bool) {
	for i, width := range widths() {
		if int(width)*Minutes != minutes {
			continue
		}
		s := Scale{Unit: units()[i], Window: math.Pow(10, shares()[i]), Plus: promised(kind, 0), Channel: math.Pow(10, volumePart)}
		s.Times = promised(kind, 1) - s.Plus
		if kind == Anger {
			s.Channel = math.Pow(10, angerPart)
		}
		return s, true
	}
	return Scale{}, false
}
