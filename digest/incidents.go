package digest

import (
	"cmp"
	"slices"
	"time"

	"tocsin/alerting"
	"tocsin/plan"
	"tocsin/rules"
)

// The steps of an incident's way.
const (
	stepNotice = "first post to alert"
	stepClaim  = "alert to claim"
	stepDecide = "claim to decision"
)

// incidents are those opened in the week, and those carried into it: opened
// before, and live at its start.
func (in Input) incidents() []Incident {
	from, to := in.Heard.week.From(), in.Heard.week.To()
	all := []Incident{}
	for _, i := range in.Incidents {
		carried := i.OpenedAt.Before(from)
		if i.OpenedAt.IsZero() || !i.OpenedAt.Before(to) || carried && !i.State.Live() && i.ClosedAt.Before(from) {
			continue
		}
		told := in.incident(i)
		told.Carried = carried
		all = append(all, told)
	}
	slices.SortFunc(all, func(a, b Incident) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), a.OpenedAt.Compare(b.OpenedAt), cmp.Compare(a.ID.Number, b.ID.Number))
	})
	return all
}

func (in Input) incident(i alerting.Incident) Incident {
	peak := loudestSignal(i)
	told := Incident{
		ID: i.ID, Severity: highest(i), State: i.State, OpenedAt: i.OpenedAt.In(in.Heard.week.Location),
		Voices: peak.Voices, Authors: peak.Carried, WindowSeconds: seconds(peak.Window),
		About:      about(peak),
		Strategies: strategiesOf(i),
		Steps:      in.steps(i),
		Claim:      after(i.OpenedAt, i.ClaimedAt), Decide: after(i.OpenedAt, i.DecidedAt),
		Lead: in.actor(i.Lead), DecidedBy: in.actor(i.DecidedBy), Decision: label(i.Decision),
	}
	if !i.State.Live() {
		told.EndedBy, told.Reason = in.actor(i.ClosedBy), i.Reason
	}
	return told
}

func (in Input) actor(a alerting.Actor) string { return in.name(a.ID, cmp.Or(a.Name, a.ID)) }

// highest is the highest severity the incident had, as far as its record tells.
func highest(i alerting.Incident) rules.Severity {
	most := max(i.Severity, i.Peak.Severity, i.Signal.Severity)
	for _, a := range i.Actions {
		if a.Signal != nil {
			most = max(most, a.Signal.Severity)
		}
	}
	return most
}

// strategiesOf are the strategies that its loudest and its latest signal touch.
func strategiesOf(i alerting.Incident) []string {
	all := []string{}
	for _, s := range slices.Concat(i.Peak.Touches, i.Signal.Touches) {
		if !slices.Contains(all, s.Name) {
			all = append(all, s.Name)
		}
	}
	if len(all) == 0 {
		all = append(all, plan.Unassigned)
	}
	return all
}

// steps are the clock of an incident. One that rings and that nobody has taken is
// still on the step of being claimed.
func (in Input) steps(i alerting.Incident) []Step {
	steps := []Step{}
	add := func(name string, s *int, waiting bool) {
		if s != nil {
			steps = append(steps, Step{name, *s, waiting})
		}
	}
	add(stepNotice, after(first(i).Onset, i.OpenedAt), false)
	add(stepClaim, after(i.OpenedAt, i.ClaimedAt), false)
	if i.ClaimedAt.IsZero() && i.DecidedAt.IsZero() && i.State == alerting.Open && highest(i) >= rules.Issue {
		add(stepClaim, after(i.OpenedAt, in.At), true)
	}
	add(stepDecide, after(i.ClaimedAt, i.DecidedAt), false)
	return steps
}

// first is the signal that opened the incident.
func first(i alerting.Incident) rules.Signal {
	for _, a := range i.Actions {
		if a.Verb == alerting.Heard && a.Signal != nil {
			return *a.Signal
		}
	}
	return loudestSignal(i)
}

