package embedded

import "container/heap"

// deadlines says which key may expire next. It holds each key once, at a moment
// not later than its deadline; who is told of a key looks what its deadline is now.
type deadlines struct {
	queue   queue
	pending map[string]int64
}

// A moment is when a key may expire, in milliseconds since the epoch.
type moment struct {
	at  int64
	key string
}

// add notes that a key expires at a moment.
func (d *deadlines) add(key string, at int64) {
	if known, ok := d.pending[key]; ok && known <= at {
		return
	}
	d.pending[key] = at
	heap.Push(&d.queue, moment{at, key})
}

// pop answers a key whose moment has come, if there is one, and forgets it.
func (d *deadlines) pop(now int64) (string, bool) {
	for len(d.queue) > 0 && d.queue[0].at <= now {
		m, _ := heap.Pop(&d.queue).(moment)
		if d.pending[m.key] == m.at {
			delete(d.pending, m.key)
			return m.key, true
		}
	}
	return "", false
}

// queue is a heap of moments, earliest first.
type queue []moment

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, k int) bool { return q[i].at < q[k].at }
func (q queue) Swap(i, k int)      { q[i], q[k] = q[k], q[i] }

// Push is for container/heap.
func (q *queue) Push(x any) {
	if m, ok := x.(moment); ok {
		*q = append(*q, m)
	}
}

// Pop is for container/heap.
func (q *queue) Pop() any {
	last := len(*q) - 1
	m := (*q)[last]
	(*q)[last] = moment{}
	*q = (*q)[:last]
	return m
}
