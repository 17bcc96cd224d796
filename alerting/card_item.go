package alerting

import "strings"

// item says of a signal of one post whose it is, what it speaks of and what it says; "" of
// any other.
func (v view) item() string {
	item := v.Signal.Item
	if item == nil {
		return ""
	}
	said := v.whose() + " writes"
	if len(item.Danger) > 0 {
		said += " of " + listed(first(item.Danger, 3), 3, "and")
	}
	if words := clip(item.Text, quoteRunes); words != "" && len(v.Signal.Loudest) == 0 {
		said += ": " + quoted(words)
	} else if words != "" && !strings.HasPrefix(v.Signal.Loudest[0].Text, strings.TrimRight(item.Text, "…")) {
		said += ": " + quoted(words)
	}
	return said
}

// whose is whose post it is, and why that alone matters.
func (v view) whose() string {
	item := v.Signal.Item
	if item.Watched != "" {
		return clip(item.Watched, 40) + " (on the watch-list)"
	}
	return "One who reaches " + short(item.Reach)
}

func first(list []string, most int) []string { return list[:min(len(list), most)] }
