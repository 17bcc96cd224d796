package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A brand that is only named is listened for without a file, and without Slack its
// cards go to the terminal. Other commands know it, while the daemon runs and after.
func TestABrandOnTheCommandLine(t *testing.T) {
	t.Parallel()
	r := namedRig(t)
	if err := os.Remove(r.path()); err != nil {
		t.Fatal(err)
	}
	r.listenTo("Solvo")
	if page := r.fetch("/readyz"); !strings.Contains(page, "store: ok") {
		t.Errorf("/readyz says %q", page)
	}
	for _, stop := range []func(){func() {}, func() { r.stop() }} {
		stop()
		status := r.run("status")
		for _, want := range []string{"brand solvo", "source 127.0.0.1-", "Solvo was only named (run --brand)"} {
			if !strings.Contains(status, want) {
				t.Errorf("status lacks %q:\n%s", want, status)
			}
		}
		if n := strings.Count(r.run("mentions", "--brand", "Solvo", "--since", "4d"), "\n"); n != 3 {
			t.Errorf("%d mentions are printed, want 3", n)
		}
	}
}

// Beside a configuration a brand that is only named has a folder of its own.
func TestABrandThatIsNamedSharesNothingWithTheFileBesideIt(t *testing.T) {
	t.Parallel()
	r := namedRig(t)
	r.listenTo("Calmio & Co")
	r.await("configuration", "tocsin.yaml is left aside", "tocsin-data-calmio-co")
	r.stop()
	if _, err := os.Stat(filepath.Join(r.dir, "data")); err == nil {
		t.Error("the folder of the configuration is used")
	}
	if said := r.run("status", "--data", "tocsin-data-calmio-co"); !strings.Contains(said, "brand calmio-co") || strings.Contains(said, "brand solvo") {
		t.Errorf("of that folder status says\n%s", said)
	}
	r.begin("run", "--log-format", "json", "--data", "tocsin-data-calmio-co", "--config", "tocsin.yaml")
	r.ready()
	r.stop()
	if said := r.run("status", "--data", "tocsin-data-calmio-co"); !strings.Contains(said, "brand solvo") || strings.Contains(said, "configuration") {
		t.Errorf("once a configuration uses the folder, status says\n%s", said)
	}
}

// namedRig is a rig without Slack whose feed has three posts.
func namedRig(t *testing.T) *rig {
	t.Helper()
	r := newRig(t, "embedded")
	r.env = []string{"SLACK_BOT_TOKEN=", "SLACK_SIGNING_SECRET="}
	r.feed.publish(3, time.Now().Add(-48*time.Hour))
	return r
}

// listenTo starts a daemon for a brand that is only named, and waits until it has heard.
func (r *rig) listenTo(name string) {
	r.t.Helper()
	feeds := httptest.NewServer(r.feed)
	r.t.Cleanup(feeds.Close)
	r.begin("run", "--brand", name, "--feed", feeds.URL, "--listen", "127.0.0.1:0", "--log-format", "json")
	r.ready()
	r.await(`"job":"collect`, "3 ")
}

func TestAFolderThatDoesNotSayWhatIsListenedFor(t *testing.T) {
	for said, want := range map[string]string{
		`{"brand":`:       "it ends too early",
		`<html>`:          "it is no JSON from byte 1 on",
		`{"brand":["x"]}`: `its "brand" is a list, and something else is wanted`,
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, namedFile)
		if err := os.WriteFile(path, []byte(said), 0o600); err != nil {
			t.Fatal(err)
		}
		want = path + " does not say what is listened for: " + want + "; name a configuration with --config"
		if _, err := readNamed(folder); err == nil || err.Error() != want {
			t.Errorf("of %s it says %v, want %s", said, err, want)
		}
	}
}
