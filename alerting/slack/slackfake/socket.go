package slackfake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	linePath = "/link"
	// heartbeat is well within the 30 s after which the client gives a line up.
	heartbeat = 5 * time.Second
)

// A line is one Socket Mode connection.
type line struct {
	conn *websocket.Conn
	gone chan struct{}

	mu   sync.Mutex // writing, and acks
	acks map[string]chan json.RawMessage
}

func (l *line) send(v any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.conn.WriteJSON(v)
}

// dialIn answers where to connect. Callers hold the lock.
func (f *Fake) dialIn() (fields, error) {
	if f.base == "" {
		return nil, errCode("internal_error")
	}
	return fields{"url": strings.Replace(f.base, "http", "ws", 1) + linePath}, nil
}

func (f *Fake) upgrade(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := &line{conn: conn, gone: make(chan struct{}), acks: map[string]chan json.RawMessage{}}
	// The client counts pings from the first one on.
	_ = conn.WriteControl(websocket.PingMessage, []byte("1"), time.Time{})
	f.mu.Lock()
	f.lines = append(f.lines, l)
	f.dialled++
	n := len(f.lines)
	f.mu.Unlock()
	_ = l.send(fields{"type": "hello", "num_connections": n, "connection_info": fields{"app_id": "A0APP"}}) // a dead line shows when it is read
	go l.beat()
	l.listen()
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, other := range f.lines {
		if other == l {
			f.lines = append(f.lines[:i:i], f.lines[i+1:]...)
			break
		}
	}
}

func (l *line) beat() {
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			_ = l.conn.WriteControl(websocket.PingMessage, []byte("1"), time.Time{}) // a dead line shows when it is read
		case <-l.gone:
			return
		}
	}
}

// listen passes acknowledgements on until the line ends.
func (l *line) listen() {
	defer close(l.gone)
	for {
		var ack struct {
			EnvelopeID string          `json:"envelope_id"`
			Payload    json.RawMessage `json:"payload"`
		}
		if err := l.conn.ReadJSON(&ack); err != nil {
			_ = l.conn.Close() // it is gone already
			return
		}
		l.mu.Lock()
		waiting := l.acks[ack.EnvelopeID]
		delete(l.acks, ack.EnvelopeID)
		l.mu.Unlock()
		if waiting != nil {
			waiting <- ack.Payload
		}
	}
}

// Lines answers how many Socket Mode connections there are.
func (f *Fake) Lines() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.lines)
}

// Dialled answers how many Socket Mode connections there were in all.
func (f *Fake) Dialled() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.dialled
}

// Recycle asks all Socket Mode connections to make way for new ones, as Slack does now and then.
func (f *Fake) Recycle() {
	for _, l := range f.allLines() {
		_ = l.send(fields{"type": "disconnect", "reason": "refresh_requested"}) // a dead line needs no asking
	}
}

// HangUp breaks all Socket Mode connections.
func (f *Fake) HangUp() {
	for _, l := range f.allLines() {
		_ = l.conn.Close() // that it breaks is the purpose
	}
}

func (f *Fake) allLines() []*line {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]*line{}, f.lines...)
}

var errNoLine = errors.New("no app is connected")

// ClickLive sends a click through Socket Mode, the same one on as many of the
// connections as copies says, and answers how many were acknowledged before ctx ended.
func (f *Fake) ClickLive(ctx context.Context, c Click, copies int) (int, error) {
	payload, err := f.payload(c)
	if err != nil {
		return 0, err
	}
	answers, err := f.hand(ctx, "interactive", payload, copies)
	return len(answers), err
}

// TypeLive sends a slash command through Socket Mode and answers what the app replies.
func (f *Fake) TypeLive(ctx context.Context, c Command) (string, error) {
	payload, err := json.Marshal(fields{"team_id": f.teamOf(c.User, c.Team), "user_id": c.User, "command": c.Name, "text": c.Text})
	if err != nil {
		return "", err
	}
	answers, err := f.hand(ctx, "slash_commands", payload, 1)
	if len(answers) == 0 {
		return "", err
	}
	return string(answers[0]), err
}

// hand sends a payload in envelopes of its own to the next lines in turn.
func (f *Fake) hand(ctx context.Context, kind string, payload []byte, copies int) ([]json.RawMessage, error) {
	lines := f.allLines()
	if len(lines) == 0 {
		return nil, errNoLine
	}
	f.mu.Lock()
	first := f.turn
	f.turn += copies
	f.mu.Unlock()
	acks := make(chan json.RawMessage, copies)
	for n := range copies {
		l := lines[(first+n)%len(lines)]
		f.mu.Lock()
		f.serial++
		id := fmt.Sprintf("envelope-%d", f.serial)
		f.mu.Unlock()
		l.mu.Lock()
		l.acks[id] = acks
		l.mu.Unlock()
		envelope := fields{"type": kind, "envelope_id": id, "payload": json.RawMessage(payload), "accepts_response_payload": kind != "interactive"}
		if err := l.send(envelope); err != nil {
			return nil, fmt.Errorf("send through socket mode: %w", err)
		}
	}
	var answers []json.RawMessage
	for range copies {
		select {
		case answer := <-acks:
			answers = append(answers, answer)
		case <-ctx.Done():
			return answers, nil
		case <-f.closed:
			return answers, errNoLine
		}
	}
	return answers, nil
}
