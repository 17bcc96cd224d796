package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A difference is how an incident fires otherwise here than there.
type difference string

// What can be otherwise. An incident may be earlier and of another severity.
const (
	onlyHere      difference = "only here"
	onlyThere     difference = "only there"
	earlierHere   difference = "earlier here"
	laterHere     difference = "later here"
	otherSeverity difference = "other severity"
)

// A contrasted is what fires here, and what fires there for the same; one of them may be missing.
type contrasted struct {
	// What is otherwise; nothing where it fires alike.
	What []difference `json:"what"`
	// Minutes is how much later it fires here, below 0 if earlier.
	Minutes int     `json:"minutes"`
	Here    *firing `json:"here,omitempty"`
	There   *firing `json:"there,omitempty"`
}

// sameWithin is how far apart two incidents of a brand may lie that are about the same.
const sameWithin = 6 * time.Hour

// contrast pairs the incidents of two replays that are about the same, and says how they
// differ, in the order in which they began.
func contrast(here, there []firing) []contrasted {
	var all []contrasted
	paired := make([]bool, len(there))
	for h := range here {
		c := contrasted{Here: &here[h]}
		for t := range there {
			if !paired[t] && here[h].meets(there[t]) {
				paired[t], c.There = true, &there[t]
				break
			}
		}
		all = append(all, c.judged())
	}
	for t := range there {
		if !paired[t] {
			all = append(all, contrasted{There: &there[t]}.judged())
		}
	}
	slices.SortStableFunc(all, func(a, b contrasted) int { return a.began().Compare(b.began()) })
	return all
}

// meets reports whether two incidents are of one brand and about the same time.
func (f firing) meets(g firing) bool {
	return f.Brand == g.Brand && !f.First.After(g.Last.Add(sameWithin)) && !g.First.After(f.Last.Add(sameWithin))
}

// judged says what is otherwise.
func (c contrasted) judged() contrasted {
	c.What = []difference{}
	switch {
	case c.There == nil:
		c.What = append(c.What, onlyHere)
		return c
	case c.Here == nil:
		c.What = append(c.What, onlyThere)
		return c
	}
	c.Minutes = int(c.Here.First.Sub(c.There.First).Minutes())
	switch {
	case c.Minutes < 0:
		c.What = append(c.What, earlierHere)
	case c.Minutes > 0:
		c.What = append(c.What, laterHere)
	}
	if c.Here.Severity != c.There.Severity {
		c.What = append(c.What, otherSeverity)
	}
	return c
}

func (c contrasted) began() time.Time {
	if c.Here == nil {
		return c.There.First
	}
	return c.Here.First
}

// String is what is otherwise, in words.
func (c contrasted) String() string {
	if len(c.What) == 0 {
		return "same"
	}
	said := make([]string, len(c.What))
	for i, what := range c.What {
		said[i] = string(what)
		if what == earlierHere || what == laterHere {
			said[i] = roughly(time.Duration(max(c.Minutes, -c.Minutes))*time.Minute) + " " + said[i]
		}
	}
	return strings.Join(said, ", ")
}

// printContrasts prints how two replays differ; what is the same is only counted.
func printContrasts(out io.Writer, all []contrasted) error {
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "DIFFERENCE\tHERE\tTHERE")
	same := 0
	for _, c := range all {
		if len(c.What) == 0 {
			same++
			continue
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\n", c, c.Here.brief(), c.There.brief())
	}
	if same < len(all) {
		if err := t.Flush(); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "%d of %d incidents fire alike\n", same, len(all))
	return err
}

// brief is a firing in a column, "-" where there is none.
func (f *firing) brief() string {
	if f == nil {
		return "-"
	}
	return fmt.Sprintf("%s %s %s, %d voices", f.Incident, f.when(f.First), f.Severity, f.Rises[len(f.Rises)-1].Voices)
}
