package embedded

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAFullDiskRefusesChangesAndLosesNothing(t *testing.T) {
	dir, d := t.TempDir(), newDisk()
	s := servingAs(t, Options{Dir: dir}, d.create)
	c := dial(t, s)
	c.says("SET x 1")
	for room := range int64(60) {
		d.room.Store(room)
		if got := c.says("SET x 2222222222222222222222222222222222222222222222"); !strings.HasPrefix(got, "-MISCONF") || !strings.Contains(got, "no space left") {
			t.Fatalf("with room for %d bytes SET is answered %s; want that there is no space", room, got)
		}
		c.says("MULTI")
		c.says("SET x 3")
		c.says("SADD y a")
		if got := c.says("EXEC"); room < 40 && !strings.HasPrefix(got, "-MISCONF") {
			t.Fatalf("with room for %d bytes EXEC is answered %s", room, got)
		} else if room >= 40 {
			break
		}
		if x, y := c.says("GET x"), c.says("SMEMBERS y"); x != "1" || y != "[]" {
			t.Fatalf("with room for %d bytes the store holds %s and %s: a refused change was made", room, x, y)
		}
		if got := c.says("INFO"); !strings.Contains(got, "aof_last_write_status:err") {
			t.Fatalf("INFO does not tell of the full disk: %s", got)
		}
	}
	d.room.Store(1 << 20)
	s.lookForRoom()
	if got := c.says("SET z 1"); got != "OK" || !strings.Contains(c.says("INFO"), "aof_last_write_status:ok") {
		t.Errorf("with room again SET is answered %s", got)
	}
	want := state(s.lane.engine)
	shut(t, s)
	again := serving(t, dir)
	if diff := cmp.Diff(want, state(again.lane.engine)); diff != "" {
		t.Errorf("after a restart (-before +after):\n%s", diff)
	}
}

// A disk that is full for mentions may have room for a mark: it is full all the same.
func TestASmallChangeThatFitsProvesNoRoom(t *testing.T) {
	dir, d := t.TempDir(), newDisk()
	s := servingAs(t, Options{Dir: dir}, d.create)
	c := dial(t, s)
	long := strings.Repeat("x", 3000)
	d.room.Store(1000)
	if got := c.does("SET", "x", long); !strings.HasPrefix(got, "-MISCONF") {
		t.Fatalf("a long SET is answered %s; want that there is no space", got)
	}
	for _, tt := range []struct {
		why, text string
		room      int64
		want      string
	}{
		{"a small change fitted", "1", 1000, "err"},
		{"it has nearly enough room", "2", 2900, "err"},
		{"it has room for what was refused", "3", 4000, "ok"},
	} {
		d.room.Store(tt.room)
		if got := c.does("SET", "y", tt.text); got != "OK" {
			t.Fatalf("%s: SET is answered %s", tt.why, got)
		}
		d.room.Store(tt.room)
		s.lookForRoom()
		if got := c.says("INFO"); !strings.Contains(got, "aof_last_write_status:"+tt.want) {
			t.Errorf("%s: INFO says %s; want %s", tt.why, got, tt.want)
		}
	}
	want := state(s.lane.engine)
	shut(t, s)
	if diff := cmp.Diff(want, state(serving(t, dir).lane.engine)); diff != "" {
		t.Errorf("after a restart (-before +after):\n%s", diff)
	}
}

// The process may end while it looks for room.
func TestWhatLookingForRoomLeavesIsATornEnd(t *testing.T) {
	dir := t.TempDir()
	s := serving(t, dir)
	dial(t, s).says("SET x 1")
	if err := s.sync(); err != nil {
		t.Fatal(err)
	}
	want := state(s.lane.engine)
	shut(t, s)
	f, err := os.OpenFile(filepath.Join(dir, journalName), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(make([]byte, 5000)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, state(serving(t, dir).lane.engine)); diff != "" {
		t.Errorf("after a restart (-before +after):\n%s", diff)
	}
}

// A journal that cannot be trusted takes nothing until it has been written anew.
func TestABrokenJournalIsWrittenAnew(t *testing.T) {
	for name, spoil := range map[string]func(d *disk, s *Server, c *client){
		"a half-written change cannot be cut off": func(d *disk, _ *Server, c *client) {
			d.room.Store(10)
			d.stuck.Store(true)
			c.says("SET x 2")
		},
		"the disk does not take what was written": func(d *disk, s *Server, _ *client) {
			d.deaf.Store(true)
			if s.sync() == nil {
				t.Error("sync hides that it did not work")
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, d := t.TempDir(), newDisk()
			s := servingAs(t, Options{Dir: dir}, d.create)
			c := dial(t, s)
			c.says("SET x 1")
			spoil(d, s, c)
			d.room.Store(1 << 20)
			if got := c.says("SET x 3"); !strings.HasPrefix(got, "-MISCONF") {
				t.Errorf("SET is answered %s; want that it is refused", got)
			}
			if got := c.says("GET x"); got != "1" {
				t.Errorf("x is %s, want 1", got)
			}
			if !s.overgrown() {
				t.Error("nobody thinks of writing it anew")
			}
			d.deaf.Store(false)
			if err := s.compact(); err != nil {
				t.Fatal(err)
			}
			d.stuck.Store(false)
			if got := c.says("SET y 1"); got != "OK" {
				t.Errorf("written anew, SET is answered %s", got)
			}
			shut(t, s)
			if got := dial(t, serving(t, dir)).says("GET x"); got != "1" {
				t.Errorf("after a restart x is %s, want 1", got)
			}
		})
	}
}

// At most a second of changes is not on the disk yet.
func TestChangesAreOnTheDiskWithinASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDisk()
		l := &lane{engine: newEngine(), now: time.Now, limit: 1 << 30}
		var err error
		if l.journal, _, err = openJournal(filepath.Join(t.TempDir(), journalName), d.create, l.apply); err != nil {
			t.Fatal(err)
		}
		s := &Server{lane: l, create: d.create, log: quiet(), stop: make(chan struct{})}
		s.wg.Go(s.keepDurable)
		before := d.syncs.Load()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if n := d.syncs.Load() - before; n > 0 {
			t.Errorf("where nothing changes the disk is bothered %d times", n)
		}
		one, err := parse(dataCommands(), []string{"SET", "x", "1"})
		if err != nil {
			t.Fatal(err)
		}
		l.mu.Lock()
		_, err = l.perform([]call{one}, nil)
		l.mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if n := d.syncs.Load() - before; n != 1 {
			t.Errorf("a second after a change it was synced %d times, want once", n)
		}
		close(s.stop)
		s.wg.Wait()
		if err := l.journal.close(); err != nil {
			t.Error(err)
		}
	})
}
