package alerting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/plan"
	"tocsin/rules"
)

// A view is an incident through a reader's eyes at a moment.
type view struct {
	Incident
	reader Reader
	clock  clock
}

// look sees an incident as a reader does.
func look(i Incident, r Reader, now time.Time) view {
	return view{Incident: i, reader: r, clock: newClock(r, figuresAt(i, now), now)}
}

// Compose writes the card of an incident for a reader. Every figure in it is the
// latest signal's; it always ends in exactly one next step.
func Compose(i Incident, r Reader, now time.Time) Card {
	v := look(i, r, now)
	lines := []Line{{Label: "WHAT", Text: v.what()}, {Label: "SIZE", Text: v.size()}}
	for _, line := range []Line{{Label: "PLANNED", Text: v.planned()}, {Label: "FLOOD", Text: v.floods()}, {Label: "TONE", Text: v.tone()}, {Label: "TOUCHES", Text: v.touches()}} {
		if line.Text != "" {
			lines = append(lines, line)
		}
	}
	lines = append(lines, Line{Label: "WHO", Text: v.who()})
	lines = append(lines, v.note()...)
	lines = append(lines, v.loudest()...)
	lines = append(lines, Line{Label: "NEXT", Text: v.next()})
	return Card{
		ID: i.ID, Push: v.push(), Title: v.title(), When: v.clock.whose(v.clock.day),
		Lines: lines, Buttons: v.buttons(), Footer: r.Footer,
	}
}

// brandName is what people call the brand.
func (v view) brandName() string {
	return clip(cmp.Or(v.reader.Brand.Name, string(v.ID.Brand)), 40)
}

func (v view) level() string { return strings.ToUpper(v.Severity.String()) }

func (v view) title() string {
	level := v.level()
	if v.Highest > v.Severity {
		level += " (was " + strings.ToUpper(v.Highest.String()) + ")"
	}
	title := fmt.Sprintf("%s · %s · #%d", level, v.brandName(), v.ID.Number)
	if !v.State.Live() {
		title += " · " + string(v.State)
	}
	return title
}

// figuresAt is when the card's figures were true.
func figuresAt(i Incident, now time.Time) time.Time {
	for _, at := range []time.Time{i.Signal.At, i.OpenedAt} {
		if !at.IsZero() {
			return at
		}
	}
	return now
}

// what says what it is about: the text that many carry, or in the posts' own words the tag that came up with
// the rise, or what many say in the same words, whichever more do; else a tag that
// many carry, else the loudest post. A new tag of few is but an aside.
func (v view) what() string {
	for _, said := range []string{v.spread(), v.newWord(), v.item(), v.trend()} {
		if said != "" {
			return said
		}
	}
	return v.talk() + v.said()
}

// said is what it is about in the posts' own words.
func (v view) said() string {
	tag, fresh := v.newTag()
	chorus, many := v.chorus()
	if fresh && !many && v.carries(tag, quarter) {
		return "New tag " + v.tagged(tag)
	}
	aside := ""
	if fresh {
		aside = " (new tag " + v.tagged(tag) + ")"
	}
	if many {
		return fmt.Sprintf("%d of %s say %s", chorus.Voices, voices(v.Signal.Voices), quoted(clip(chorus.Text, quoteRunes))) + aside
	}
	for _, tag := range v.Signal.Tags {
		if v.carries(tag, quarter) && !v.ownName(tag.Name) {
			return "Tag " + v.tagged(tag) + aside
		}
	}
	for _, quote := range v.Signal.Loudest {
		words := clip(quote.Text, quoteRunes)
		if words != "" && quote.Reach > 0 {
			return "Most read: " + quoted(words) + aside
		}
		if words != "" {
			return "Such as " + quoted(words) + aside
		}
	}
	return "Many speak at once; none of the posts can be quoted" + aside + "."
}

// newTag is the tag that came up with the rise, if not of very few.
func (v view) newTag() (rules.Share, bool) {
	for _, t := range v.Signal.Tags {
		if t.New && t.Voices >= 2 && v.carries(t, 10) {
			return t, true
		}
	}
	return rules.Share{}, false
}

// chorus is what so many say in the same words that it says what it is about, unless
// more carry a new tag.
func (v view) chorus() (rules.Flood, bool) {
	tag, _ := v.newTag()
	for _, f := range v.Signal.Floods {
		if f.Kind == rules.SameWords && f.Voices*quarter >= v.Signal.Voices && f.Voices > tag.Voices && clip(f.Text, quoteRunes) != "" {
			return f, true
		}
	}
	return rules.Flood{}, false
}

// quarter is the part of all voices, one in so many, from which a tag, or the same
// words, say what it is about.
const quarter = 4

