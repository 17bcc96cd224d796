package telegram_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/telegram"
)

const token = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"

// A service is the Bot API: updates stay until a later one is asked for, and a hundred
// at most are given at once.
type service struct {
	shown []contract.Post
	first int64
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/bot"+token+"/getUpdates" {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = w.Write([]byte(`{"ok":false,"error_code":401,"description":"Unauthorized"}`))
		return
	}
	q := r.URL.Query()
	if offset, err := strconv.ParseInt(q.Get("offset"), 10, 64); err == nil {
		s.first = max(s.first, offset)
	}
	limit, _ := strconv.Atoi(q.Get("limit"))
	result := []any{}
	for _, p := range s.shown {
		if id := int64(800_000 + p.N); id >= s.first && len(result) < min(limit, 100) {
			result = append(result, map[string]any{"update_id": id, "channel_post": map[string]any{
				"message_id": p.N, "date": p.At.Unix(), "text": p.Text, "chat": map[string]any{"id": -100777, "title": "Parents", "username": "parents", "type": "supergroup"},
				"sender_chat": map[string]any{"id": -1000 - len(p.Author)*1000 - p.N%300, "title": p.Author, "username": p.Author},
			}})
		}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": result})
}

func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: telegram.Type(), Most: 300, Env: map[string]string{"BOT": token},
		Spec: collectors.Spec{Settings: map[string][]string{"token_env": {"BOT"}}},
		Service: func(func() time.Time) contract.Service {
			s := &service{}
			return contract.Service{Handler: s, Publish: func(p []contract.Post) { s.shown = append(s.shown, p...) }, Busy: tooOften}
		},
	})
}

func tooOften(w http.ResponseWriter) {
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = w.Write([]byte(`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}`))
}

func open(t *testing.T, h http.HandlerFunc, secret string) (collectors.Collector, error) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return telegram.Type().Open(collectors.Spec{ID: "tg", URL: server.URL, Settings: map[string][]string{"token_env": {"BOT"}}}, collectors.Means{
		Env: func(string) string { return secret }, Web: func(bool) http.RoundTripper { return http.DefaultTransport }, Agent: "test",
	})
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

func TestMessagesBecomePostsAndEditsChanges(t *testing.T) {
	c, err := open(t, says(200, `{"ok":true,"result":[
		{"update_id":7,"message":{"message_id":5,"date":1795262400,"text":"😡 see solvo.example/x and this","from":{"id":9,"first_name":"Ana","last_name":"R"},"chat":{"id":-100123,"title":"Closed"},
			"entities":[{"type":"url","offset":7,"length":15},{"type":"text_link","offset":27,"length":4,"url":"https://b.example/?utm_source=x"}]}},
		{"update_id":8,"edited_channel_post":{"message_id":4,"date":1795262400,"caption":"mended","chat":{"id":-100777,"title":"News","username":"news"}}},
		{"update_id":"x"}, {"update_id":10,"message":{"message_id":6,"date":-5,"text":"hi","from":{"id":9,"username":"ana"},"chat":{"id":9}}}]}`), token)
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.Collect(t.Context(), "", contract.Start())
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(1795262400, 0).UTC()
	if diff := cmp.Diff([]brand.Post{
		{NativeID: "telegram:-100123/5", URL: "https://t.me/c/123/5", Author: "Ana R", AuthorID: "9", Text: "😡 see solvo.example/x and this", Links: []string{"https://solvo.example/x", "https://b.example/"}, Published: at},
		{NativeID: "telegram:9/6", Author: "ana", AuthorID: "9", Text: "hi"},
	}, page.Posts); diff != "" {
		t.Errorf("posts (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]collectors.Change{{Post: brand.Post{NativeID: "telegram:-100777/4", URL: "https://t.me/news/4", Author: "news", AuthorID: "-100777", Text: "mended", Published: at}}}, page.Changes); diff != "" {
		t.Errorf("changes (-want +got)\n%s", diff)
	}
	if page.Next != `{"offset":11}` || len(page.Notes) != 1 {
		t.Errorf("the cursor is %s, the notes %q", page.Next, page.Notes)
	}
}

func TestRefusalsSayWhatToDoAndNeverTheToken(t *testing.T) {
	_, secret, _ := strings.Cut(token, ":")
	for want, h := range map[string]http.HandlerFunc{
		"there is no bot with this token": says(404, `{"ok":false,"error_code":404,"description":"Not Found"}`),
		"give Tocsin a bot of its own":    says(409, `{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; bot`+token+`"}`),
		"it is a web page":                says(200, "<html>"),
		"no updates, not even none":       says(200, `{"ok":false}`),
	} {
		c, err := open(t, h, token)
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Collect(t.Context(), "", contract.Start())
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%v, want %q and no token", err, want)
		}
	}
	c, err := open(t, func(w http.ResponseWriter, _ *http.Request) { tooOften(w) }, token)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Collect(t.Context(), "", contract.Start())
	if wait, ok := errors.AsType[*collectors.WaitError](err); !ok || !wait.Until.Equal(contract.Start().Add(35*time.Second)) {
		t.Errorf("too often is %v, want a wait of 35 s", err)
	}
	if _, err := open(t, says(200, ""), " "); err == nil || err.Error() != "source tg: BOT is not set: set it to what @BotFather gave, such as 123456:ABC…" {
		t.Errorf("without a token: %v", err)
	}
	if _, err := open(t, says(200, ""), "xoxb-else"); err == nil || err.Error() != "source tg: BOT holds no token of a bot: set it to what @BotFather gave, such as 123456:ABC…" {
		t.Errorf("no token is %v", fmt.Sprint(err))
	}
}
