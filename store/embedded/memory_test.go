package embedded

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatIsTakenAwayGivesItsMemoryBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := newEngine()
		known := dataCommands()
		do := func(args []string) {
			one, err := parse(known, args)
			if err != nil {
				rt.Fatal(err)
			}
			_, _ = one.run(e, one.args, nil)
		}
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			do(drawChange(rt))
		}
		sum := int64(0)
		for key, it := range e.items {
			if sum += it.bytes; it.bytes < int64(len(key)) {
				rt.Fatalf("%s takes %d bytes", key, it.bytes)
			}
		}
		if sum != e.bytes {
			rt.Fatalf("the keys take %d bytes, all together %d", sum, e.bytes)
		}
		for i := range 6 {
			do([]string{"DEL", fmt.Sprintf("k%d", i+1)})
		}
		if e.bytes != 0 || len(e.items) != 0 || len(e.deadlines) != 0 {
			rt.Fatalf("an empty store takes %d bytes and has %d keys and %d deadlines", e.bytes, len(e.items), len(e.deadlines))
		}
	})
}

// Mentions are refused before incidents are, and room can be made.
func TestAFullStoreStillTakesIncidents(t *testing.T) {
	s := servingAs(t, Options{Dir: t.TempDir(), MaxMemory: 1 << 20}, createFile)
	c := dial(t, s)
	block := strings.Repeat("x", 100<<10)
	n := 1
	for ; n < 100; n++ {
		if got := c.does("XADD", "log", itoa(int64(n)), "json", block); strings.HasPrefix(got, "-OOM") {
			break
		}
	}
	if n < 9 || n > 12 {
		t.Errorf("1 MiB takes %d blocks of 100 KiB, want about 10", n-1)
	}
	if got := c.says("RPUSH incident action"); got != "(1)" {
		t.Errorf("an incident's action is answered %s", got)
	}
	for range 100 {
		if got := c.does("RPUSH", "incident", block); strings.HasPrefix(got, "-OOM") {
			break
		} else if len(got) > 5 {
			t.Fatal(got)
		}
	}
	if used := s.lane.engine.bytes; used > 1<<20+1<<18 {
		t.Errorf("it holds %d bytes", used)
	}
	c.says("MULTI")
	c.says("UNLINK log")
	c.says("LTRIM incident 0 0")
	if got := c.says("EXEC"); got != "[(1) OK]" {
		t.Errorf("making room is answered %s", got)
	}
	if got := c.says("XADD log 200 json x"); got != "200-0" {
		t.Errorf("with room again a block is answered %s", got)
	}
}

// The count is near what the data really takes.
func TestTheCountOfMemoryIsHonest(t *testing.T) {
	if testing.Short() {
		t.Skip("it fills some hundred megabytes")
	}
	for name, fill := range map[string]func(i int) []string{
		"identities in a set":  func(i int) []string { return []string{"SADD", "seen", fmt.Sprintf("%032d", i)} },
		"small plain values":   func(i int) []string { return []string{"SET", fmt.Sprintf("once:%032d", i), "token-token"} },
		"fields of a hash":     func(i int) []string { return []string{"HSET", "h", fmt.Sprintf("%016d", i), fmt.Sprintf("%064d", i)} },
		"members of a ranking": func(i int) []string { return []string{"ZADD", "z", "1", fmt.Sprintf("%016d", i)} },
		"blocks of mentions": func(i int) []string {
			return []string{"XADD", "x", itoa(int64(i + 1)), "by", "t", "json", strings.Repeat("x", 800)}
		},
		"actions of incidents": func(i int) []string { return []string{"RPUSH", "l", fmt.Sprintf("%0300d", i)} },
	} {
		e := newEngine()
		known := dataCommands()
		before := heap()
		for i := range 200_000 {
			c, err := parse(known, fill(i))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.run(e, c.args, nil); err != nil {
				t.Fatal(err)
			}
		}
		grown := heap() - before
		if ratio := float64(grown) / float64(e.bytes); ratio > 1.35 || ratio < 0.4 {
			t.Errorf("%s: the heap grew by %d MiB, the count says %d MiB", name, grown>>20, e.bytes>>20)
		} else {
			t.Logf("%s: heap %d MiB, count %d MiB", name, grown>>20, e.bytes>>20)
		}
		runtime.KeepAlive(e)
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
