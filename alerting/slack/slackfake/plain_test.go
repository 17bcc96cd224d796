package slackfake

import (
	"encoding/json"
	"testing"
)

func TestAPersonSeesWordsNotMarkup(t *testing.T) {
	m := Message{Text: "lock screen", Blocks: json.RawMessage(`[
		{"type":"header","text":{"type":"plain_text","text":"CRISIS · *Solvo*"}},
		{"type":"context","elements":[{"type":"mrkdwn","text":"Sun &lt;03:07&gt;"}]},
		{"type":"section","text":{"type":"mrkdwn","text":"*SIZE*  212 voices &amp; more <https://a.example/?a&amp;b|post>"}},
		{"type":"actions","elements":[
			{"type":"button","text":{"type":"plain_text","text":"I've got it"}},
			{"type":"static_select","placeholder":{"type":"plain_text","text":"Not a crisis"},"options":[{"text":{"type":"plain_text","text":"joke"}},{"text":{"type":"plain_text","text":"spam"}}]}]}]`)}
	want := "CRISIS · *Solvo*\nSun <03:07>\nSIZE  212 voices & more post\n[ I've got it ] [ Not a crisis ▾ joke | spam ]"
	if got := m.Plain(); got != want {
		t.Errorf("Plain() =\n%s\nwant\n%s", got, want)
	}
	if got := (Message{Text: "*now* a &lt;crisis&gt;"}).Plain(); got != "now a <crisis>" {
		t.Errorf("Plain() of a message without blocks = %q", got)
	}
}
