package store

import (
	"sync"
	"time"
)

// knocks remember which refused requests are on record already, so that who knocks
// all the time leaves a line a minute. They are remembered in this process alone:
// requests that anybody can send must not cost the store anything. The zero value
// is ready.
type knocks struct {
	mu    sync.Mutex
	noted map[knock]*noted
}

// A knock is what makes refused requests alike.
type knock struct{ door, why, from string }

// noted says when a knock was last put on record, and how many came since.
type noted struct {
	at    time.Time
	since int
}

const (
	// knockAgain is how long a knock that is on record is only counted.
	knockAgain = time.Minute
	// knocksKnown bounds what many addresses together leave on record in that time.
	knocksKnown = 100
)

// hear reports whether a request is worth a line, and how many like it had none.
func (k *knocks) hear(r Refusal) (int, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	kind := knock{r.Door, r.Why, r.From}
	last, known := k.noted[kind]
	switch {
	case known && last.fresh(r.At):
		last.since++
		return 0, false
	case known:
		unnoted := last.since
		*last = noted{at: r.At}
		return unnoted, true
	}
	if len(k.noted) >= knocksKnown {
		k.forget(r.At)
	}
	if len(k.noted) >= knocksKnown {
		return 0, false
	}
	if k.noted == nil {
		k.noted = map[knock]*noted{}
	}
	k.noted[kind] = &noted{at: r.At}
	return 0, true
}

// fresh is false too where the clock was set back, so that no record waits for it.
func (n *noted) fresh(now time.Time) bool {
	age := now.Sub(n.at)
	return age >= 0 && age < knockAgain
}

func (k *knocks) forget(now time.Time) {
	for kind, last := range k.noted {
		if !last.fresh(now) {
			delete(k.noted, kind)
		}
	}
}
