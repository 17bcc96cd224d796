package alerting

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"

	"tocsin/brand"
)

func TestATurnstileLetsOneInAtATimeForEachBrand(t *testing.T) {
	var stile turnstile
	in := map[brand.Key]*int{"solvo": new(int), "acme": new(int)}
	var wg sync.WaitGroup
	for range 50 {
		for key, here := range in {
			wg.Go(func() {
				leave, err := stile.enter(t.Context(), key)
				if err != nil {
					t.Error(err)
					return
				}
				defer leave()
				*here++
				runtime.Gosched()
				if *here != 1 {
					t.Errorf("%d are in for %s at once", *here, key)
				}
				*here--
			})
		}
	}
	wg.Wait()
}

func TestATurnstileMakesNobodyWaitForAnotherBrand(t *testing.T) {
	var stile turnstile
	leave, err := stile.enter(t.Context(), "solvo")
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	other, err := stile.enter(t.Context(), "acme")
	if err != nil {
		t.Fatal(err)
	}
	other()
}

func TestWhoGivesUpAtATurnstileLeavesItToTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stile turnstile
		leave, err := stile.enter(t.Context(), "solvo")
		if err != nil {
			t.Fatal(err)
		}
		impatient, giveUp := context.WithCancel(t.Context())
		gone, passed := make(chan error), make(chan error)
		go func() { _, err := stile.enter(impatient, "solvo"); gone <- err }()
		go func() {
			next, err := stile.enter(t.Context(), "solvo")
			if err == nil {
				next()
			}
			passed <- err
		}()
		synctest.Wait()
		giveUp()
		if err := <-gone; err == nil {
			t.Error("who gave up is in")
		}
		select {
		case err := <-passed:
			t.Errorf("two are in at once, %v", err)
		default:
		}
		leave()
		if err := <-passed; err != nil {
			t.Errorf("the next one is not let in: %v", err)
		}
	})
}

func TestATurnstileRemembersNoBrandThatNobodyIsInFor(t *testing.T) {
	var stile turnstile
	given, cancel := context.WithCancel(t.Context())
	cancel()
	for n := range 1000 {
		key := brand.Key(fmt.Sprint("made-up-", n))
		leave, err := stile.enter(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		if late, err := stile.enter(given, key); err == nil {
			late()
			t.Fatal("two are in at once")
		}
		leave()
	}
	if len(stile.gates) > 0 {
		t.Errorf("%d brands are remembered, want none", len(stile.gates))
	}
}
