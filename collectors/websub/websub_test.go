package websub_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/feed"
	"tocsin/collectors/websub"
)

func TestWhatAHubBringsIsHeardAtOnceAndOnce(t *testing.T) {
	w := newTown(t)
	w.publish(1, 2)
	if notes := w.listen(0); notes != "" {
		t.Fatalf("noted is %q", notes)
	}
	form := w.last()
	callback := form.Get("hub.callback")
	if form.Get("hub.mode") != "subscribe" || form.Get("hub.topic") != w.spec.URL || form.Get("hub.lease_seconds") != "864000" ||
		!strings.HasPrefix(callback, w.daemon.URL+"/websub/") || len(callback) < len(w.daemon.URL+"/websub/")+26 || len(form.Get("hub.secret")) < 40 || len(form) != 5 {
		t.Errorf("the hub is asked %v", form)
	}
	w.verify()
	w.publish(3)
	if status := w.deliver(document(item(3, w.clock()))); status/100 != 2 {
		t.Errorf("the delivery is answered %d", status)
	}
	if got := w.kept(); got != "2 1 3!" && got != "1 2 3!" {
		t.Errorf("kept are %s, want what stood there before, and what was brought, which counts", got)
	}
	// What the feed shows later is no news; and of what came before the hub knew of us nothing is lost.
	w.listen(5 * time.Minute)
	w.deliver(document(item(3, noon), item(2, noon)))
	if got := len(strings.Fields(w.kept())); got != 3 {
		t.Errorf("%d are kept: %s", got, w.kept())
	}
	b, err := w.Bookmark(t.Context(), "blog")
	if err != nil || b.Failures > 0 || b.Fresh.IsZero() {
		t.Errorf("the bookmark is %+v, %v", b, err)
	}
}

func TestTheFeedIsReadSeldomWhileTheHubDelivers(t *testing.T) {
	w := newTown(t)
	w.publish(1)
	w.listen(0)
	if n := w.reads(); n != 2 {
		t.Errorf("at first the feed is asked for %d times, want once for itself, and once for its hub", n)
	}
	for range 3 {
		w.listen(5 * time.Minute)
	}
	if n := w.reads(); n < 3 {
		t.Errorf("while the hub has not confirmed, the feed is asked for %d times in three turns", n)
	}
	w.verify()
	w.listen(time.Minute)
	if n := w.reads(); n != 1 {
		t.Errorf("once the hub delivers, the feed is read %d times for what came before", n)
	}
	for range 12 { // an hour
		w.listen(5 * time.Minute)
	}
	if n := w.reads(); n != 1 {
		t.Errorf("in the hour after, the feed is read %d times", n)
	}
	w.publish(2)
	for range 12 {
		w.listen(5 * time.Minute)
	}
	if got := w.kept(); got != "1 2!" {
		t.Errorf("kept are %s: what the hub forgets is read within the hour", got)
	}
}

// Old hubs look while they are asked.
func TestAHubMayLookBeforeItAnswers(t *testing.T) {
	w := newTown(t)
	w.sync = true
	w.listen(0)
	w.reads()
	w.listen(time.Minute)
	w.reads()
	w.listen(5 * time.Minute)
	if n := w.reads(); n != 0 || w.times() != 1 {
		t.Errorf("the feed is read %d times, the hub asked %d times", n, w.times())
	}
}

func TestASubscriptionIsRenewedBeforeItEnds(t *testing.T) {
	w := newTown(t)
	w.grants = 10 * 3600
	w.listen(0)
	w.verify()
	first := w.last()
	w.listen(8*time.Hour - time.Minute)
	if w.times() != 1 {
		t.Fatalf("the hub is asked %d times before four fifths are over", w.times())
	}
	w.listen(time.Minute)
	again := w.last()
	if w.times() != 2 || again.Get("hub.callback") != first.Get("hub.callback") || again.Get("hub.secret") != first.Get("hub.secret") {
		t.Fatalf("after four fifths the hub is asked %d times, for %v and then %v", w.times(), first, again)
	}
	w.verify()
	w.listen(7 * time.Hour)
	if w.times() != 2 {
		t.Errorf("it is asked again though it confirmed")
	}
	// It confirms no more: it is asked again and again, and the feed is read at its pace when the time is up.
	w.listen(time.Hour)
	asked := w.times()
	for range 24 {
		w.listen(5 * time.Minute)
	}
	if w.times() <= asked {
		t.Errorf("a hub that does not confirm is asked %d times more in the last two hours", w.times()-asked)
	}
	w.reads()
	notes := ""
	for range 12 {
		notes += w.listen(5 * time.Minute)
	}
	if n := w.reads(); n < 12 {
		t.Errorf("after its end the feed is read %d times in an hour", n)
	}
	if n := w.times(); n > 12 {
		t.Errorf("the hub is asked %d times in all", n)
	}
	for range 100 {
		notes += w.listen(time.Hour)
	}
	if !strings.Contains(notes, "has not confirmed: see that it reaches "+w.daemon.URL+"/websub/…") || w.times() > 30 {
		t.Errorf("noted is %.300q; the hub is asked %d times in five days", notes, w.times())
	}
}

