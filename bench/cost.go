package main

import (
	"encoding"
	"os"
	"reflect"
	"runtime"
	"strings"
	"syscall"
	"time"

	"tocsin/bench/peers"
	"tocsin/rules/surge"
)

// cost measures what a step takes: time, memory that is asked for, and the state that stays.
func cost(_ setting, p printer) error {
	steps := fleet(1, 6, 1)[0].steps
	p.line("%-22s %10s %12s %12s %12s", "", "ns/step", "allocations", "state bytes", "saved bytes")
	volume, anger, all := surge.NewChannel(surge.Volume), surge.NewChannel(surge.Anger), surge.NewDetector()
	for _, c := range []struct {
		name  string
		take  func(step)
		state encoding.BinaryMarshaler
	}{
		{"volume", func(st step) { volume.Observe(st.clock(), st.authors) }, volume},
		{"anger", func(st step) { anger.ObservePart(st.clock(), st.angry, st.authors) }, anger},
		{"all channels", func(st step) { all.Observe(st.clock(), surge.Counts{Voices: st.authors, Angry: st.angry}) }, all},
	} {
		r := measure(steps, c.take)
		saved, err := c.state.MarshalBinary()
		if err != nil {
			return err
		}
		p.line("%-22s %10d %12.3f %12d %12d", c.name, r.nanoseconds, r.allocations, size(c.state), len(saved))
	}
	for _, e := range peers.All() {
		peer := e.New()
		r := measure(steps, func(st step) { peer.Observe(st.all) })
		p.line("%-22s %10d %12.3f %12d %12s", e.Name, r.nanoseconds, r.allocations, size(peer), "-")
	}
	return nil
}

// A price is what a step takes on average.
type price struct {
	nanoseconds int64
	allocations float64
}

// measure has a detector that knows some steps take them over and over. What it is
// charged is the processor's time, not the clock's: others may use the machine.
func measure(steps []step, take func(step)) price {
	for _, st := range steps {
		take(st)
	}
	const n = 500_000
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := spent()
	for i := range n {
		take(steps[i%len(steps)])
	}
	took := spent() - began
	runtime.ReadMemStats(&after)
	return price{int64(took) / n, float64(after.Mallocs-before.Mallocs) / n}
}

// spent is the processor's time that the process has had.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// size is how many bytes a state has itself, without what it points to.
func size(state any) uintptr { return reflect.TypeOf(state).Elem().Size() }

// many measures one round over a great many brands, all their channels: what a daemon
// does every five minutes.
func many(o setting, p printer) error {
	const kinds = 16
	templates := fleet(kinds, 4, 1)
	known := make([]surge.Detector, kinds)
	together(kinds, func(i int) {
		known[i] = *surge.NewDetector()
		for _, st := range templates[i].steps {
			known[i].Observe(st.clock(), surge.Counts{Voices: st.authors, Angry: st.angry})
		}
	})
	all := make([]surge.Detector, o.series)
	for i := range all {
		all[i] = known[i%kinds]
	}
	const rounds = 5
	began := spent()
	for round := range rounds {
		for i := range all {
			st := templates[i%kinds].steps[round]
			all[i].Observe(st.clock(), surge.Counts{Voices: st.authors, Angry: st.angry})
		}
	}
	took := (spent() - began) / rounds
	p.line("%d brands with all channels: %.0f ms of a processor a round, %d ns a brand, %d bytes each, peak memory %s",
		len(all), took.Seconds()*1e3, int(took)/len(all), size(&all[0]), peak())
	return nil
}

// peak is the most memory that the process had, as Linux tells it.
func peak() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	line, _, _ := strings.Cut(after, "\n")
	return strings.TrimSpace(line)
}
