package digest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
)

// planned are the events that lay in the week, by the brand's clock.
func (in Input) planned() []brand.Event {
	week := in.Heard.week
	var all []brand.Event
	for _, e := range in.Brand.Events {
		if e.From.Before(week.To()) && e.Until.After(week.From()) {
			e.From, e.Until = e.From.In(week.Location), e.Until.In(week.Location)
			all = append(all, e)
		}
	}
	return all
}

// awaited names what was planned: the talk of the week is to be read with it in mind.
func (r Report) awaited() string {
	const shown = 5
	var said []string
	for _, e := range r.Planned[:min(len(r.Planned), shown)] {
		first, last := e.From.Format("Mon 2 Jan"), e.Until.Add(-time.Minute).Format("Mon 2 Jan")
		if first != last {
			first += " – " + last
		}
		said = append(said, fmt.Sprintf("%s (%s, %s times normal)", clean(e.What), first, strconv.FormatFloat(e.Times, 'f', -1, 64)))
	}
	if more := len(r.Planned) - shown; more > 0 {
		said = append(said, fmt.Sprintf("%d more", more))
	}
	return strings.Join(said, ", ")
}
