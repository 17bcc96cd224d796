package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tocsin/alerting/slack/slackfake"
	"tocsin/brand"
	"tocsin/config"
	"tocsin/store"
)

// A clinic is an installation that the doctor looks at. Its daemon runs, as far as its
// store says.
type clinic struct {
	t    *testing.T
	dir  string
	file string
	env  map[string]string
	fake *slackfake.Fake
	feed *httptest.Server
	now  time.Time
}

func newClinic(t *testing.T) *clinic {
	t.Helper()
	c := &clinic{t: t, dir: t.TempDir(), now: time.Now()}
	c.fake = slackfake.New(slackfake.Options{
		Now: time.Now, SigningSecret: signingSecret, Token: botToken, Channels: []string{"solvo-listening"},
		Users: map[string]slackfake.User{"U01ANA": {Name: "Ana"}, "U02BEN": {Name: "Ben"}},
	})
	if _, err := c.fake.Listen(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.fake.Close() })
	c.feed = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>f</title><item><guid>1</guid><title>solvo</title></item></channel></rss>`)
	}))
	t.Cleanup(c.feed.Close)
	c.env = map[string]string{
		"TOCSIN_STORE": "embedded", "SLACK_BOT_TOKEN": botToken, "SLACK_SIGNING_SECRET": signingSecret, "TOCSIN_SLACK_API": c.fake.URL(), "PAGER": "https://pager.example/x",
	}
	c.file = `brand: Solvo
match: [solvo]
data_dir: ` + filepath.Join(c.dir, "data") + `
sources: [{id: forum, kind: feed, url: "` + c.feed.URL + `", allow_private: true}]
slack: {channel: "#solvo-listening"}
defaults: {fallback: {webhook_env: PAGER}}
people:
  - {name: Ana, slack: U01ANA, can: [crisis]}
  - {name: Ben, slack: U02BEN, can: [crisis]}
