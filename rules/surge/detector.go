package surge

// Counts are what was heard of a brand in one step. Authors are counted, not posts: a
// flood of one author's is one.
type Counts struct {
	// Voices are distinct authors, Angry those of them whose posts sound negative.
	Voices, Angry float64
}

// A Reading is what one step of a brand says.
type Reading struct {
	Mark
	// Kind is the channel that says so.
	Kind Kind
	// Usual is the expected voices, whichever channel speaks.
	Usual float64
	// Novelty is ln of the last quarter of an hour's voices over the second highest of
	// the past, where these are more than usual; else 0. What is announced is no news:
	// the voices count as so many of those expected.
	Novelty float64
	// Negative is what Anger says by itself, whatever is announced.
	Negative Alone
}

// Alone is what one channel says, as if there were no other.
type Alone struct {
	Mark
	Novelty float64
}

// A Detector scores a brand through both its channels, under one promise: of the days on
// which it may page, Volume has two fifths, and Anger, which sees more, the rest.
type Detector struct {
	Volume, Anger Channel
	Highest       Novelty
	Before        [hour/4 - 1]float64
}

// log10 of what each channel has of the promise.
const (
	volumePart = -.3979400086720376  // two fifths
	angerPart  = -.22184874961635637 // three
)

// NewDetector is a detector that has seen nothing.
func NewDetector() *Detector {
	return &Detector{Volume: *NewChannel(Volume), Anger: *NewChannel(Anger)}
}

// Observe scores the next step.
func (d *Detector) Observe(at Clock, c Counts) Reading {
	volume := d.Volume.Observe(at, c.Voices)
	anger := d.Anger.ObservePart(at, c.Angry, c.Voices)
	r := Reading{Mark: volume, Kind: Volume, Usual: volume.Expected}
	volume.Score += volumePart
	anger.Score += angerPart
	r.Score = volume.Score
	if anger.Score > volume.Score {
		r.Mark, r.Kind = anger, Anger
	}
	r.Score = max(0, r.Score)
	var all float64
	r.Novelty, all = d.novelty(at, c.Voices, volume)
	anger.Score = max(0, anger.Score)
	r.Negative = Alone{Mark: anger, Novelty: all}
	return r
}

// remarkable is the height from which a volume may be the highest of anything.
const remarkable = .5306282510621704 // ln 1.7

// novelty is that of the last quarter of an hour, if it lies above the usual at all: of
// what is not announced, and of all.
func (d *Detector) novelty(at Clock, voices float64, m Mark) (float64, float64) {
	times := 1.0
	if at.announced() {
		times = at.Times
	}
	voices /= times
	quarter := voices
	for _, v := range d.Before {
		quarter += v
	}
	copy(d.Before[:], d.Before[1:])
	d.Before[len(d.Before)-1] = voices
	reference := d.Highest.take(quarter)
	novelty := above(quarter, reference)
	if d.Volume.young() || quarter < floors()[Volume] {
		return 0, 0
	}
	if d.Volume.Wins[0].Above <= 0 || max(m.Heights[0], m.Heights[1], m.Heights[2]) < remarkable {
		novelty = 0
	}
	if !at.announced() {
		return novelty, novelty
	}
	return novelty, above(quarter*times, reference)
}

// Skip passes over steps of which nothing is known.
func (d *Detector) Skip(steps int) {
	d.Volume.Skip(steps)
	d.Anger.Skip(steps)
	d.Before = [hour/4 - 1]float64{}
}