func TestASubscriptionOutlivesTheDaemon(t *testing.T) {
	w := newTown(t)
	w.publish(1)
	w.listen(0)
	w.verify()
	w.listen(5 * time.Minute)
	w.start()
	body := document(item(2, w.clock()))
	if status := w.deliver(body); status != 503 {
		t.Errorf("a daemon that has just begun answers %d, want that it may be delivered again", status)
	}
	w.listen(5 * time.Minute)
	if status := w.deliver(body); status/100 != 2 || w.kept() != "1 2!" {
		t.Errorf("then it answers %d, and keeps %s", status, w.kept())
	}
	if w.times() != 1 {
		t.Errorf("the hub is asked %d times", w.times())
	}
}

// What could not be kept is not taken, and a hub delivers it again.
func TestADeliveryIsTakenOnlyWhenItIsKept(t *testing.T) {
	w := newTown(t)
	w.listen(0)
	w.verify()
	w.broken = errors.New("the store is down")
	body := document(item(1, w.clock()))
	if status := w.deliver(body); status != 503 {
		t.Errorf("answered is %d", status)
	}
	w.broken = nil
	if status := w.deliver(body); status/100 != 2 || w.kept() != "1!" {
		t.Errorf("delivered again: %d, kept %s", status, w.kept())
	}
}

func TestOnlyWhatTheHubSignedIsHeard(t *testing.T) {
	w := newTown(t)
	w.listen(0)
	w.verify()
	form := w.last()
	body := document(item(1, w.clock()))
	sign := func(made func() hash.Hash, secret, body string) string {
		mac := hmac.New(made, []byte(secret))
		mac.Write([]byte(body))
		return hex.EncodeToString(mac.Sum(nil))
	}
	secret := form.Get("hub.secret")
	for _, tt := range []struct {
		claim, header, value, why string
	}{
		{"nothing", "", "", "is not signed"},
		{"no method", "X-Hub-Signature", sign(sha256.New, secret, body), "is not signed"},
		{"another secret", "X-Hub-Signature", "sha256=" + sign(sha256.New, secret+"x", body), "does not match"},
		{"no secret", "X-Hub-Signature", "sha256=" + sign(sha256.New, "", body), "does not match"},
		{"another body", "X-Hub-Signature", "sha256=" + sign(sha256.New, secret, body+" "), "does not match"},
		{"another method than it says", "X-Hub-Signature", "sha1=" + sign(sha256.New, secret, body), "does not match"},
		{"half", "X-Hub-Signature", "sha256=" + sign(sha256.New, secret, body)[:20], "does not match"},
		{"no hex", "X-Hub-Signature", "sha256=zz", "does not match"},
		{"an unknown method", "X-Hub-Signature", "md5=" + sign(sha256.New, secret, body), "a way nobody knows"},
		{"sha1", "X-Hub-Signature", "sha1=" + sign(sha1.New, secret, body), ""},
		{"sha256", "X-Hub-Signature", "sha256=" + sign(sha256.New, secret, body), ""},
		{"sha384", "X-Hub-Signature", "sha384=" + sign(sha512.New384, secret, body), ""},
		{"sha512", "X-Hub-Signature", "SHA512=" + strings.ToUpper(sign(sha512.New, secret, body)), ""},
		{"the other header", "X-Hub-Signature-256", "sha256=" + sign(sha256.New, secret, body), ""},
	} {
		w.refused = nil
		before := w.kept()
		header := http.Header{"Content-Type": {"application/rss+xml"}}
		if tt.header != "" {
			header.Set(tt.header, tt.value)
		}
		status, said := w.send(http.MethodPost, form.Get("hub.callback"), header, body)
		// Whoever tries is told nothing.
		if status/100 != 2 || said != "" {
			t.Errorf("%s: answered is %d %q", tt.claim, status, said)
		}
		if tt.why != "" && (w.kept() != before || len(w.refused) != 1 || !strings.Contains(w.refused[0], tt.why)) {
			t.Errorf("%s: kept is %s, refused %q; want %q", tt.claim, w.kept(), w.refused, tt.why)
		}
		if tt.why == "" && (w.kept() != "1!" || len(w.refused) > 0) {
			t.Errorf("%s: kept is %s, refused %q", tt.claim, w.kept(), w.refused)
		}
	}
}

