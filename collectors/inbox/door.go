package inbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"tocsin/collectors"
)

// Path is below which inboxes stand: /ingest/ and the source's id.
const Path = "/ingest/"

// DoorOptions are what a Door needs. Boxes, Take and Now are required.
type DoorOptions struct {
	// Boxes are the inboxes by their sources' ids.
	Boxes map[string]*Collector
	// Take keeps what a source was given. Once it answers without an error all of it is
	// kept.
	Take func(ctx context.Context, source string, page collectors.Page, now time.Time) (collectors.Heard, error)
	// Now tells the time.
	Now func() time.Time
	// Refused is told of deliveries that were not let in; nil means nobody is.
	Refused func(ctx context.Context, r Refusal)
	// AtOnce is how many deliveries are kept at the same moment; 0 means 4. Twice as many
	// are read, and those beyond are asked to come back.
	AtOnce int
}

// A Refusal is a delivery that was not let in: to which source, why, and from which address.
type Refusal struct{ Source, Why, From string }

const (
	defaultAtOnce = 4
	// takeWithin bounds the keeping of one delivery; it goes on if its sender hangs up.
	takeWithin = 20 * time.Second
	// How long senders are asked to stay away, in seconds: while others deliver, and
	// while the store is down.
	busyPause = 1
	downPause = 10
)

// A Door lets deliveries in.
type Door struct {
	o                DoorOptions
	readers, keepers chan struct{}
}

// NewDoor opens a door.
func NewDoor(o DoorOptions) *Door {
	if o.AtOnce <= 0 {
		o.AtOnce = defaultAtOnce
	}
	return &Door{o: o, readers: make(chan struct{}, 2*o.AtOnce), keepers: make(chan struct{}, o.AtOnce)}
}

// An answer is what a sender is told.
type answer struct {
	// Taken is how many posts were read and, where they concern a brand, are kept now;
	// Matched of them concern one, and Fresh nobody had seen.
	Taken   int `json:"taken"`
	Matched int `json:"matched"`
	Fresh   int `json:"fresh"`
	// Undated of them give no published, and count as of now.
	Undated int `json:"undated,omitempty"`
	// Bad are those that could not be read, Faults how many there were.
	Bad    []fault `json:"bad,omitempty"`
	Faults int     `json:"faults,omitempty"`
	// Error says why nothing was taken.
	Error string `json:"error,omitempty"`
}

// ServeHTTP takes one delivery.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	source := strings.TrimPrefix(r.URL.Path, Path)
	box := d.o.Boxes[source]
	switch {
	case box == nil:
		tell(w, http.StatusNotFound, answer{Error: "no inbox stands here: post to " + Path + " and the id of a source of kind " + Kind})
		return
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		tell(w, http.StatusMethodNotAllowed, answer{Error: "an inbox is posted to"})
		return
	}
	show := proofOf(r.Header)
	if err := box.before(show, d.o.Now()); err != nil {
		d.refuse(w, r, source, err)
		return
	}
	body, ok := d.body(w, r)
	if !ok {
		return
	}
	if err := box.after(show, body); err != nil {
		d.refuse(w, r, source, err)
		return
	}
	given, err := open(body)
	switch {
	case errors.Is(err, errTooMany):
		tell(w, http.StatusRequestEntityTooLarge, answer{Error: err.Error()})
	case err != nil:
		tell(w, http.StatusBadRequest, answer{Error: err.Error()})
	case len(given.posts)+given.faults == 0:
		tell(w, http.StatusBadRequest, answer{Error: `there is no post in it: send an object a line, such as {"id": "1", "text": "…"}, or a list of them`})
	default:
		d.keep(r.Context(), w, source, given)
	}
}

// body reads what is sent, of a few senders at once.
func (d *Door) body(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	if r.ContentLength > maxBody {
		tell(w, http.StatusRequestEntityTooLarge, answer{Error: tooLarge()})
		return nil, false
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		tell(w, http.StatusUnsupportedMediaType, answer{Error: "it is packed: send it as it is"})
		return nil, false
	}
	select {
	case d.readers <- struct{}{}:
		defer func() { <-d.readers }()
	default:
		busy(w)
		return nil, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		tell(w, http.StatusRequestEntityTooLarge, answer{Error: tooLarge()})
		return nil, false
	}
	if err != nil {
		tell(w, http.StatusBadRequest, answer{Error: "the delivery broke off: send it again"})
		return nil, false
	}
	return body, true
}

// keep keeps a delivery, and only then acknowledges it.
func (d *Door) keep(ctx context.Context, w http.ResponseWriter, source string, given delivery) {
	said := answer{Bad: given.bad, Faults: given.faults}
	if len(given.posts) == 0 {
		said.Error = "nothing in it could be read"
		tell(w, http.StatusBadRequest, said)
		return
	}
	select {
	case d.keepers <- struct{}{}:
		defer func() { <-d.keepers }()
	default:
		busy(w)
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), takeWithin)
	defer cancel()
	heard, err := d.o.Take(ctx, source, collectors.Page{Posts: given.posts}, d.o.Now())
	if err != nil {
		w.Header().Set("Retry-After", strconv.Itoa(downPause))
		tell(w, http.StatusServiceUnavailable, answer{Error: "it could not be kept, and is not acknowledged: send all of it again later; the daemon's log says why"})
		return
	}
	said.Taken, said.Matched, said.Fresh, said.Undated = len(given.posts), heard.Matched, heard.Fresh, given.undated
	status := http.StatusOK
	if given.faults > 0 {
		status = http.StatusMultiStatus
	}
	tell(w, status, said)
}

// refuse turns a delivery away that proves nothing.
func (d *Door) refuse(w http.ResponseWriter, r *http.Request, source string, why error) {
	if d.o.Refused != nil {
		d.o.Refused(r.Context(), Refusal{Source: source, Why: why.Error(), From: r.RemoteAddr})
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	tell(w, http.StatusUnauthorized, answer{Error: why.Error()})
}

func busy(w http.ResponseWriter) {
	w.Header().Set("Retry-After", strconv.Itoa(busyPause))
	tell(w, http.StatusTooManyRequests, answer{Error: "others are delivering: send it again in a moment"})
}

func tooLarge() string {
	return fmt.Sprintf("it has more than %d MiB: send it in parts", maxBody>>20)
}

func tell(w http.ResponseWriter, status int, said answer) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(said) // who hung up is told nothing
}
