package rules

import (
	"strings"
	"testing"
	"time"
)

func TestAWatchSaysWhatAnIssueWouldHaveNeeded(t *testing.T) {
	loc := newYork(t)
	saturday := time.Date(2026, 11, 21, 23, 0, 0, 0, loc)
	for _, tt := range []struct {
		voices     int
		want, next string
	}{
		{18, "WATCH", "ISSUE needs 25 voices and 5 times normal in the hour: there were 18"},
		{30, "ISSUE", "CRISIS needs 40 voices and 8 times normal in the hour: there were 30"},
		{60, "CRISIS", ""},
	} {
		var h history
		h.crowd("new", tt.voices, saturday.Add(-59*time.Minute), 58*time.Minute)
		s := h.series(loc)
		sig, rings := Burst{}.Evaluate(s, saturday)
		if !rings || !strings.EqualFold(sig.Severity.String(), tt.want) {
			t.Fatalf("%d voices from nothing are %v, want %s", tt.voices, sig.Severity, tt.want)
		}
		if tt.next == "" && sig.Next != "" || !strings.HasPrefix(strings.ToLower(sig.Next), strings.ToLower(tt.next)) {
			t.Errorf("%d voices: it says %q; want %q", tt.voices, sig.Next, tt.next)
		}
	}
}
