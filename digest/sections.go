package digest

import (
	"fmt"
	"strings"

	"tocsin/brand/text"
)

// A section is a heading with lines: what both Text and Markdown write, so that
// neither can tell another figure.
type section struct {
	label string
	lines []line
}

// A line is plain text, with the address it points to, if any.
type line struct{ text, url string }

func (s *section) add(format string, args ...any) {
	s.lines = append(s.lines, line{text: clean(fmt.Sprintf(format, args...))})
}

// title is the report's heading.
func (r Report) title() string {
	_, number, _ := strings.Cut(r.Week, "-W")
	s := clean(r.Name) + " · week " + strings.TrimPrefix(number, "0") + " · " + dates(r.From, r.To)
	if r.SoFar {
		s += " · so far, until " + r.At.Format("Mon 15:04")
	}
	return s
}

func (r Report) sections() []section {
	line := section{label: "In a line"}
	line.add("%s", r.InALine)
	if r.Quiet {
		// Where few spoke, who spoke about what fits into the line.
		line.lines[0].text = clean(strings.TrimSuffix(r.InALine, ".") + r.split() + ".")
		return []section{line, r.dataSection()}
	}
	all := []section{line, r.incidentSection(), r.quickSection(), r.alertSection(), r.heardSection(), r.toneSection(), r.strategySection(), r.loudestSection(), r.unassignedSection(), r.newWordSection(), r.dataSection()}
	some := all[:0]
	for _, s := range all {
		if len(s.lines) > 0 {
			some = append(some, s)
		}
	}
	return some
}

// split tells a quiet week's strategies: "; marketing 3, in no strategy 5".
func (r Report) split() string {
	var parts []string
	for _, s := range r.Strategies {
		if s.Voices > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", s.ID, s.Voices))
		}
	}
	if n := r.Unassigned.Voices; n > 0 {
		parts = append(parts, fmt.Sprintf("in no strategy %d", n))
	}
	if len(parts) == 0 {
		return ""
	}
	return "; " + strings.Join(parts, ", ")
}

func (r Report) incidentSection() section {
	s := section{label: "Incidents"}
	for _, i := range r.Incidents {
		s.add("%s", i.sentence())
	}
	return s
}

func (i Incident) sentence() string {
	parts := []string{fmt.Sprintf("#%d %s", i.ID.Number, i.Severity), strings.Join(i.Strategies, ", "), "opened " + i.OpenedAt.Format("Mon 2 Jan 15:04")}
	if i.Carried {
		parts[2] += ", before this week"
	}
	switch {
	case i.About != "":
		parts = append(parts, i.About)
	case i.WindowSeconds > 0:
		heard := plural(i.Voices, "voice", "voices")
		if i.Authors > 0 {
			heard = plural(i.Authors, "author carries", "authors carry") + " 1 text"
		}
		parts = append(parts, heard+" in "+span(i.WindowSeconds))
	}
	if i.Claim != nil {
		parts = append(parts, "claimed by "+i.Lead+" after "+span(*i.Claim))
	}
	if i.Decision != "" {
		s := "decided by " + i.DecidedBy + ": " + i.Decision
		if i.Decide != nil {
			s += " after " + span(*i.Decide)
		}
		parts = append(parts, s)
	}
	for _, s := range i.Steps {
		if s.Waiting {
			parts = append(parts, "nobody has it for "+span(s.Seconds))
		}
	}
	ended := string(i.State)
	if i.EndedBy != "" {
		ended += " by " + i.EndedBy
	}
	if i.Reason != "" {
		ended += ": " + i.Reason
	}
	return strings.Join(append(parts, ended), " · ")
}

func (r Report) quickSection() section {
	s := section{label: "Quick?"}
	q := r.Quickness
	var parts []string
	if q.Claim.N > 0 {
		parts = append(parts, fmt.Sprintf("claim %s (median of %d)", span(q.Claim.Seconds), q.Claim.N))
	}
	if q.Decide.N > 0 {
		parts = append(parts, fmt.Sprintf("decision %s after the alert (median of %d)", span(q.Decide.Seconds), q.Decide.N))
	}
	if q.Slowest != nil {
		slowest := fmt.Sprintf("slowest step: %s, %s, in #%d", q.Slowest.Name, span(q.Slowest.Seconds), q.Slowest.Incident.Number)
		if q.Slowest.Waiting {
			slowest += ", still waiting"
		}
		parts = append(parts, slowest)
	}
	if len(parts) > 0 {
		s.add("%s", strings.Join(parts, " · "))
	}
	return s
}

func (r Report) alertSection() section {
	s := section{label: "Alerts"}
	if r.Precision.Labelled+r.Precision.Unlabelled == 0 {
		return s
	}
	parts := []string{r.Precision.sentence()}
	for _, p := range r.Rules {
		if len(r.Rules) > 1 {
			parts = append(parts, "rule "+p.Rule+": "+p.sentence())
		}
	}
	s.add("%s", strings.Join(parts, " · "))
	if len(r.Rules) == 1 {
		s.lines[0].text += " · all by rule " + clean(r.Rules[0].Rule)
	}
	var reasons []string
	for _, reason := range r.Dismissed {
		reasons = append(reasons, fmt.Sprintf("%s %d", reason.Reason, reason.Count))
	}
	if len(reasons) > 0 {
		s.add("dismissed: %s", strings.Join(reasons, ", "))
	}
	return s
}

