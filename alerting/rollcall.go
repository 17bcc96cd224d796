package alerting

import (
	"context"
	"sync"

	"tocsin/brand"
	"tocsin/rules"
)

// A rollcall knows which live incidents a desk has not yet held against its
// roster. A roster never changes, and what is heard later rings by it, so once
// for each that was live when the desk began is enough: tending stays as cheap
// as asking what is due. The zero value is ready.
type rollcall struct {
	mu sync.Mutex
	// waiting lists the incidents left; a brand without a list was not asked for.
	waiting map[brand.Key]map[ID]bool
}

// unchecked answers the live incidents of a brand that have not been held
// against the roster.
func (d *Desk) unchecked(ctx context.Context, key brand.Key) ([]ID, error) {
	if left, begun := d.roll.left(key); begun {
		return left, nil
	}
	live, err := d.Ledger.Live(ctx, key)
	if err != nil {
		return nil, err
	}
	d.roll.begin(key, live)
	return live, nil
}

func (r *rollcall) left(key brand.Key) ([]ID, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	waiting, begun := r.waiting[key]
	var left []ID
	for id := range waiting {
		left = append(left, id)
	}
	return left, begun
}

func (r *rollcall) begin(key brand.Key, live []ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.waiting == nil {
		r.waiting = map[brand.Key]map[ID]bool{}
	}
	r.waiting[key] = map[ID]bool{}
	for _, id := range live {
		r.waiting[key][id] = true
	}
}

func (r *rollcall) check(id ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.waiting[id.Brand], id)
}

// passedOver are those who ought to have been rung for what nobody has, and were
// not: they came into the configuration after it rang.
func (d *Desk) passedOver(i Incident) []string {
	switch {
	case i.State != Open || i.Severity < rules.Issue:
		return nil
	case i.Rounds > 0:
		return unrung(i, d.Roster.Neighbours(i.ID.Brand))
	}
	return unrung(i, d.able(i))
}