// gravest is the first signal of the highest severity: the one that rang. A watch may
// have opened the incident by another rule.
func gravest(i alerting.Incident) rules.Signal {
	most := first(i)
	for _, a := range i.Actions {
		if a.Signal != nil && a.Signal.Severity > most.Severity {
			most = *a.Signal
		}
	}
	return most
}

func loudestSignal(i alerting.Incident) rules.Signal {
	if i.Peak.Size() >= i.Signal.Size() {
		return i.Peak
	}
	return i.Signal
}

// after is the whole seconds between two moments; nil where one is unknown or they are out of order.
func after(from, to time.Time) *int {
	if from.IsZero() || to.IsZero() || to.Before(from) {
		return nil
	}
	s := seconds(to.Sub(from))
	return &s
}

func seconds(d time.Duration) int { return int(d.Round(time.Second) / time.Second) }

// label is a decision in the words people see.
func label(c alerting.Choice) string {
	for _, known := range alerting.Choices() {
		if known.Choice == c {
			return known.Label
		}
	}
	return string(c)
}

// judge fills in how quick people were and how often the alerts were right, for
// the incidents opened in the week.
func (r *Report) judge(in Input) {
	var claims, decisions []int
	var slowest *Slowest
	for _, i := range r.Incidents {
		if i.Carried {
			continue
		}
		if i.Claim != nil {
			claims = append(claims, *i.Claim)
		}
		if i.Decide != nil {
			decisions = append(decisions, *i.Decide)
		}
		for _, s := range i.Steps {
			if slowest == nil || s.Seconds > slowest.Seconds {
				slowest = &Slowest{i.ID, s}
			}
		}
	}
	r.Quickness = Quickness{median(claims), median(decisions), slowest}
	r.precision(in.Incidents)
}

// median is the middle duration; of two in the middle, what lies between them.
func median(all []int) Median {
	n := len(all)
	if n == 0 {
		return Median{}
	}
	slices.Sort(all)
	return Median{(all[(n-1)/2] + all[n/2]) / 2, n}
}

func (r *Report) precision(incidents []alerting.Incident) {
	rulesSeen, reasons := map[string]*Precision{}, map[string]int{}
	r.Rules, r.Dismissed = []Precision{}, []Reason{}
	for _, i := range incidents {
		if !slices.ContainsFunc(r.Incidents, func(told Incident) bool { return told.ID == i.ID && !told.Carried }) {
			continue
		}
		rule := gravest(i).Rule
		if rulesSeen[rule] == nil {
			rulesSeen[rule] = &Precision{Rule: rule}
		}
		for _, p := range []*Precision{&r.Precision, rulesSeen[rule]} {
			p.count(i)
		}
		if i.State == alerting.Dismissed {
			reasons[cmp.Or(i.Reason, "no reason")]++
		}
	}
	for _, p := range rulesSeen {
		p.settle()
		r.Rules = append(r.Rules, *p)
	}
	r.Precision.settle()
	slices.SortFunc(r.Rules, func(a, b Precision) int { return cmp.Compare(a.Rule, b.Rule) })
	for reason, n := range reasons {
		r.Dismissed = append(r.Dismissed, Reason{reason, n})
	}
	slices.SortFunc(r.Dismissed, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
}

// count takes a person's word for what an incident was; the daemon's own closing is no label.
func (p *Precision) count(i alerting.Incident) {
	byPerson := i.ClosedBy.ID != alerting.System && i.ClosedBy.Name != ""
	switch {
	case i.State == alerting.Dismissed:
		p.Labelled++
	case !i.ClaimedAt.IsZero(), i.Decision != "", i.State == alerting.Closed && byPerson:
		p.Labelled++
		p.Real++
	default:
		p.Unlabelled++
	}
}

func (p *Precision) settle() {
	if p.Labelled > 0 {
		percent := (200*p.Real + p.Labelled) / (2 * p.Labelled)
		p.Percent = &percent
	}
}
