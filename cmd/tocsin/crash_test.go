package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tocsin/alerting/slack/slackfake"
)

// Nothing that was acknowledged is lost when daemon and store are killed in the
// midst of a burst, and in the end every incident has its card, once.
func TestNothingIsLostToKill9(t *testing.T) {
	for _, rung := range []string{"child", "embedded"} {
		t.Run(rung, func(t *testing.T) {
			t.Parallel()
			rounds := 25
			if testing.Short() {
				rounds = 4
			}
			survive(t, newRig(t, rung), rounds)
		})
	}
}

func survive(t *testing.T, r *rig, rounds int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, uint64(len(r.rung))))
	r.feed.publish(3, time.Now().Add(-48*time.Hour))
	r.start()
	r.ready()
	r.await(`"job":"collect feed"`, "3 matched")
	var kept map[string]int
	record, claimed := "", false
	for n := range rounds {
		r.feed.publish(5+rng.IntN(30), time.Now())
		if n > 0 {
			r.start()
		}
		alive := time.NewTimer(time.Duration(rng.IntN(1500)) * time.Millisecond)
		if n == rounds/2 {
			r.eventually("a card to press", func() bool { return len(r.cards("#solvo-listening")) > 0 })
			r.log = newLines(strings.NewReader("")) // so that only this run's address is found
			claimed = r.claim() || claimed
		}
		<-alive.C
		if n%2 == 0 {
			r.killStore()
		}
		r.kill()

		now := r.mentions()
		for id, times := range now {
			if times != 1 {
				t.Fatalf("round %d: %s is kept %d times", n, id, times)
			}
		}
		for id := range kept {
			if now[id] == 0 {
				t.Fatalf("round %d: %s was kept before the kill, and is lost", n, id)
			}
		}
		kept = now
		if strings.Contains(r.run("incidents"), "solvo/1") {
			longer := r.run("incidents", "solvo/1", "--json")
			if !strings.HasPrefix(longer, record) {
				t.Fatalf("round %d: the record was\n%s\nand is\n%s", n, record, longer)
			}
			record = longer
		}
	}
	r.start()
	r.ready()
	r.eventually("every post is kept", func() bool { return len(r.mentions()) == r.feed.published() })
	for _, place := range []string{"#solvo-listening", userOf(0), userOf(1)} {
		r.eventually("a card in "+place, func() bool { return len(r.cards(place)) > 0 })
		r.noRepeats(place)
	}
	if claimed && !strings.Contains(r.run("incidents", "solvo/1", "--json"), `"verb":"claim"`) {
		t.Error("a claim that Slack was told is taken is lost")
	}
	if took := r.stop(); took > 30*time.Second {
		t.Errorf("the daemon took %s to stop, want 30 s at most", took)
	}
	t.Logf("%s: %d kills, %d mentions kept, %d entries in the record", r.rung, rounds, len(kept), strings.Count(record, "\n"))
}

// noRepeats holds a place's first posts against what is allowed: one card an
// incident, and any further copy says that it may be one.
func (r *rig) noRepeats(place string) {
	r.t.Helper()
	seen := map[any]bool{}
	for _, m := range r.cards(place) {
		incident := m.Metadata.EventPayload["incident"]
		if seen[incident] && !strings.Contains(m.Text, "Possible repeat") {
			r.t.Errorf("%s has a second card of %v that does not say so: %s", place, incident, m.Text)
		}
		seen[incident] = true
	}
}

// claim presses the channel's card, and reports whether Slack was told that it is taken.
func (r *rig) claim() bool {
	cards := r.fake.Screen("#solvo-listening")
	answer, err := r.fake.Click(r.t.Context(), slackfake.At(r.address+"/slack/actions"), slackfake.Click{User: userOf(0), Message: cards[0], Verb: "claim"})
	return err == nil && answer.Status == 200
}

// killStore ends the store's own process, if it has one.
func (r *rig) killStore() {
	text, err := os.ReadFile(filepath.Join(r.dir, "data", "redis", "redis.pid"))
	if err != nil {
		return
	}
	if pid, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
}