func TestAHubHearsYesOnlyToWhatItWasAsked(t *testing.T) {
	w := newTown(t)
	words := func(mode, topic, challenge string) url.Values {
		return url.Values{"hub.mode": {mode}, "hub.topic": {topic}, "hub.challenge": {challenge}, "hub.lease_seconds": {"86400"}}
	}
	topic := w.spec.URL
	w.listen(0)
	callback := w.last().Get("hub.callback")
	for _, tt := range []struct {
		claim, callback string
		words           url.Values
	}{
		{"another topic", callback, words("subscribe", topic+"x", "c")},
		{"no topic", callback, words("subscribe", "", "c")},
		{"the end of it", callback, words("unsubscribe", topic, "c")},
		{"nothing", callback, url.Values{}},
		{"no challenge", callback, words("subscribe", topic, "")},
		{"a challenge without end", callback, words("subscribe", topic, strings.Repeat("c", 5<<10))},
		{"another callback", callback + "x", words("subscribe", topic, "c")},
		{"no callback", w.daemon.URL + "/websub/", words("subscribe", topic, "c")},
		{"a denial of another topic", callback, words("denied", topic+"x", "")},
	} {
		if status, said := w.look(tt.callback, tt.words); status != 404 || strings.Contains(said, "ccc") {
			t.Errorf("%s: the hub hears %d %.60q", tt.claim, status, said)
		}
	}
	w.reads()
	if w.listen(5 * time.Minute); w.reads() == 0 {
		t.Error("the hub is taken for one that delivers")
	}
	if status, said := w.look(callback, words("subscribe", topic, "c")); status != 200 || said != "c" {
		t.Errorf("what it was asked: %d %q", status, said)
	}
	if status, said := w.look(callback, words("subscribe", topic, "d")); status != 200 || said != "d" {
		t.Errorf("again, as our answer was lost: %d %q", status, said)
	}
	w.mu.Lock()
	w.now = w.now.Add(25 * time.Hour)
	w.mu.Unlock()
	if status, _ := w.look(callback, words("subscribe", topic, "c")); status != 404 {
		t.Errorf("a day later, unasked: %d", status)
	}
	if status, _ := w.send(http.MethodPut, callback, nil, ""); status != 405 {
		t.Errorf("neither asked nor delivered: %d", status)
	}
}

func TestAHubThatDeniesIsTold(t *testing.T) {
	w := newTown(t)
	w.listen(0)
	form := w.last()
	if status, _ := w.look(form.Get("hub.callback"), url.Values{"hub.mode": {"denied"}, "hub.topic": {form.Get("hub.topic")}, "hub.reason": {"not \x1b[31mtoday"}}); status/100 != 2 {
		t.Errorf("a denial is answered %d", status)
	}
	if notes := w.listen(5 * time.Minute); !strings.Contains(notes, "denies the feed: not [31mtoday; it is asked again later") {
		t.Errorf("noted is %q", notes)
	}
	for range 24 {
		if notes := w.listen(5 * time.Minute); notes != "" {
			t.Errorf("noted again: %q", notes)
		}
	}
	if w.times() != 1 {
		t.Errorf("it is asked %d times in two hours", w.times())
	}
	if w.listen(11 * time.Hour); w.times() != 2 {
		t.Errorf("and %d times in half a day", w.times())
	}
}

