package story

import "slices"

const (
	// shingleWeight is how long the pieces are that texts are compared by: three
	// words, or six letters of a script that parts no words.
	shingleWeight = 3 * wordWeight
	// shortWeight is how long a text is at most that is remembered piece by piece: 96
	// words. Of a longer one so is its beginning, somewhat longer than that since an
	// outlet may put words of its own before it, and the whole by a sample of its pieces.
	shortWeight = 96 * wordWeight
	headWeight  = 128 * wordWeight
	// saidWeight is how long a person's text is at most that is remembered piece by
	// piece: 400 words. Among those who quote the same long post, what each adds is
	// too little for a sample to show.
	saidWeight = 400 * wordWeight
	sampleSize = 64
	// edge is how many of a text's first pieces, and of its last, tell whether it
	// begins or ends as another does.
	edge = 12
	// stretch is how many pieces stand between two by which a text is found, at most.
	stretch = 8
	// sampleKeys is by how many pieces of its sample a long text is found.
	sampleKeys = 8
)

// A shingle is a piece of a text: the hash of the tokens from the first to before the last.
type shingle struct {
	hash     uint32
	from, to int
}

// A sketch is what is remembered of a text, to know it again.
type sketch struct {
	// head are the hashes of the pieces of its beginning, sorted, each once.
	head []uint32
	// sample are the lowest hashes of all its pieces, sorted, each once; none where
	// the text is short. size is how many there are.
	sample []uint32
	size   int
	// start are the hashes of its very first pieces, after those of its title; end
	// those of its last, sorted, of a text that is not short.
	start, end []uint32
	// final is the hash of the very last piece.
	final uint32
	// figures are the hashes of the figures in its beginning, and names those of the
	// words with a capital, each sorted, each once.
	figures, names []uint32
	// heading are the hashes of the words of a headline that is the author's own, sorted,
	// each once; apt is set where one that says something stands in the text too.
	heading []uint32
	apt     bool
	// cut is set where the text says that it goes on elsewhere.
	cut bool
	// site is the hash of the site whose article it is, 0 where it may be a person's post;
	// host that of wherever it stands.
	site, host uint64
}

// short reports whether the head is all of the text.
func (s *sketch) short() bool { return s.sample == nil }

// clone is a sketch that shares nothing with this one.
func (s *sketch) clone() sketch {
	c := *s
	c.head, c.sample = slices.Clone(s.head), slices.Clone(s.sample)
	c.start, c.end, c.figures = slices.Clone(s.start), slices.Clone(s.end), slices.Clone(s.figures)
	c.names, c.heading = slices.Clone(s.names), slices.Clone(s.heading)
	return c
}

// shinglesOf appends the pieces of a text.
func shinglesOf(pieces []shingle, toks []token) []shingle {
	for from := range toks {
		weight, hash, to := 0, uint64(seed), from
		for to < len(toks) && weight < shingleWeight {
			weight += toks[to].weight
			hash = join(hash, toks[to].hash)
			to++
		}
		if weight < shingleWeight {
			break
		}
		pieces = append(pieces, shingle{uint32(hash >> 32), from, to})
	}
	return pieces
}

// headOf is how many tokens belong to the beginning of a text that weighs so much.
func headOf(toks []token, most int) int {
	weight := 0
	for i, t := range toks {
		if weight += t.weight; weight > most {
			return i
		}
	}
	return len(toks)
}

// piecesWithin is how many of the pieces end within so many tokens.
func piecesWithin(pieces []shingle, toks int) int {
	n := len(pieces)
	for n > 0 && pieces[n-1].to > toks {
		n--
	}
	return n
}

// hashes appends the hashes of pieces, sorted, each once.
func hashes(sum []uint32, pieces []shingle) []uint32 {
	for _, p := range pieces {
		sum = append(sum, p.hash)
	}
	slices.Sort(sum)
	return slices.Compact(sum)
}

// lowest are the sampleSize lowest hashes of many pieces.
func lowest(buffer []uint32, pieces []shingle) []uint32 {
	// Of evenly spread hashes, four times as many as are wanted lie below this one.
	if bound := uint64(4*sampleSize) << 32 / uint64(len(pieces)); bound < 1<<32 {
		for _, p := range pieces {
			if uint64(p.hash) < bound {
				buffer = append(buffer, p.hash)
			}
		}
		slices.Sort(buffer)
		buffer = slices.Compact(buffer)
	}
	if len(buffer) < sampleSize { // text that repeats itself is not spread evenly
		buffer = hashes(buffer[:0], pieces)
	}
	return buffer[:min(len(buffer), sampleSize)]
}

// keysOf appends the hashes by which a text is to be found: the lowest of every
// stretch of its beginning, so that whatever repeats a stretch finds it, and the
// lowest of its sample.
func keysOf(keys []uint32, head []shingle, sample []uint32) []uint32 {
	for at := 0; at == 0 || at+stretch <= len(head); at++ {
		low := head[at].hash
		for _, p := range head[at:min(at+stretch, len(head))] {
			low = min(low, p.hash)
		}
		if len(keys) == 0 || keys[len(keys)-1] != low {
			keys = append(keys, low)
		}
	}
	keys = append(keys, sample[:min(len(sample), sampleKeys)]...)
	slices.Sort(keys)
	return slices.Compact(keys)
}

// figuresOf appends the hashes of the figures among tokens, sorted, each once.
func figuresOf(figures []uint32, toks []token) []uint32 {
	for _, t := range toks {
		if t.figure {
			figures = append(figures, uint32(t.hash>>32))
		}
	}
	slices.Sort(figures)
	return slices.Compact(figures)
}

// holds reports whether a sorted list has an element.
func holds(sorted []uint32, h uint32) bool {
	_, ok := slices.BinarySearch(sorted, h)
	return ok
}

// common counts what two sorted lists share.
func common(a, b []uint32) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n
}

// alike estimates which share of all pieces of two long texts both have, from the
// lowest hashes of the two together: each has all of its own among them.
func alike(a, b *sketch) float64 {
	shared, all := 0, 0
	x, y := a.sample, b.sample
	for all < sampleSize && (len(x) > 0 || len(y) > 0) {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0] < y[0]:
			x = x[1:]
		case len(x) == 0 || y[0] < x[0]:
			y = y[1:]
		default:
			shared, x, y = shared+1, x[1:], y[1:]
		}
		all++
	}
	return float64(shared) / float64(max(all, 1))
}
