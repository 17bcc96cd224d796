package main

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/collectors/inbox"
)

// deliver posts a body to the daemon's inbox, and answers the status and what it says.
func (r *rig) deliver(source string, header http.Header, body string) (int, string) {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.address+inbox.Path+source, bytes.NewReader([]byte(body)))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header = header
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	said, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return resp.StatusCode, string(said)
}

// What a signed sender is told was taken is kept, whatever happens next; what nobody
// signed is turned away, and on record.
func TestWhatTheInboxTookSurvivesAKill(t *testing.T) {
	t.Parallel()
	const secret = "a secret of more than sixteen bytes"
	r := hearing(t, "child")
	r.file = strings.Replace(r.file, "sources: [", "sources: [{id: crm, kind: inbox}, ", 1)
	r.env = append(r.env, "TOCSIN_INBOX_SECRET="+secret)
	r.people(2)
	r.start()
	r.ready()
	body := `{"native_id":"t-1","text":"solvo burned my kid","author":"ana","url":"https://crm.example/1"}` + "\n" + `{"native_id":"t-2","text":"weather"}` + "\n"
	if status, said := r.deliver("crm", inbox.Sign(secret, []byte(body), time.Now()), body); status != http.StatusOK || !strings.Contains(said, `"matched":1`) {
		t.Fatalf("the inbox answers %d %s", status, said)
	}
	r.kill()
	r.start()
	r.ready()
	if status, said := r.deliver("crm", inbox.Sign(secret, []byte(body), time.Now()), body); status != http.StatusOK || !strings.Contains(said, `"fresh":0`) {
		t.Errorf("the same again is answered %d %s", status, said)
	}
	forged := inbox.Sign("another secret of more bytes", []byte(body), time.Now())
	if status, _ := r.deliver("crm", forged, body); status != http.StatusUnauthorized {
		t.Errorf("a forged delivery is answered %d", status)
	}
	if status, _ := r.deliver("nobody", inbox.Sign(secret, []byte(body), time.Now()), body); status/100 != 4 {
		t.Errorf("a delivery to nobody is answered %d", status)
	}
	r.stop()
	out, err := r.command(t.Context(), "mentions", "--brand", "solvo", "--config", r.path()).Output()
	if err != nil || strings.Count(string(out), "burned my kid") != 1 {
		t.Errorf("mentions: %v\n%s", err, out)
	}
}
