package store

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
)

// victimDir, in the environment, makes the test binary a daemon that is killed.
const victimDir = "TOCSIN_TEST_VICTIM_DIR"

// victim keeps mentions and records actions in a folder, and says of each that was
// acknowledged which it was, until it is killed.
func victim(dir string) error {
	ctx := context.Background()
	s, err := Open(ctx, Options{Dir: dir, Rung: os.Getenv("TOCSIN_TEST_VICTIM_RUNG")})
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	errs := make(chan error, 2)
	// A measured pace: what was kept is read again and again.
	beat := time.NewTicker(time.Millisecond).C
	wg.Go(func() { errs <- keepForEver(ctx, s, beat) })
	wg.Go(func() { errs <- recordForEver(ctx, s, beat) })
	return <-errs
}

func keepForEver(ctx context.Context, s *Store, beat <-chan time.Time) error {
	for n := 0; ; n++ {
		<-beat
		var page []brand.Mention
		var told strings.Builder
		for i := range 1 + n%4 {
			m := said(fmt.Sprintf("m-%d-%d-%d", os.Getpid(), n, i), morning)
			page = append(page, m)
			fmt.Fprintf(&told, "mention %s\n", m.ID)
		}
		fresh, err := s.Keep(ctx, "solvo", page)
		if err != nil {
			return err
		}
		if len(fresh) != len(page) {
			return fmt.Errorf("%d of %d mentions are fresh", len(fresh), len(page))
		}
		if _, err := os.Stdout.WriteString(told.String()); err != nil {
			return err
		}
	}
}

func recordForEver(ctx context.Context, s *Store, beat <-chan time.Time) error {
	last, err := s.Last(ctx, "solvo")
	if err != nil {
		return err
	}
	id, have := incident(last+1), 0
	for n := 0; ; n++ {
		<-beat
		step := alerting.Step{ID: id, Have: have, Live: true, Due: morning, Orders: []alerting.Order{order(channel, n, 1, morning)}}
		for i := range 1 + n%2 {
			step.Actions = append(step.Actions, action(fmt.Sprintf("a-%d-%d-%d", os.Getpid(), n, i), alerting.Heard, morning))
		}
		if err := s.Record(ctx, step); err != nil {
			return err
		}
		have += len(step.Actions)
		var told strings.Builder
		for _, a := range step.Actions {
			fmt.Fprintf(&told, "action %d %s\n", id.Number, a.Key)
		}
		if _, err := os.Stdout.WriteString(told.String()); err != nil {
			return err
		}
	}
}

// TestNothingAcknowledgedIsLostByKilling kills daemons with signal 9 at moments
// that nobody chose, the private redis-server with them, and looks after each
// restart for all that any of them was told is saved.
func TestNothingAcknowledgedIsLostByKilling(t *testing.T) {
	kills := 30
	if testing.Short() {
		kills = 4
	}
	for _, rung := range []string{RungEmbedded, RungChild} {
		t.Run(rung, func(t *testing.T) {
			t.Parallel()
			needServer(t, rung)
			dir := t.TempDir()
			promised := map[string]bool{}
			for n := range kills {
				for _, line := range live(t, dir, rung, promised, n%5 == 4) {
					promised[line] = true
				}
			}
			s, err := Open(t.Context(), Options{Dir: dir, Rung: rung})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			missing(t, s, promised)
			if len(promised) < leastSaid*kills/2 {
				t.Errorf("%d kills of daemons that had promised %d things: the test proves little", kills, len(promised))
			}
			t.Logf("%d kills, %d acknowledged mentions and actions, none lost", kills, len(promised))
		})
	}
}

// leastSaid is how much a daemon promises at least before it is killed, unless it is
// killed in the cradle. What counts is what it has to lose, not how long it lived: on
// some disks a sync takes a thousand times what it takes on others.
const leastSaid = 20

// live starts a victim, looks whether all that was promised before is there, kills
// it, and answers what it was told is saved.
func live(t *testing.T, dir, rung string, promised map[string]bool, cradle bool) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimDir+"="+dir, "TOCSIN_TEST_VICTIM_RUNG="+rung)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := make(chan string, 1<<20)
	go func() {
		defer close(lines)
		for read := bufio.NewReader(out); ; {
			line, err := read.ReadString('\n')
			if err != nil {
				return // A half line is no promise.
			}
			lines <- strings.TrimSpace(line)
		}
	}()
	var said []string
	if cradle { // It may not even have begun.
		time.Sleep(time.Duration(rand.IntN(80)) * time.Millisecond)
	} else if first, alive := <-lines; alive {
		said = append(said, first)
		s, err := Attach(t.Context(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		missing(t, s, promised)
		s.Close()
		for range leastSaid + rand.IntN(2*leastSaid) {
			line, alive := <-lines
			if !alive {
				break
			}
			said = append(said, line)
		}
		time.Sleep(time.Duration(rand.IntN(60_000)) * time.Microsecond)
	} else {
		cmd.Wait()
		t.Fatalf("the daemon does not start again: %s", complaint.String())
	}
	kill(t, cmd.Process.Pid, dir, rung)
	for line := range lines {
		said = append(said, line)
	}
	cmd.Wait()
	if complaint.Len() > 0 && rung == RungEmbedded {
		t.Errorf("the daemon complained before it was killed: %s", complaint.String())
	}
	return said
}

// kill kills a daemon, and its redis-server before, after, or not at all.
func kill(t *testing.T, pid int, dir, rung string) {
	t.Helper()
	victims := []int{pid}
	if rung == RungChild {
		if text, err := os.ReadFile(filepath.Join(dir, "redis", "redis.pid")); err == nil {
			if server, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil {
				victims = append(victims, server)
			}
		}
		switch rand.IntN(5) {
		case 0, 1:
			slices.Reverse(victims)
		case 2:
			victims = victims[:1]
		}
	}
	for _, victim := range victims {
		// The server may be gone already: the kernel ends it with the daemon.
		if err := syscall.Kill(victim, syscall.SIGKILL); err != nil && victim == pid {
			t.Fatal(err)
		}
	}
}

// missing looks for everything that was promised.
func missing(t *testing.T, s *Store, promised map[string]bool) {
	t.Helper()
	there := map[string]bool{}
	for _, m := range logBy(t, s, "solvo", 5000) {
		there["mention "+string(m.ID)] = true
	}
	last, err := s.Last(t.Context(), "solvo")
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= last; n++ {
		for _, a := range actionsOf(t, s, incident(n)) {
			there[fmt.Sprintf("action %d %s", n, a.Key)] = true
		}
	}
	lost := slices.DeleteFunc(slices.Sorted(maps.Keys(promised)), func(what string) bool { return there[what] })
	if len(lost) > 0 {
		t.Fatalf("%d of %d acknowledged things are lost, such as %s", len(lost), len(promised), lost[0])
	}
}