`
	s, err := store.Open(t.Context(), store.Options{Dir: filepath.Join(c.dir, "data"), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetRan(t.Context(), alive, c.now); err != nil {
		t.Fatal(err)
	}
	if err := s.SetRan(t.Context(), installed, c.now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // as a daemon that runs holds it
	return c
}

// look has the doctor look, and answers what it says and the exit code.
func (c *clinic) look(how ...string) (string, int) {
	c.t.Helper()
	path := filepath.Join(c.dir, "tocsin.yaml")
	if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
		c.t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := execute(&world{
		ctx: c.t.Context(), args: append([]string{"doctor", "-c", path}, how...), stdout: &out, stderr: &errs,
		env: func(name string) string { return c.env[name] }, now: func() time.Time { return c.now },
	})
	return out.String() + errs.String(), code
}

func TestAHealthyInstallationIsFoundWell(t *testing.T) {
	said, code := newClinic(t).look()
	if code != 0 || strings.Contains(said, "FAULT") || strings.Count(said, "\n") < 12 {
		t.Errorf("exit %d and\n%s", code, said)
	}
	for _, want := range []string{"ok     store: embedded", "ok     slack #solvo-listening\n", "ok     slack person Ana\n", "ok     source forum: answers with 1 post\n", "ok     digest of Solvo: due Mon 08:00", ", none owed\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("it lacks %q:\n%s", want, said)
		}
	}
}

func TestEachFaultIsOneLineWithItsRemedy(t *testing.T) {
	for name, tt := range map[string]struct {
		breakIt func(*clinic)
		want    string
	}{
		"a file with a fault": {func(c *clinic) { c.file += "colour: red\n" }, "FAULT  configuration: "},
		"a dead source":       {func(c *clinic) { c.feed.Close() }, "connection refused: see whether the service is up, and at this port"},
		"a source without its secret": {func(c *clinic) {
			c.file = strings.Replace(c.file, "[{id: forum", "[{id: tg, kind: telegram}, {id: forum", 1)
		}, "FAULT  source tg: TELEGRAM_BOT_TOKEN is not set: set it to what @BotFather gave"},
		"a token that is void": {func(c *clinic) { c.env["SLACK_BOT_TOKEN"] = "xoxb-other" }, "FAULT  slack: slack tells who the app is: "},
		"no token":             {func(c *clinic) { c.env["SLACK_BOT_TOKEN"] = "" }, "FAULT  slack: channels are configured and SLACK_BOT_TOKEN is not set: set it"},
		"no way back":          {func(c *clinic) { c.env["SLACK_SIGNING_SECRET"] = "" }, "FAULT  slack: slack: nobody could answer a card: set SLACK_APP_TOKEN"},
		"a person who left":    {func(c *clinic) { c.file = strings.Replace(c.file, "U02BEN", "U03CEM", 1) }, "FAULT  slack person Ben: "},
		"nobody else may decide": {func(c *clinic) {
			c.file = strings.Replace(c.file, "slack: U02BEN, can: [crisis]", "slack: U02BEN, can: [marketing]", 1)
		}, "may decide a crisis"},
		"a webhook unset":       {func(c *clinic) { c.env["PAGER"] = "" }, "FAULT  second way out: the variable PAGER is not set: set it"},
		"no daemon":             {func(c *clinic) { c.now = c.now.Add(20 * time.Minute) }, "FAULT  daemon: it does not run, and was last seen 20 min ago: nobody listens; start it with tocsin run"},
		"a clock that is off":   {func(c *clinic) { c.now = c.now.Add(20 * time.Minute) }, " min from that of the store's machine: set both by NTP"},
		"a digest that is owed": {func(c *clinic) { c.now = c.now.AddDate(0, 0, 15) }, "FAULT  digest of Solvo: that of week "},
		"a channel archived":    {func(c *clinic) { c.fake.Archive("#solvo-listening") }, "FAULT  slack #solvo-listening: "},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClinic(t)
			tt.breakIt(c)
			said, code := c.look()
			if code != 1 || !strings.Contains(said, tt.want) {
				t.Errorf("exit %d, want 1 and %q:\n%s", code, tt.want, said)
			}
			for secret := range map[string]bool{botToken: true, signingSecret: true} {
				if strings.Contains(said, secret) {
					t.Errorf("it shows a secret:\n%s", said)
				}
			}
		})
	}
}

// What a daemon refuses to start with is a fault also where nobody is asked.
func TestOfflineTooItIsAFaultThatNobodyCouldAnswerACard(t *testing.T) {
	c := newClinic(t)
	if said, code := c.look("--offline"); code != 0 {
		t.Errorf("a healthy installation: exit %d and\n%s", code, said)
	}
	c.env["SLACK_SIGNING_SECRET"] = ""
	if said, code := c.look("--offline"); code != 1 || !strings.Contains(said, "FAULT  slack: slack: nobody could answer a card: set SLACK_APP_TOKEN") {
		t.Errorf("exit %d and\n%s", code, said)
	}
}

func TestWhatWasNotRunYetIsNoFault(t *testing.T) {
	c := newClinic(t)
	c.file = strings.Replace(c.file, "/data\n", "/elsewhere\n", 1)
	said, code := c.look()
	if code != 0 || !strings.Contains(said, "note   store: not run yet: there is no data folder ") || !strings.Contains(said, "start the daemon first with tocsin run") {
		t.Errorf("exit %d and\n%s", code, said)
	}
}

// Nobody knows whether a digest is owed where the store cannot be looked into.
func TestOfADigestNothingIsSaidToBeWellWithoutTheStore(t *testing.T) {
	for name, breakIt := range map[string]func(*clinic){
		"no data folder":     func(c *clinic) { c.file = strings.Replace(c.file, "/data\n", "/elsewhere\n", 1) },
		"a folder of others": func(c *clinic) { c.file = strings.Replace(c.file, "/data\n", "/\n", 1) },
		"a store that fails": func(c *clinic) { c.env["TOCSIN_STORE"], c.env["REDIS_URL"] = "redis", "redis://127.0.0.1:1" },
	} {
		c := newClinic(t)
		breakIt(c)
		said, _ := c.look()
		if strings.Contains(said, "ok     digest") || !strings.Contains(said, "note   digest of Solvo: due Mon 08:00") {
			t.Errorf("%s:\n%s", name, said)
		}
	}
}

// A daemon that was killed said a moment before that it runs.
func TestAfterKill9TheDoctorSaysThatNobodyListens(t *testing.T) {
	for _, rung := range []string{store.RungChild, store.RungEmbedded} {
		t.Run(rung, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, rung)
			r.writeMark(time.Now())
			r.start()
			r.ready()
			r.kill()
			said, err := r.command(t.Context(), "doctor", "--offline").CombinedOutput()
			if err == nil || !strings.Contains(string(said), "FAULT  daemon: it does not run, and was last seen ") {
				t.Errorf("%v and\n%s", err, said)
			}
			for line := range strings.Lines(string(said)) {
				if !strings.HasPrefix(line, "ok  ") && !strings.HasPrefix(line, "note") && !strings.HasPrefix(line, "FAULT") {
					t.Errorf("a line that is no finding: %q", line)
				}
			}
			if status := r.run("status"); !strings.Contains(status, "NOT RUNNING, last seen ") {
				t.Errorf("status says\n%s", status)
			}
		})
	}
}

func TestWhatIsMissingLooksNeitherWellNorBroken(t *testing.T) {
	c := newClinic(t)
	c.file = strings.Replace(c.file, "defaults: {fallback: {webhook_env: PAGER}}\n", "", 1)
	if said, code := c.look(); code != 0 || !strings.Contains(said, "note   second way out: none: if Slack is shut, nobody is rung; set defaults.fallback\n") {
		t.Errorf("exit %d and\n%s", code, said)
	}
}

func TestWhatIsWrongWithTheFileIsALineEach(t *testing.T) {
	c := newClinic(t)
	c.file += "colour: red\nsize: 7\n"
	said, code := c.look()
	if code != 1 || strings.Count(said, "FAULT  configuration: ") != 2 || strings.Count(said, "note   configuration: ") != 1 || strings.Count(said, "\n") != 3 {
		t.Errorf("exit %d and\n%s", code, said)
	}
}

func TestAFeedWithoutAHubIsNoted(t *testing.T) {
	c := newClinic(t)
	c.file = strings.Replace(c.file, "kind: feed,", `kind: websub, callback: "https://tocsin.example",`, 1)
	if said, code := c.look(); code != 0 || !strings.Contains(said, "note   source forum: answers with 1 post; the feed names no hub") {
		t.Errorf("exit %d and\n%s", code, said)
	}
}

func TestSecretsOfTheDoctorsShellAreSaidToBeOfIt(t *testing.T) {
	c := newClinic(t)
	c.env["PAGER"] = ""
	if said, _ := c.look(); !strings.Contains(said, "FAULT  second way out: the variable PAGER is not set: set it to the webhook's address; this is of the shell that the doctor runs in") {
		t.Errorf("while the daemon runs:\n%s", said)
	}
	c.now = c.now.Add(20 * time.Minute) // it stopped
	if said, _ := c.look(); strings.Contains(said, "this is of the shell") {
		t.Errorf("while none runs:\n%s", said)
	}
}

// Who listens by a name alone has nobody to ring yet, which is no fault of the installation.
func TestNobodyIsNeededWhereCardsAreShownOnTheTerminal(t *testing.T) {
	var out bytes.Buffer
	d := &doctor{out: &out, config: &config.Config{Brands: []brand.Brand{{Key: "solvo", Name: "Solvo"}}, MinAuthorities: 2}}
	d.authority()
	if said := out.String(); !strings.HasPrefix(said, "note   authority over Solvo: nobody is named who may decide") {
		t.Errorf("the doctor says\n%s", said)
	}
}
