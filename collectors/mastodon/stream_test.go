package mastodon

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheTokenIsNotSentInTheClear(t *testing.T) {
	for _, tt := range []struct{ home, told, want string }{
		{"https://social.example", "", "https://social.example"},
		{"https://social.example", "wss://streaming.social.example", "https://streaming.social.example"},
		{"https://social.example", "ws://streaming.social.example", ""},
		{"https://social.example", "http://streaming.social.example", ""},
		{"https://social.example", "file:///etc/passwd", ""},
		{"https://social.example", "streaming", ""},
		{"http://127.0.0.1:3000", "ws://127.0.0.1:4000", "http://127.0.0.1:4000"},
	} {
		s := &server{home: tt.home, host: "social.example"}
		if got, err := s.streamHome(tt.told); got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("at %s, which names %q, the stream is at %q, %v; want %q", tt.home, tt.told, got, err, tt.want)
		}
	}
}

func TestEventsAreReadAsServersWriteThem(t *testing.T) {
	stream := ":)\nevent: update\ndata: {\"id\":\"1\",\ndata: \"uri\":\"u\"}\n\n:thump\n\nevent:delete\r\ndata:7\r\n\r\nevent: filters_changed\n\nid: 3\nretry: 5\ndata: x\n\nevent: update\ndata: cut"
	var heard []string
	alive := 0
	err := eachEvent(strings.NewReader(stream), func() { alive++ }, func(kind, data string) error {
		heard = append(heard, kind+" "+data)
		return nil
	})
	want := []string{"update {\"id\":\"1\",\n\"uri\":\"u\"}", "delete 7", " x"}
	if diff := cmp.Diff(want, heard); diff != "" || !errors.Is(err, io.EOF) || alive < 15 {
		t.Errorf("%v, %d signs of life (-want +got)\n%s", err, alive, diff)
	}
	for claim, flood := range map[string]string{
		"a line": "data: " + strings.Repeat("x", 2*maxLine), "an event": strings.Repeat("data: "+strings.Repeat("x", 1000)+"\n", 2000),
	} {
		err := eachEvent(strings.NewReader(flood+"\n\n"), func() {}, func(string, string) error { t.Errorf("%s without end is handed on", claim); return nil })
		if err == nil || errors.Is(err, io.EOF) {
			t.Errorf("%s without end: %v", claim, err)
		}
	}
}
