package alerting

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tocsin/rules"
)

// pushRunes is what a lock screen shows.
const pushRunes = 120

// push is the line that alone says what, how big, who has it, may I act. The
// longest form that fits is taken.
func (v view) push() string {
	return v.fitted(v.level() + " " + clip(v.brandName(), 24))
}

// fitted joins a head and what it must say. How it sounds is told only where nothing
// else has to give way to it.
func (v view) fitted(head string) string {
	heard := v.heard()
	line := fit(head, heard, v.holder(), v.mandate())
	sounds := v.sounds()
	if sounds == "" || utf8.RuneCountInString(line+sounds) > pushRunes {
		return line
	}
	for i := range heard {
		heard[i] += sounds
	}
	return fit(head, heard, v.holder(), v.mandate())
}

// fit joins parts, each given from its fullest form to its shortest. Where they
// are too long together, the last gives way first.
func fit(head string, parts ...[]string) string {
	at := make([]int, len(parts))
	for {
		var line strings.Builder
		line.WriteString(head)
		for i, forms := range parts {
			if at[i] < len(forms) && forms[at[i]] != "" {
				line.WriteString(" · " + forms[at[i]])
			}
		}
		if utf8.RuneCountInString(line.String()) <= pushRunes {
			return line.String()
		}
		last := len(parts) - 1
		for last >= 0 && at[last] >= len(parts[last])-1 {
			last--
		}
		if last < 0 {
			return clip(line.String(), pushRunes)
		}
		at[last]++
	}
}

// heard says how big it is: "212 voices/h, 14x normal".
func (v view) heard() []string {
	if v.Signal.Carried > 0 {
		brief := carrying(v.Signal)
		return []string{brief + ", " + voices(v.Signal.Voices) + " in all", brief}
	}
	if v.Signal.Trend != nil {
		return []string{v.grown()}
	}
	if item := v.Signal.Item; item != nil {
		brief := v.whose() + " writes"
		if len(item.Danger) > 0 {
			return []string{brief + " of " + listed(first(item.Danger, 2), 2, "and"), brief}
		}
		return []string{brief}
	}
	if word := v.Signal.Word; word != nil {
		brief := fmt.Sprintf("new %s: %d of %s", clip(word.Name, 30), word.Voices, voices(v.Signal.Voices)+per(v.Signal))
		return []string{brief, fmt.Sprintf("new %s: %s", clip(word.Name, 30), voices(word.Voices))}
	}
	brief := voices(v.Signal.Voices) + per(v.Signal) + v.on()
	full := brief
	if ratio := times(v.Signal); ratio != "" {
		full += ", " + ratio
	} else {
		full += ", normally none"
	}
	if v.Signal.Late {
		full += ", told late"
	}
	if awaited := v.awaited(); awaited != "" {
		return []string{full + awaited, full, brief}
	}
	return []string{full, brief}
}

func per(s rules.Signal) string {
	if length(s.Window) == "1 h" {
		return "/h"
	}
	return "/" + length(s.Window)
}

// holder says who has it.
func (v view) holder() []string {
	name := func(a Actor) string { return clip(actorName(a), 24) }
	switch v.State {
	case Open:
		return []string{"nobody has it yet"}
	case Claimed:
		return []string{name(v.Lead) + " has it since " + v.clock.alone(v.ClaimedAt), name(v.Lead) + " has it"}
	case Decided, Watching:
		return []string{name(v.DecidedBy) + " decided: " + v.choice(), name(v.DecidedBy) + " decided"}
	case Closed:
		return []string{"closed by " + name(v.ClosedBy) + reasoned(v.Reason), "closed by " + name(v.ClosedBy)}
	case Dismissed:
		return []string{"dismissed by " + name(v.ClosedBy) + reasoned(v.Reason), "dismissed by " + name(v.ClosedBy)}
	}
	return nil
}

// mandate says whether the reader may act.
func (v view) mandate() []string {
	able := len(v.reader.Able)
	switch {
	case !v.State.Live():
		return nil
	case v.reader.May:
		return []string{"you may decide"}
	case able == 0:
		return []string{"nobody may decide"}
	case v.reader.Person != "":
		return []string{"you may follow"}
	}
	return []string{listed(v.reader.Able, 3, "or") + " may decide", fmt.Sprintf("%d may decide", able)}
}

func reasoned(reason string) string {
	if reason = clip(reason, 40); reason == "" {
		return ""
	}
	return ": " + reason
}

// actorName is what a card calls somebody.
func actorName(a Actor) string {
	if a.ID == System {
		return "Tocsin"
	}
	if name := strings.TrimSpace(a.Name); name != "" {
		return name
	}
	return a.ID
}

// choice is the decision in the words people chose it by.
func (v view) choice() string {
	if label, known := labelled(v.Decision); known {
		return label
	}
	return clip(string(v.Decision), 40)
}
