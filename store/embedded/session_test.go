package embedded

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// A talk is what two clients, a and b, say by turns and are answered.
func TestTransactionsAreWholeAndNoticeWhatOthersDo(t *testing.T) {
	tests := []struct {
		name string
		talk []string // "a: words → reply"
	}{
		{"a transaction answers all its replies", []string{
			"a: MULTI → OK", "a: SET x 1 → QUEUED", "a: GET x → QUEUED", "a: EXEC → [OK 1]",
		}},
		{"an empty transaction", []string{"a: MULTI → OK", "a: EXEC → []"}},
		{"nobody sees half of it", []string{
			"a: MULTI → OK", "a: SET x 1 → QUEUED", "b: GET x → nil", "a: EXEC → [OK]", "b: GET x → 1",
		}},
		{"a watched key that somebody changes", []string{
			"a: WATCH x → OK", "b: SET x 2 → OK", "a: MULTI → OK", "a: SET x 1 → QUEUED", "a: EXEC → nil", "a: GET x → 2",
		}},
		{"a watched key that somebody changes after MULTI", []string{
			"a: WATCH x → OK", "a: MULTI → OK", "a: SET x 1 → QUEUED", "b: SADD x m → (1)", "a: EXEC → nil",
		}},
		{"a watched key that somebody takes away", []string{
			"b: SET x 2 → OK", "a: WATCH y x → OK", "b: UNLINK z x → (1)", "a: MULTI → OK", "a: EXEC → nil",
		}},
		{"another key changes", []string{
			"a: WATCH x → OK", "b: SET y 2 → OK", "a: MULTI → OK", "a: SET x 1 → QUEUED", "a: EXEC → [OK]",
		}},
		{"a watched key is read", []string{
			"a: WATCH x → OK", "b: GET x → nil", "a: MULTI → OK", "a: EXEC → []",
		}},
		{"who watches changes the key himself", []string{
			"a: WATCH x → OK", "a: SET x 1 → OK", "a: MULTI → OK", "a: EXEC → nil",
		}},
		{"a watch ends with the transaction", []string{
			"a: WATCH x → OK", "b: SET x 2 → OK", "a: MULTI → OK", "a: EXEC → nil", "a: MULTI → OK", "a: EXEC → []",
		}},
		{"a watch that is taken back", []string{
			"a: WATCH x → OK", "b: SET x 2 → OK", "a: UNWATCH → OK", "a: MULTI → OK", "a: EXEC → []",
		}},
		{"a transaction that is taken back", []string{
			"a: WATCH x → OK", "a: MULTI → OK", "a: SET x 1 → QUEUED", "a: DISCARD → OK", "a: GET x → nil", "b: SET x 2 → OK", "a: MULTI → OK", "a: EXEC → []",
		}},
		{"a command that nobody knows spoils the transaction", []string{
			"a: MULTI → OK", "a: SET x 1 → QUEUED", "a: EVAL return 0 → -ERR the embedded store has no command", "a: EXEC → -EXECABORT", "a: GET x → nil",
		}},
		{"so does one with too few words", []string{
			"a: MULTI → OK", "a: SET x → -ERR wrong number of arguments for 'set' command", "a: EXEC → -EXECABORT",
		}},
		{"a fault of one command leaves the others be, as in Redis", []string{
			"a: SET x 1 → OK", "a: MULTI → OK", "a: SADD x m → QUEUED", "a: SET y 1 → QUEUED", "a: EXEC → [-WRONGTYPE", "a: GET y → 1",
		}},
		{"words out of order", []string{
			"a: EXEC → -ERR EXEC without MULTI", "a: DISCARD → -ERR DISCARD without MULTI", "a: WATCH → -ERR wrong number", "a: MULTI → OK", "a: MULTI → -ERR MULTI calls can not be nested", "a: WATCH x → -ERR WATCH inside MULTI",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serving(t, t.TempDir())
			clients := map[string]*client{"a": dial(t, s), "b": dial(t, s)}
			for _, line := range tt.talk {
				who, rest, _ := strings.Cut(line, ": ")
				words, want, _ := strings.Cut(rest, " → ")
				got := clients[who].says(words)
				if got != want && (!strings.Contains(want, "-") || !strings.HasPrefix(got, want)) {
					t.Errorf("%s is answered %s", line, got)
				}
			}
			s.lane.mu.Lock()
			defer s.lane.mu.Unlock()
			if n := len(s.lane.watchers); n > 0 {
				t.Errorf("%d keys are still watched", n)
			}
		})
	}
}

func TestAClientThatGoesAwayWatchesNothing(t *testing.T) {
	s := serving(t, t.TempDir())
	a := dial(t, s)
	a.says("WATCH x")
	a.line.Close()
	b := dial(t, s)
	for range 1000 {
		b.says("SET x 1")
		s.lane.mu.Lock()
		n := len(s.lane.watchers)
		s.lane.mu.Unlock()
		if n == 0 {
			return
		}
	}
	t.Error("its key is still watched")
}

