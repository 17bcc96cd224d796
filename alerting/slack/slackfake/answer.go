package slackfake

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const answerPath = "/response/"

// An answerURL may be used five times in half an hour.
type answerURL struct {
	channel, user, message string
	until                  time.Time
	left                   int
}

func (f *Fake) newAnswerURL(channel, user, message string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.serial++
	id := fmt.Sprintf("%s/%d", Team, f.serial)
	f.answers[id] = &answerURL{channel, user, message, f.opts.Now().Add(30 * time.Minute), 5}
	return f.base + answerPath + id
}

// respond takes an answer to a click or command.
func (f *Fake) respond(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxArgs))
	if err != nil {
		return
	}
	if trouble := f.trouble("response_url", ""); trouble != nil {
		f.misbehave(w, r, *trouble)
		return
	}
	m, status := f.answer(strings.TrimPrefix(r.URL.Path, answerPath), raw)
	if status != http.StatusOK {
		http.Error(w, "used_url", status)
		return
	}
	if f.opts.OnMessage != nil {
		f.opts.OnMessage(m)
	}
	_, _ = w.Write([]byte("ok")) // who does not listen needs no answer
}

func (f *Fake) answer(id string, raw []byte) (Message, int) {
	var in struct {
		ResponseType    string          `json:"response_type"`
		ReplaceOriginal bool            `json:"replace_original"`
		Text            string          `json:"text"`
		Blocks          json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return Message{}, http.StatusBadRequest
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	a, known := f.answers[id]
	if !known || a.left == 0 || f.opts.Now().After(a.until) {
		return Message{}, http.StatusNotFound
	}
	a.left--
	r := f.lookUp(a.channel)
	if r == nil {
		return Message{}, http.StatusNotFound
	}
	m := Message{Kind: Ephemeral, Channel: r.id, Name: r.label(), To: a.user, Text: in.Text, Blocks: in.Blocks}
	switch old := r.message(a.message); {
	case in.ReplaceOriginal && old != nil:
		old.Kind, old.Text, old.Blocks = Update, in.Text, in.Blocks
		return f.enter(*old), http.StatusOK
	case in.ResponseType == "in_channel":
		m.Kind, m.To = Post, ""
		m.TS = f.moment()
		r.messages = append(r.messages, &m)
	default:
		m.TS = f.moment()
	}
	return f.enter(m), http.StatusOK
}
