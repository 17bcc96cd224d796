package collectors_test

import (
	"testing"

	"tocsin/collectors"
)

func TestATextThatWasCutOrBrokenOtherwiseIsNotEdited(t *testing.T) {
	for _, tt := range []struct {
		kept, now string
		unedited  bool
	}{
		{"solvo", "solvo", true},
		{"solvo\n is  fine", "solvo is fine ", true},
		{"solvo goes on…", "solvo goes on and on", true},
		{"solvo goes on …", "solvo goes on and on", true},
		{"solvo", "Solvo", false},
		{"solvo goes on…", "solvo went on and on", false},
		{"…", "anything", false},
		{"solvo goes on", "solvo goes on and on", false},
		{"solvo", "", false},
	} {
		if got := collectors.Unedited(tt.kept, tt.now); got != tt.unedited {
			t.Errorf("%q now %q: %v", tt.kept, tt.now, got)
		}
	}
}
