package contract

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/collectors"
)

// What of a service's answers is spoiled: nothing, each second entry, or all of them.
const (
	sound int32 = iota
	half
	whole
)

// A spoiler stands before a service, and makes entries of its lists what none of its
// readers knows.
type spoiler struct {
	http.Handler
	how atomic.Int32
	// spoiled counts entries, answers those that had one.
	spoiled, answers atomic.Int32
}

func (s *spoiler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	said := httptest.NewRecorder()
	s.Handler.ServeHTTP(said, r)
	maps.Copy(w.Header(), said.Header())
	body := said.Body.Bytes()
	if said.Header().Get("Content-Encoding") == "gzip" {
		if z, err := gzip.NewReader(said.Body); err == nil {
			body, _ = io.ReadAll(z)
			w.Header().Del("Content-Encoding")
		}
	}
	var value any
	in := json.NewDecoder(bytes.NewReader(body))
	in.UseNumber() // ids are longer than a float is exact
	if s.how.Load() != sound && in.Decode(&value) == nil {
		before := s.spoiled.Load()
		s.spoil(value)
		if s.spoiled.Load() > before {
			s.answers.Add(1)
		}
		body, _ = json.Marshal(value)
	}
	w.WriteHeader(said.Code)
	_, _ = w.Write(body)
}

// spoil spoils the outermost lists of objects.
func (s *spoiler) spoil(value any) {
	switch v := value.(type) {
	case map[string]any:
		for _, member := range v {
			s.spoil(member)
		}
	case []any:
		for i, entry := range v {
			if _, is := entry.(map[string]any); is && (s.how.Load() == whole || i%2 == 1) {
				v[i] = map[string]any{"of_another_day": true}
				s.spoiled.Add(1)
			}
		}
	}
}

// few is how many posts are shown at a time where entries are spoiled.
const few = 6

// checkUnreadable holds a case to what is promised of entries that cannot be read: where
// none can, the reading has failed and nothing is passed over; where some can, those are
// kept, and the others are counted, once an answer.
func checkUnreadable(t *testing.T, c Case) {
	t.Helper()
	s := &spoiler{}
	plain := c.Service
	c.Service = func(now func() time.Time) Service {
		service := plain(now)
		s.Handler = service.Handler
		service.Handler = s
		return service
	}
	c.Posts = 2 * few
	w := newWorld(t, c)
	w.server.calm()
	later := func() (collectors.Heard, error) {
		w.set(w.now().Add(time.Hour)) // beyond the pause after a failure
		return w.listener.Listen(t.Context(), w.source, w.now())
	}
	kept := func() int { return len(w.mentions(t)) }
	if _, err := later(); err != nil {
		t.Fatalf("before anything is spoiled: %v", err)
	}

	w.publish(few)
	s.how.Store(whole)
	heard, err := later()
	if s.spoiled.Load() == 0 {
		t.Fatal("nothing is spoiled: the service answers with no list of objects")
	}
	if told := tellings(heard, err); kept() > 0 || told == 0 {
		t.Errorf("of entries none of which can be read %d are kept, and it is said: %v, %q; want a fault", kept(), err, heard.Notes)
	}
	s.how.Store(sound)
	if _, err = later(); err != nil || kept() != few {
		t.Errorf("once they can be read %d of %d are kept: %v", kept(), few, err)
	}

	w.publish(few)
	s.how.Store(half)
	s.answers.Store(0)
	heard, err = later()
	answers := int(s.answers.Load())
	if told := tellings(heard, err); err != nil || answers == 0 || told != answers || kept() <= few {
		t.Errorf("where some can be read %d of %d are kept, and of %d answers it is told %d times: %v, %q", kept(), 2*few, answers, told, err, heard.Notes)
	}
}

// tellings counts how often it is said that something cannot be read.
func tellings(heard collectors.Heard, err error) int {
	said := strings.Join(heard.Notes, "\n")
	if err != nil {
		said += "\n" + err.Error()
	}
	return strings.Count(said, "can be read") + strings.Count(said, "cannot be read")
}