// Some hubs only say that there is something, and some bring what cannot be read.
func TestABellHasTheFeedRead(t *testing.T) {
	for claim, body := range map[string]string{"a bell": "", "a page": "<html>new post!</html>", "rubbish": "\x00\x01"} {
		w := newTown(t)
		w.listen(0)
		w.verify()
		w.listen(5 * time.Minute)
		w.listen(5 * time.Minute)
		w.publish(1)
		if status := w.deliver(body); status/100 != 2 {
			t.Errorf("%s: answered is %d", claim, status)
		}
		w.listen(time.Second)
		if got := w.kept(); got != "1!" {
			t.Errorf("%s: kept is %q", claim, got)
		}
		if (len(w.refused) == 1) != (body != "") {
			t.Errorf("%s: refused are %q", claim, w.refused)
		}
	}
}

func TestADeliveryIsBounded(t *testing.T) {
	w := newTown(t)
	w.listen(0)
	w.verify()
	if status := w.deliver(document(item(1, w.clock())) + strings.Repeat(" ", 5<<20)); status != 413 {
		t.Errorf("more than 5 MiB: %d", status)
	}
	if len(w.refused) != 1 || !strings.Contains(w.refused[0], "the feed is read instead") {
		t.Errorf("refused are %q", w.refused)
	}
}

// What the feed showed a moment after it was published, and shows still, the hub has had
// time to bring.
func TestAHubIsNotBelievedThatNeverBroughtWhatIsKnown(t *testing.T) {
	w := newTown(t)
	w.listen(0)
	w.verify()
	w.listen(5 * time.Minute)
	w.listen(15 * time.Minute)
	w.publish(1)
	w.deliver("")
	if notes := w.listen(time.Second); notes != "" || w.kept() != "1!" {
		t.Errorf("a moment later %q is noted, and %q kept", notes, w.kept())
	}
	w.mu.Lock()
	w.items = append(w.items, "<!-- so far -->")
	w.mu.Unlock()
	w.deliver("")
	if notes := w.listen(15 * time.Minute); !strings.Contains(notes, "the hub has not brought what was published at 2026-11-21 12:20 UTC") {
		t.Errorf("15 minutes later %q is noted", notes)
	}
}

// A hub that is gone is found out, for the feed is read all the same.
func TestAHubThatForgetsIsNotBelieved(t *testing.T) {
	w := newTown(t)
	w.listen(0)
	w.verify()
	w.listen(5 * time.Minute)
	for range 4 {
		w.listen(5 * time.Minute)
	}
	w.publish(1)
	notes := ""
	for range 12 {
		notes += w.listen(5 * time.Minute)
	}
	if !strings.Contains(notes, "the hub has not brought what was published at 2026-11-21 12:25 UTC; it is asked anew") || w.kept() != "1!" || w.times() < 2 {
		t.Errorf("noted is %q, kept %s, the hub asked %d times", notes, w.kept(), w.times())
	}
	w.reads()
	w.listen(5 * time.Minute)
	if n := w.reads(); n == 0 {
		t.Error("the feed is not read at its own pace meanwhile")
	}
}

func TestAHubThatCannotBeAskedCostsNoPost(t *testing.T) {
	w := newTown(t)
	w.status = http.StatusForbidden
	w.publish(1)
	notes := w.listen(0)
	if !strings.Contains(notes, "ask the hub "+w.hub.URL+": it answers 403 Forbidden: \"Forbidden\"; it is asked again later") {
		t.Errorf("noted is %q", notes)
	}
	w.publish(2)
	w.listen(5 * time.Minute)
	if got := w.kept(); got != "1 2!" || w.times() != 1 {
		t.Errorf("kept are %s; the hub is asked %d times in five minutes", got, w.times())
	}
	w.mu.Lock()
	w.hubLink = "http://127.0.0.1:1/hub"
	w.mu.Unlock()
	for range 12 {
		notes += w.listen(5 * time.Minute)
	}
	if !strings.Contains(notes, "connection refused") {
		t.Errorf("noted is %q", notes)
	}
	for _, secret := range []string{w.last().Get("hub.secret"), w.last().Get("hub.callback")} {
		if strings.Contains(notes, secret) {
			t.Errorf("a note shows a secret: %q", notes)
		}
	}
}

