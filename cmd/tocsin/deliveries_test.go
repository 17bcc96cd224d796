package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/collectors/inbox"
)

// What an inbox says it takes gets through the daemon's door, and no more.
func TestADeliveryOfFiveMiBGetsThrough(t *testing.T) {
	t.Parallel()
	const secret = "a secret of more than sixteen bytes"
	r := hearing(t, "embedded")
	r.file = strings.Replace(r.file, "sources: [", "sources: [{id: crm, kind: inbox}, ", 1)
	r.env = append(r.env, "TOCSIN_INBOX_SECRET="+secret)
	r.people(2)
	r.start()
	r.ready()
	body := `{"id":"large","text":"solvo"}` + "\n"
	body += strings.Repeat(" ", 5<<20-len(body))
	if status, said := r.deliver("crm", inbox.Sign(secret, []byte(body), time.Now()), body); status != http.StatusOK || !strings.Contains(said, `"fresh":1`) {
		t.Errorf("5 MiB are answered %d %s", status, said)
	}
	body += " "
	if status, said := r.deliver("crm", inbox.Sign(secret, []byte(body), time.Now()), body); status != http.StatusRequestEntityTooLarge || !strings.Contains(said, "more than 5 MiB") {
		t.Errorf("a byte more is answered %d %s", status, said)
	}
	r.stop()
}
