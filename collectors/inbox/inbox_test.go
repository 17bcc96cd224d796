package inbox_test

import (
	"strings"
	"testing"

	"tocsin/collectors"
	"tocsin/collectors/inbox"
)

func TestAnInboxNeedsASecretThatCannotBeGuessed(t *testing.T) {
	for _, tt := range []struct{ claim, secret, token, want string }{
		{"a secret", secret, "", ""},
		{"a token", "", token, ""},
		{"both", secret, token, ""},
		{"neither", "", "", "set TOCSIN_INBOX_SECRET, or TOCSIN_INBOX_TOKEN"},
		{"a short secret", "hunter2", "", "what TOCSIN_INBOX_SECRET holds is short enough to be guessed"},
		{"a short token", secret, "hunter2", "what TOCSIN_INBOX_TOKEN holds is short enough to be guessed"},
	} {
		_, err := inbox.Type().Open(spec("crm"), collectors.Means{Env: func(name string) string {
			return map[string]string{"TOCSIN_INBOX_SECRET": tt.secret, "TOCSIN_INBOX_TOKEN": tt.token}[name]
		}})
		if (err == nil) != (tt.want == "") || err != nil && (!strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "crm") || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("%s: %v; want %q", tt.claim, err, tt.want)
		}
	}
}

// A token is shown to whoever stands in the middle; what it tells must not forge signatures.
func TestATokenIsNoSigningSecret(t *testing.T) {
	s := spec("crm")
	if err := inbox.Type().Judge(s); err != nil {
		t.Errorf("by default: %v", err)
	}
	s.Settings["token_env"] = s.Settings["secret_env"]
	if err := inbox.Type().Judge(s); err == nil || !strings.Contains(err.Error(), "name two variables") {
		t.Errorf("one variable for both: %v", err)
	}
}

func TestThereIsNothingToAsk(t *testing.T) {
	page, err := open(t, "crm", secret, "").Collect(t.Context(), "", noon)
	if err != nil || !page.Unchanged || len(page.Posts) > 0 || page.More {
		t.Errorf("%+v, %v", page, err)
	}
}