func TestAFeedWithoutAHubIsReadAsAFeed(t *testing.T) {
	w := newTown(t)
	w.hubLink = ""
	w.publish(1)
	if notes := w.listen(0); !strings.Contains(notes, "the feed names no hub") {
		t.Errorf("noted is %q", notes)
	}
	w.reads()
	for range 12 {
		if notes := w.listen(5 * time.Minute); notes != "" {
			t.Errorf("noted again: %q", notes)
		}
	}
	if n := w.reads(); n != 12 {
		t.Errorf("the feed is read %d times in twelve turns", n)
	}
	w.hubLink = w.hub.URL
	if w.listen(24 * time.Hour); w.times() != 1 {
		t.Errorf("a hub that is named a day later is asked %d times", w.times())
	}
}

// A secret that is sent in the open is none.
func TestAHubInTheOpenIsNotAsked(t *testing.T) {
	w := newTown(t)
	w.spec.AllowPrivate = false
	w.start()
	if notes := w.listen(0); !strings.Contains(notes, "names no hub that is asked by https") || w.times() != 0 {
		t.Errorf("noted is %q, asked %d times", notes, w.times())
	}
}

// Who only tries a source, or looks whether it is well, asks no hub.
func TestATryAsksNoHub(t *testing.T) {
	w := newTown(t)
	w.publish(1)
	page, err := w.open().Collect(t.Context(), "", noon)
	if err != nil || len(page.Posts) != 1 || w.times() != 0 {
		t.Errorf("%+v, %v; the hub is asked %d times", page, err, w.times())
	}
}

func TestALookTellsOfAFeedWithoutAHubAndAsksNone(t *testing.T) {
	w := newTown(t)
	w.publish(1)
	examined := func() string { return w.open().Examine(t.Context(), noon) }
	if said := examined(); said != "" || w.times() != 0 {
		t.Errorf("of a feed with a hub is said %q; the hub is asked %d times", said, w.times())
	}
	w.hubLink = ""
	if said := examined(); !strings.Contains(said, "the feed names no hub") || !strings.Contains(said, "take kind: feed") {
		t.Errorf("of a feed without one is said %q", said)
	}
}

func TestAnotherFeedUnderTheNameBeginsAnew(t *testing.T) {
	w := newTown(t)
	w.publish(1)
	w.listen(0)
	w.verify()
	old := w.last()
	w.spec.URL = w.site.URL + "/feed?of=another"
	w.start()
	w.publish(2, 3)
	w.listen(5 * time.Minute)
	if got := w.kept(); strings.Contains(got, "!") {
		t.Errorf("kept are %s; what stood at the new address was there before", got)
	}
	if w.last().Get("hub.callback") == old.Get("hub.callback") || w.last().Get("hub.topic") == "" {
		t.Errorf("the hub is asked for %v", w.last())
	}
	if status, _ := w.send(http.MethodPost, old.Get("hub.callback"), nil, "x"); status != 404 {
		t.Errorf("what is brought of the old one is answered %d", status)
	}
	if page, err := w.open().Collect(t.Context(), "{", noon); err != nil || !strings.Contains(strings.Join(page.Notes, ""), "the bookmark could not be read") || len(page.Posts) != 3 {
		t.Errorf("a bookmark that cannot be read: %+v, %v", page, err)
	}
}

func TestACallbackIsAnAddress(t *testing.T) {
	for callback, want := range map[string]string{
		"https://tocsin.example": "", "https://tocsin.example/below/": "", "http://10.0.0.7:8080": "",
		"": "set callback", "tocsin.example": "no address hubs could be sent to", "ftp://tocsin.example": "no address", "https://ana:pw@tocsin.example": "no address",
		"https://tocsin.example/?a=b": "no address", "https://tocsin.example/#x": "no address", "https://": "no address",
	} {
		err := websub.Type().Judge(collectors.Spec{Settings: map[string][]string{"callback": {callback}}})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", callback, err, want)
		}
	}
}

// Without its hub it is held to what every collector is.
func TestNothingIsLostOrDoubled(t *testing.T) {
	kind := websub.Type()
	open := kind.Open
	kind.Open = func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
		with.Feed = func(s collectors.Spec, address string) (collectors.Collector, error) {
			s.URL, s.Settings = address, nil
			return feed.Type().Open(s, with)
		}
		return open(s, with)
	}
	contract.Check(t, contract.Case{
		Type: kind, Spec: collectors.Spec{Settings: map[string][]string{"callback": {"https://tocsin.example"}}}, Most: 20, Posts: 3_000,
		Service: func(func() time.Time) contract.Service { return forum() },
	})
}