// carries reports whether at least one voice in so many carries a tag.
func (v view) carries(tag rules.Share, of int) bool {
	return tag.Voices > 0 && tag.Voices*of >= v.Signal.Voices
}

func (v view) tagged(tag rules.Share) string {
	return fmt.Sprintf("#%s: %d of %s", clip(tag.Name, 60), tag.Voices, voices(v.Signal.Voices))
}

// ownName reports whether a tag is but the brand's name.
func (v view) ownName(tag string) bool {
	bare := func(s string) string {
		return strings.ToLower(strings.NewReplacer(" ", "", "-", "", "_", "").Replace(s))
	}
	return bare(tag) == bare(string(v.ID.Brand)) || bare(tag) == bare(v.reader.Brand.Name)
}

// size says how much it is, and how much is normal.
func (v view) size() string {
	heard := v.Signal
	if heard.Trend != nil {
		return fmt.Sprintf("%s (%s) in the day to %s; %s a day more since %s", voices(heard.Voices), posts(heard.Mentions),
			v.clock.week(v.clock.day), decimal(rounded(heard.Trend.Percent, 1))+"%", v.clock.at(heard.Onset))
	}
	said := fmt.Sprintf("%s (%s) in %s; normal for %s is %s", v.counts(), posts(heard.Mentions),
		length(heard.Window), v.clock.week(v.clock.day), normal(heard.Expected))
	if ratio := times(heard); ratio != "" {
		said += " (" + ratio + ")"
	}
	if copies := v.copies(); copies != "" {
		said += ". " + copies
	}
	if !heard.Onset.IsZero() && heard.Since.Mentions > 0 {
		said += fmt.Sprintf(". Since %s: %s (%s)", v.clock.at(heard.Onset), voices(heard.Since.Voices), posts(heard.Since.Mentions))
	}
	said = strings.Join(append([]string{said}, v.course()...), ". ")
	if heard.Late {
		said += fmt.Sprintf(". Told late: the posts of %s were read only afterwards", v.clock.at(heard.At))
	}
	return said
}

// counts is who spoke, or carried the one text that it is about, and how many voices
// these are: whoever only copies is the voice of whom he copies.
func (v view) counts() string {
	if v.Signal.Carried > 0 {
		return count(v.Signal.Carried, "author", "authors") + " of one text, " + voices(v.Signal.Voices) + " in all"
	}
	return voices(v.Signal.Voices) + v.on()
}

// touches lists the strategies that the latest signal touches, with its reasons,
// then those touched earlier: their figures are of another hour.
func (v view) touches() string {
	var parts []string
	seen := map[string]bool{plan.Unassigned: true}
	for _, share := range v.Signal.Touches {
		if seen[share.Name] {
			continue
		}
		seen[share.Name] = true
		why := clip(share.Why, 80)
		if why == "" {
			why = voices(share.Voices)
		}
		parts = append(parts, fmt.Sprintf("%s (%s)", clip(share.Name, 40), why))
	}
	for _, name := range v.Strategies {
		if !seen[name] {
			parts = append(parts, clip(name, 40)+" (earlier)")
		}
	}
	if len(parts) == 0 && len(v.Signal.Touches) > 0 {
		return "no strategy: none of its words occur often"
	}
	if most := 6; len(parts) > most {
		parts = append(parts[:most], fmt.Sprintf("%d more", len(parts)-most))
	}
	return strings.Join(parts, " · ")
}

// loudest shows the evidence: a line a quote, with the way to the post.
func (v view) loudest() []Line {
	var lines []Line
	labels := [...]string{"LOUDEST", "SECOND", "THIRD"}
	for _, quote := range v.Signal.Loudest {
		words := clip(quote.Text, quoteRunes)
		if words == "" || len(lines) == len(labels) {
			continue
		}
		line := Line{Label: labels[len(lines)], Text: quoted(words)}
		if author := clip(quote.Author, 60); author != "" {
			line.Text += " " + author
		}
		if quote.Reach > 0 {
			line.Text += ", reaches " + short(quote.Reach)
		}
		if quote.Voices > 1 {
			line.Text += ", said by " + voices(quote.Voices)
		}
		if quote.Carriers > 1 {
			line.Text += fmt.Sprintf(", 1 story in %s", posts(quote.Carriers))
		}
		line.Links = linkTo(quote.URL)
		lines = append(lines, line)
	}
	return lines
}

// note is the last thing that somebody put on record.
func (v view) note() []Line {
	for _, a := range slices.Backward(v.Actions) {
		if words := clip(a.Text, quoteRunes); a.Verb == Note && words != "" {
			return []Line{{Label: "NOTE", Text: fmt.Sprintf("%s %s: %s", clip(actorName(a.By), 40), v.clock.at(a.At), words)}}
		}
	}
	return nil
}
