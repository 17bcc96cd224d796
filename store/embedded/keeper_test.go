package embedded

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestACompactionThatFailsLeavesTheJournalInUse(t *testing.T) {
	dir, d := t.TempDir(), newDisk()
	s := servingAs(t, Options{Dir: dir}, d.create)
	c := dial(t, s)
	c.says("SET x 1")
	d.room.Store(20)
	if err := s.compact(); err == nil {
		t.Error("compact on a full disk works")
	}
	d.room.Store(1 << 20)
	c.says("SET y 1")
	if left, _ := filepath.Glob(filepath.Join(dir, "*.new")); len(left) > 0 {
		t.Errorf("it leaves %v behind", left)
	}
	shut(t, s)
	again := dial(t, serving(t, dir))
	if x, y := again.says("GET x"), again.says("GET y"); x != "1" || y != "1" {
		t.Errorf("after a restart the store holds %s and %s", x, y)
	}
}

// Writing the journal anew keeps it small, and nothing that is written meanwhile is
// missing from it.
func TestCompactionGoesOnBesideChanges(t *testing.T) {
	const writers, each = 4, 300
	dir := t.TempDir()
	s := serving(t, dir)
	var wg sync.WaitGroup
	done := make(chan struct{})
	for w := range writers {
		c := dial(t, s)
		wg.Go(func() {
			for i := range each {
				c.says(fmt.Sprintf("SET w%d-%d %d", w, i%50, i))
				c.says(fmt.Sprintf("RPUSH w%d %d", w, i))
			}
		})
	}
	go func() { wg.Wait(); close(done) }()
	rounds := 0
	for busy := true; busy; rounds++ {
		select {
		case <-done:
			busy = false
		default:
		}
		if err := s.compact(); err != nil {
			t.Fatal(err)
		}
	}
	if rounds < 2 {
		t.Errorf("%d compactions: the test proves nothing", rounds)
	}
	want := state(s.lane.engine)
	shut(t, s)
	again := serving(t, dir)
	if diff := cmp.Diff(want, state(again.lane.engine)); diff != "" || len(want) != writers*(50+1) {
		t.Errorf("after %d compactions and a restart (-before +after):\n%s", rounds, diff)
	}
}

func TestAnOvergrownJournalShrinks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &lane{engine: newEngine(), now: time.Now, limit: 1 << 30}
		var err error
		if l.journal, _, err = openJournal(filepath.Join(t.TempDir(), journalName), createFile, l.apply); err != nil {
			t.Fatal(err)
		}
		s := &Server{lane: l, create: createFile, log: quiet(), stop: make(chan struct{})}
		s.wg.Go(s.keepSmall)
		known := dataCommands()
		big := strings.Repeat("x", 1<<20)
		most := int64(0)
		for range 100 {
			one, err := parse(known, []string{"SET", "x", big})
			if err != nil {
				t.Fatal(err)
			}
			l.mu.Lock()
			if _, err := l.perform([]call{one}, nil); err != nil {
				t.Fatal(err)
			}
			most = max(most, l.journal.size)
			l.mu.Unlock()
			time.Sleep(time.Second)
			synctest.Wait()
		}
		close(s.stop)
		s.wg.Wait()
		if most > compactFrom+4<<20 || most < compactFrom {
			t.Errorf("100 MiB of changes to 1 MiB of data make a journal of %d MiB, want about %d", most>>20, compactFrom>>20)
		}
		if err := l.journal.close(); err != nil {
			t.Error(err)
		}
	})
}
