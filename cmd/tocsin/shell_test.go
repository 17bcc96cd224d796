package main

import "testing"

func TestCommandsAreShownAsTheDaemonWasStarted(t *testing.T) {
	for _, tt := range []struct {
		claim string
		flags where
		want  string
	}{
		{"in its own folder", where{}, "tocsin incidents"},
		{"with a file", where{File: "conf/solvo.yaml"}, "tocsin incidents -c conf/solvo.yaml"},
		{"with a data folder too", where{File: "a.yaml", Data: "/srv/tocsin"}, "tocsin incidents -c a.yaml --data /srv/tocsin"},
		{"with names that shells would part", where{Data: "/srv/Ana's data"}, `tocsin incidents --data '/srv/Ana'\''s data'`},
	} {
		if got := tt.flags.shell().Line("incidents"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, got, tt.want)
		}
	}
}
