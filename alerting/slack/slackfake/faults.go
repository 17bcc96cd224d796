package slackfake

import (
	"net/http"
	"time"
)

// A Trouble is a way to misbehave.
type Trouble string

// What Slack does on bad days.
const (
	// RateLimit answers 429, with Retry-After if the fault names one.
	RateLimit Trouble = "429"
	// ServerError answers 500 with a page of HTML.
	ServerError Trouble = "500"
	// Refuse answers ok:false with the fault's Error.
	Refuse Trouble = "ok:false"
	// Nameless answers ok:false without an error, Empty the object {}.
	Nameless Trouble = "ok:false without error"
	Empty    Trouble = "{}"
	// Garbage answers 200 with a page of HTML.
	Garbage Trouble = "html"
	// Cut breaks the connection, Hang never answers.
	Cut  Trouble = "cut"
	Hang Trouble = "hang"
)

// A Fault is what befalls a call.
type Fault struct {
	Trouble Trouble
	// Method limits the fault to one method, such as "chat.postMessage"; Channel
	// to one channel, named as the call names it.
	Method, Channel string
	// Accept has the call carried out all the same before the trouble begins.
	Accept bool
	// Times is how often it happens; 0 means once, less than 0 always.
	Times int
	// RetryAfter is the header of a RateLimit, Error the error of a Refuse.
	RetryAfter, Error string
}

// Inject lets a fault befall the next calls it fits. Faults take turns in the
// order in which they were injected.
func (f *Fake) Inject(fault Fault) {
	if fault.Times == 0 {
		fault.Times = 1
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = append(f.faults, &fault)
}

// SetDown switches Slack off (every call answers 500) and on again.
func (f *Fake) SetDown(down bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.down = down
}

// Outage switches Slack off for a span of time.
func (f *Fake) Outage(from, to time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.outages = append(f.outages, span{from, to})
}

// Archive archives a channel, by "#name" or id.
func (f *Fake) Archive(channel string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r, err := f.room(channel); err == nil {
		r.archived = true
	}
}

// Revoke takes all tokens back.
func (f *Fake) Revoke() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.revoked = true
}

// trouble answers the fault that is due for a call, nil if none is.
func (f *Fake) trouble(method, channel string) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.opts.Now()
	out := f.down
	for _, s := range f.outages {
		out = out || !now.Before(s.from) && now.Before(s.to)
	}
	if out {
		return &Fault{Trouble: ServerError}
	}
	for _, fault := range f.faults {
		if fault.Times == 0 || fault.Method != "" && fault.Method != method || fault.Channel != "" && fault.Channel != channel {
			continue
		}
		if fault.Times > 0 {
			fault.Times--
		}
		due := *fault
		return &due
	}
	return nil
}

func (f *Fake) misbehave(w http.ResponseWriter, r *http.Request, fault Fault) {
	switch fault.Trouble {
	case RateLimit:
		if fault.RetryAfter != "" {
			w.Header().Set("Retry-After", fault.RetryAfter)
		}
		w.WriteHeader(http.StatusTooManyRequests)
		reply(w, fields{"ok": false, "error": "ratelimited"})
	case ServerError:
		http.Error(w, "<html>Server Error</html>", http.StatusInternalServerError)
	case Refuse:
		reply(w, fields{"ok": false, "error": fault.Error})
	case Nameless:
		reply(w, fields{"ok": false})
	case Empty:
		reply(w, fields{})
	case Garbage:
		_, _ = w.Write([]byte("<html>Log in to the wireless network</html>")) // who does not listen needs no answer
	case Cut:
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close() // that it breaks is the purpose
		}
	case Hang:
		select {
		case <-r.Context().Done():
		case <-f.closed:
		}
	}
}