func (p Precision) sentence() string {
	if p.Percent == nil {
		return fmt.Sprintf("none of %d labelled yet", p.Unlabelled)
	}
	s := fmt.Sprintf("%d of %d labelled real (%d%%)", p.Real, p.Labelled, *p.Percent)
	if p.Unlabelled > 0 {
		s += fmt.Sprintf(", %d not labelled", p.Unlabelled)
	}
	return s
}

func (r Report) strategySection() section {
	s := section{label: "Strategies"}
	for _, st := range r.Strategies {
		told := fmt.Sprintf("%s · %s in %s (%s)", st.ID, plural(st.Voices, "voice", "voices"), plural(st.Mentions, "mention", "mentions"), st.against())
		if st.Voices == 0 {
			told = fmt.Sprintf("%s · no voices (%s)", st.ID, st.against())
		}
		if tone := sounds(st.Tone); tone != "" {
			told += " · " + tone
		}
		if st.Why != "" {
			told += " · " + st.Why
		}
		if st.Owner != "" {
			told += " · " + st.Owner
		}
		s.add("%s", told)
	}
	return s
}

func (r Report) loudestSection() section {
	s := section{label: "Loudest"}
	for n, story := range r.Loudest {
		parts := []string{fmt.Sprintf("%d “%s”", n+1, clean(story.Text))}
		if story.Author != "" {
			parts = append(parts, story.Author)
		}
		parts = append(parts, story.Source)
		if story.Reach > 0 {
			parts = append(parts, plural(story.Reach, "follower", "followers"))
		}
		if carried := story.carried(); carried != "" {
			parts = append(parts, carried)
		}
		s.add("%s", strings.Join(append(parts, story.At.Format("Mon 15:04")), " · "))
		s.lines[n].url = address(story.URL)
	}
	return s
}

// carried says how many carry a story: a text that was copied, or the very same words.
func (s Story) carried() string {
	switch {
	case s.Copies < 2:
		return ""
	case s.Sources > 0:
		return fmt.Sprintf("1 story, %s, %s, %s", plural(s.Copies, "carrier", "carriers"),
			plural(s.Authors, "author or site", "authors"), plural(s.Sources, "source", "sources"))
	}
	return plural(s.Copies, "mention", "mentions") + " in the same words by " + plural(s.Authors, "author", "authors")
}

func (r Report) unassignedSection() section {
	s := section{label: "Unassigned"}
	if r.Unassigned.Voices > 0 {
		s.add("heard in no strategy: %s in %s (%s)", plural(r.Unassigned.Voices, "voice", "voices"),
			plural(r.Unassigned.Mentions, "mention", "mentions"), r.Unassigned.against())
	}
	return s
}

// dataSection is one line of a quiet week, and otherwise a line more for every
// source that cannot be trusted.
func (r Report) dataSection() section {
	s := section{label: "Data"}
	when, tells := r.standing()
	configured, fine := 0, 0
	var missed, blind []string
	for _, source := range r.Sources {
		if source.Health == Gone {
			continue
		}
		configured++
		if source.missed() {
			missed = append(missed, fmt.Sprintf("of %s we see %s of %s", source.ID, grouped(source.Seen), grouped(source.Claimed)))
		}
		if source.Health == Fine {
			fine++
			continue
		}
		blind = append(blind, source.sentence())
	}
	parts := []string{fmt.Sprintf("%d of %s fine%s", fine, plural(configured, "source", "sources"), when)}
	switch {
	case configured == 0:
		parts[0] = "no source is configured"
	case !tells:
		parts[0], missed, blind = "how sources stood then is not kept", nil, nil
	}
	parts = append(parts, r.uncounted()...)
	parts = append(parts, missed[:min(len(missed), mostBlind)]...)
	if more := len(missed) - mostBlind; more > 0 {
		parts = append(parts, fmt.Sprintf("of %s more we do not see all", plural(more, "source", "sources")))
	}
	if r.Gaps != "" {
		parts = append(parts, "these figures are too low: "+text.Clip(r.Gaps, longestQuote))
	}
	s.add("%s", strings.Join(parts, " · "))
	for _, one := range blind[:min(len(blind), mostBlind)] {
		s.add("%s", one)
	}
	if more := len(blind) - mostBlind; more > 0 {
		s.add("and %d more; tocsin status tells of all", more)
	}
	return s
}

// mostBlind is how many sources that cannot be trusted are told one by one.
const mostBlind = 8

// missed reports whether more than a fifth of what a source counts was not collected.
func (s Source) missed() bool { return 5*s.Seen < 4*s.Claimed }

func (s Source) sentence() string {
	about := s.ID + " " + string(s.Health)
	if s.Failures > 0 {
		about += " (" + plural(s.Failures, "failure", "failures") + " in a row)"
	}
	if !s.Read.IsZero() {
		about += ", last read " + s.Read.Format("Mon 2 Jan 15:04")
	}
	if s.Fault != "" {
		about += ": " + text.Clip(s.Fault, longestQuote)
	}
	return about
}
