package contract

// missed is how many readings an outage lasts: what is posted meanwhile is more than a
// page holds, so that a walk leads through it.
const missed = 40

// outage lets time pass in which posts are published and nobody reads.
func (w *world) outage() {
	for range missed {
		w.publish(w.dice.IntN(w.Most + 1))
		w.set(w.now().Add(w.Every))
	}
}
