package embedded

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// leastSaid is how much a victim promises before it is killed.
const leastSaid = 20

// victimDir, in the environment, makes the test binary a daemon that is killed.
const victimDir = "TOCSIN_TEST_VICTIM_DIR"

// victim writes in a folder and says what was acknowledged, while the journal is
// written anew without a pause, until it is killed.
func victim(dir string) error {
	s, err := Open(context.Background(), Options{Dir: dir, Now: time.Now})
	if err != nil {
		return err
	}
	errs := make(chan error, 2)
	go func() {
		for {
			if err := s.compact(); err != nil {
				errs <- err
			}
		}
	}()
	go func() {
		line, err := net.Dial("unix", s.Socket())
		if err != nil {
			errs <- err
			return
		}
		in := bufio.NewReader(line)
		for n := 0; ; n++ {
			member := fmt.Sprintf("%d-%d", os.Getpid(), n)
			_, err := line.Write(written([]string{"SADD", "kept", member}))
			reply, readErr := readReply(in)
			if err != nil || readErr != nil || reply != "(1)" {
				errs <- fmt.Errorf("%s %w %w", reply, err, readErr)
				return
			}
			fmt.Println(member)
		}
	}()
	return <-errs
}

func TestNothingIsLostByKillingWhileTheJournalIsWrittenAnew(t *testing.T) {
	kills := 25
	if testing.Short() {
		kills = 4
	}
	dir := t.TempDir()
	promised := map[string]bool{}
	for n := range kills {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), victimDir+"="+dir)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		read := bufio.NewReader(out)
		// How long it takes to begin depends on the machine. One in five may not even have begun.
		doom := func() {
			time.AfterFunc(time.Duration(20+rand.IntN(60))*time.Millisecond, func() { cmd.Process.Kill() })
		}
		if n%5 == 4 {
			doom()
		}
		for said := 1; ; said++ {
			line, err := read.ReadString('\n')
			if err != nil {
				break // A half line is no promise.
			}
			promised[strings.TrimSpace(line)] = true
			if said == leastSaid && n%5 != 4 {
				doom()
			}
		}
		cmd.Wait()
	}
	s := serving(t, dir)
	there, _, err := find[set](s.lane.engine, "kept")
	if err != nil {
		t.Fatal(err)
	}
	for member := range promised {
		if _, ok := there[member]; !ok {
			t.Fatalf("%s was acknowledged and is gone, one of %d", member, len(promised))
		}
	}
	if len(promised) < leastSaid*kills/2 {
		t.Errorf("%d kills took %d promises: the test proves little", kills, len(promised))
	}
	t.Logf("%d kills, %d promises kept", kills, len(promised))
}