func TestAKeyIsGoneWhenItsTimeHasCome(t *testing.T) {
	c := &clock{}
	dir := t.TempDir()
	s := servingAs(t, Options{Dir: dir, Now: c.now}, createFile)
	a := dial(t, s)
	until := func(d time.Duration) string { return itoa(noon.Add(d).UnixMilli()) }
	steps := []struct {
		ahead       time.Duration
		words, want string
	}{
		{0, "SET once 1 NX PXAT " + until(time.Minute), "OK"},
		{0, "SET once 2 NX PXAT " + until(time.Hour), "nil"},
		{59 * time.Second, "GET once", "1"},
		{time.Second, "GET once", "nil"},
		{0, "SET once 3 NX PXAT " + until(2*time.Minute), "OK"},
		{0, "SET kept 1 PXAT " + until(2*time.Minute), "OK"},
		{0, "SET kept 2", "OK"},
		{0, "SET past 1 PXAT 5", "OK"},
		{0, "GET past", "nil"},
		{0, "WATCH once", "OK"},
		{time.Hour, "MULTI", "OK"},
		{0, "EXEC", "nil"},
		{0, "GET kept", "2"},
		{0, "RPUSH once x", "(1)"},
	}
	for _, step := range steps {
		c.advance(step.ahead)
		if got := a.says(step.words); got != step.want {
			t.Errorf("at %s, %s is answered %s, want %s", c.now().Format(time.TimeOnly), step.words, got, step.want)
		}
	}
	a.says("SET later 1 PXAT " + until(3*time.Hour))
	shut(t, s)
	// Played again at once, what happened over an hour must come out the same.
	again := servingAs(t, Options{Dir: dir, Now: c.now}, createFile)
	b := dial(t, again)
	if list, later := b.says("LRANGE once 0 -1"), b.says("GET later"); list != "[x]" || later != "1" {
		t.Errorf("after a restart the list under a key that once expired holds %s, want x; and what expires later is %s", list, later)
	}
	if err := again.compact(); err != nil {
		t.Fatal(err)
	}
	shut(t, again)
	c.advance(2 * time.Hour)
	if got := dial(t, servingAs(t, Options{Dir: dir, Now: c.now}, createFile)).says("GET later"); got != "nil" {
		t.Errorf("written anew and read again, a key does not expire: %s", got)
	}
}

func TestOtherProtocolsAreRefused(t *testing.T) {
	s := serving(t, t.TempDir())
	for _, tt := range []struct{ sent, want string }{
		{"PING\r\n", "PONG"},
		{"\r\nPING\r\n", "PONG"},
		{"HELLO 3\r\n", "-NOPROTO"},
		{"HELLO 2 AUTH default x\r\n", "-ERR the embedded store has no users"},
		{"SELECT 1\r\n", "-ERR the embedded store has one database"},
		{"*1\r\n:4\r\n", "-ERR Protocol error: expected '$'"},
		{"*1\r\n$99999999999\r\n", "-ERR Protocol error: a command of more than 64 MiB"},
		{"*99999999\r\n", "-ERR Protocol error: invalid multibulk length"},
		{"*1\r\n$4\r\nPINGxx", "-ERR Protocol error: a bulk string does not end"},
		{strings.Repeat("x", 70<<10) + "\r\n", "-ERR Protocol error: too big inline request"},
	} {
		c := dial(t, s)
		if _, err := c.line.Write([]byte(tt.sent)); err != nil {
			t.Fatal(err)
		}
		if got, err := readReply(c.in); err != nil || !strings.HasPrefix(got, tt.want) {
			t.Errorf("%.40q is answered %q, %v; want %q", tt.sent, got, err, tt.want)
		}
	}
}

func TestATransactionHasABound(t *testing.T) {
	s := serving(t, t.TempDir())
	c := dial(t, s)
	big := strings.Repeat("x", 30<<20)
	c.says("MULTI")
	for i, want := range []string{"QUEUED", "QUEUED", "-ERR a transaction of more than 64 MiB", "-ERR a transaction of more than 64 MiB"} {
		if got := c.does("SET", "x", big); got != want {
			t.Errorf("30 MiB, part %d, is answered %.60s; want %s", i+1, got, want)
		}
	}
	if got := c.says("EXEC"); !strings.HasPrefix(got, "-EXECABORT") || c.says("GET x") != "nil" {
		t.Errorf("EXEC is answered %.60s", got)
	}
}

// What crashes must neither take the daemon with it nor come back at every start.
func TestACrashOfTheEngineIsNotRepeated(t *testing.T) {
	dir := t.TempDir()
	s := serving(t, dir)
	c := dial(t, s)
	c.says("SET x 1")
	bomb := call{command{class: grows, least: 1, run: func(*engine, []string, []byte) ([]byte, error) { panic("boom") }}, []string{"SET", "x", "2"}}
	s.lane.mu.Lock()
	_, err := s.lane.perform([]call{bomb}, nil)
	s.lane.mu.Unlock()
	if err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("perform: %v; want what it crashed with", err)
	}
	for _, words := range []string{"GET x", "SET x 3"} {
		if got := c.says(words); !strings.Contains(got, "start tocsin again") {
			t.Errorf("afterwards %s is answered %s; want what to do", words, got)
		}
	}
	shut(t, s)
	if got := dial(t, serving(t, dir)).says("GET x"); got != "1" {
		t.Errorf("after a restart x is %s, want 1", got)
	}
}

func TestAFolderIsOneServers(t *testing.T) {
	dir := t.TempDir()
	serving(t, dir)
	_, err := Open(t.Context(), Options{Dir: dir, Now: (&clock{}).now})
	if err == nil || !strings.Contains(err.Error(), "in use by process") {
		t.Errorf("a second Open: %v; want who uses the folder", err)
	}
}
