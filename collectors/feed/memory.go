package feed

import (
	"encoding/base64"
	"encoding/binary"
	"errors"

	"tocsin/brand"
)

// A memory is what a feed gave before, so that nothing it gave becomes new:
// first the posts of the document read last, then those that left it, the latest first.
type memory struct {
	traces []trace
	// last is how many are of the document read last.
	last int
}

const (
	// maxTraces bounds how many posts are remembered. Of a longer document, the
	// rest is known by what names it anew at every reading.
	maxTraces = 1000
	// fewTraces is how many are remembered of a short document and of those before
	// it; of a longer one, as many as it has twice over.
	fewTraces = 200
)

// remember is the memory after a document.
func (m memory) remember(items []item) memory {
	next := memory{}
	for i, x := range items {
		if x.same == i && next.last < maxTraces {
			next.traces = append(next.traces, x.trace)
			next.last++
		}
	}
	room := min(max(2*next.last, fewTraces), maxTraces)
	kept := make(map[brand.Identity]bool, len(next.traces))
	for _, t := range next.traces {
		kept[t.as] = true
	}
	for _, t := range m.traces {
		if len(next.traces) >= room {
			break
		}
		if !kept[t.as] {
			next.traces = append(next.traces, t)
		}
	}
	return next
}

// MarshalText packs a memory into 36 bytes a post.
func (m memory) MarshalText() ([]byte, error) {
	packed := make([]byte, 0, 4+traceSize*len(m.traces))
	packed = binary.BigEndian.AppendUint32(packed, uint32(m.last)) //nolint:gosec // at most maxTraces
	for _, t := range m.traces {
		packed = t.pack(packed)
	}
	return []byte(base64.RawStdEncoding.EncodeToString(packed)), nil
}

// UnmarshalText unpacks it.
func (m *memory) UnmarshalText(text []byte) error {
	packed, err := base64.RawStdEncoding.DecodeString(string(text))
	if err != nil {
		return err
	}
	if len(packed) < 4 || (len(packed)-4)%traceSize != 0 {
		return errors.New("what is remembered of the feed is cut off")
	}
	*m = memory{}
	last := binary.BigEndian.Uint32(packed)
	for packed = packed[4:]; len(packed) > 0; packed = packed[traceSize:] {
		m.traces = append(m.traces, unpackTrace(packed))
	}
	m.last = int(min(last, uint32(len(m.traces)))) //nolint:gosec // a length
	return nil
}
