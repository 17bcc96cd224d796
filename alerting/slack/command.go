package slack

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
)

// A reply is what answers a slash command: a message only its sender sees.
type reply struct {
	Type string `json:"response_type"`
	Text string `json:"text"`
}

func (d *Door) command(ctx context.Context, w http.ResponseWriter, form form) {
	answer := d.obey(ctx, form.Get("team_id"), form.Get("user_id"), form.Get("text"))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		d.Log.WarnContext(ctx, "command not answered", "error", err)
	}
}

// obey always has something to say: an error's text may hold what is nobody's business.
func (d *Door) obey(ctx context.Context, team, user, text string) reply {
	say := func(words string) reply { return reply{"ephemeral", fit(words, maxSection)} }
	if d.Commander == nil {
		return say("There are no commands here.")
	}
	if team == "" || user == "" {
		return say("Slack does not say who asks, so there is no answer.")
	}
	words, err := d.Commander.Command(ctx, team, user, strings.TrimSpace(text), d.Now())
	if err != nil {
		d.Log.ErrorContext(ctx, "command not answered", "error", err)
		return say("Tocsin cannot answer just now. Try again; if it stays so, its log says why.")
	}
	return say(words)
}
