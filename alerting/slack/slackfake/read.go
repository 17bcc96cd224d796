package slackfake

import (
	"net/url"
	"slices"
	"strconv"
)

// present writes a message as the API does. Metadata is shown to those who ask.
func present(m Message, metadata bool) fields { //nolint:revive // a parameter of the API
	out := fields{"type": "message", "user": "U0BOT", "bot_id": "B0BOT", "app_id": "A0APP", "team": Team, "ts": m.TS, "text": m.Text}
	if m.Blocks != nil {
		out["blocks"] = m.Blocks
	}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
		if m.Broadcast {
			out["subtype"] = "thread_broadcast"
		}
	}
	if metadata && m.Metadata.EventType != "" {
		out["metadata"] = m.Metadata
	}
	return out
}

// read answers a channel's history, newest first, or a thread, oldest first.
func (f *Fake) read(in url.Values, thread bool) (fields, error) { //nolint:revive // two methods of the API that differ in little
	r, err := f.room(in.Get("channel"))
	if err != nil {
		return nil, err
	}
	first := in.Get("ts")
	if thread && r.message(first) == nil {
		return nil, errCode("thread_not_found")
	}
	oldest, latest, inclusive := in.Get("oldest"), in.Get("latest"), truthy(in.Get("inclusive"))
	var found []fields
	for _, m := range r.messages {
		switch {
		case thread && m.TS != first && m.Thread != first:
		case !thread && m.Thread != "" && !m.Broadcast:
		case thread && m.TS == first: // always there
			found = append(found, present(*m, truthy(in.Get("include_all_metadata"))))
		case oldest != "" && before(m.TS, oldest), latest != "" && before(latest, m.TS):
		case !inclusive && (m.TS == oldest || m.TS == latest):
		default:
			found = append(found, present(*m, truthy(in.Get("include_all_metadata"))))
		}
	}
	if !thread {
		slices.Reverse(found)
	}
	shown, next := paged(found, in)
	return fields{"messages": shown, "has_more": next != "", "response_metadata": fields{"next_cursor": next}}, nil
}

// before compares timestamps, which may differ in their number of digits.
func before(a, b string) bool {
	x, _ := strconv.ParseFloat(a, 64) // what is no timestamp is the beginning of time
	y, _ := strconv.ParseFloat(b, 64)
	return x < y
}

func (f *Fake) list(in url.Values) (fields, error) {
	var found []fields
	for _, r := range f.rooms {
		if r.user == "" && (!r.archived || !truthy(in.Get("exclude_archived"))) {
			found = append(found, describe(r))
		}
	}
	shown, next := paged(found, in)
	return fields{"channels": shown, "response_metadata": fields{"next_cursor": next}}, nil
}

// paged answers one page and the cursor of the next.
func paged(all []fields, in url.Values) ([]fields, string) {
	limit, err := strconv.Atoi(in.Get("limit"))
	if err != nil || limit < 1 {
		limit = 100
	}
	start, err := strconv.Atoi(in.Get("cursor"))
	if err != nil || start < 0 || start > len(all) {
		start = 0
	}
	end := min(start+limit, len(all))
	if end == len(all) {
		return append([]fields{}, all[start:end]...), ""
	}
	return append([]fields{}, all[start:end]...), strconv.Itoa(end)
}
