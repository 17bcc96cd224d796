package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/alerting/slack"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
)

// doctorCommand is "tocsin doctor".
type doctorCommand struct {
	where
	Offline bool `help:"Ask neither sources nor Slack."`
}

const (
	// examination is a doctor's patience.
	examination = 20 * time.Second
	// skewBorne is how far clocks may be apart before moments lie.
	skewBorne = 5 * time.Second
	// digestGrace is how late a digest may be.
	digestGrace = time.Hour
)

// A finding is one thing that was looked at: fine, or not, and then with what to do.
type finding struct {
	what string
	// fault says what is wrong and what to do, note what is worth knowing of it.
	fault error
	note  string
	// heed is set where nothing is wrong, and somebody should read the note all the same.
	heed bool
}

func (f finding) String() string {
	switch {
	case f.fault != nil:
		return "FAULT  " + f.what + ": " + oneLine(f.fault.Error())
	case f.heed:
		return "note   " + f.what + ": " + oneLine(f.note)
	case f.note != "":
		return "ok     " + f.what + ": " + f.note
	}
	return "ok     " + f.what
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Run looks at everything the installation needs, a line each, and fails if anything is
// not as it should be.
func (c *doctorCommand) Run(w *world) error {
	d := &doctor{world: w, out: w.stdout, patience: examination}
	cfg, err := c.load()
	if err == nil && cfg == nil {
		err = fmt.Errorf("there is none: write %s, or name one with --config", defaultFile)
	}
	d.configuration(cfg, err)
	if err != nil {
		return errSaid
	}
	d.config = cfg
	d.authority()
	d.keeping(c.where)
	if d.store != nil {
		defer func() { _ = d.store.Close() }() // it was only looked into
	}
	if c.Offline {
		d.opening()
	} else {
		d.speaking()
		d.listening()
	}
	d.weeks()
	if d.faults > 0 {
		return errSaid
	}
	return nil
}

// A doctor looks at an installation.
type doctor struct {
	world  *world
	out    io.Writer
	config *config.Config
	// store is nil where none could be opened.
	store *store.Store
	// patience bounds the look at one source, channel or person.
	patience time.Duration
	// running is set where a daemon does, with an environment of its own.
	running bool
	faults  int
}

func (d *doctor) tell(f finding) {
	if f.fault != nil {
		d.faults++
	}
	_, _ = fmt.Fprintln(d.out, f)
}

// configuration tells what is wrong with the file, and what it is warned of, a line each.
func (d *doctor) configuration(cfg *config.Config, err error) {
	all, many := errors.AsType[config.Faults](err)
	if cfg != nil {
		all = cfg.Warnings
	}
	for _, f := range all {
		if f.Warning {
			f.Warning = false // the line says so
			d.tell(finding{what: "configuration", note: f.String(), heed: true})
		} else {
			d.tell(finding{what: "configuration", fault: errors.New(f.String())})
		}
	}
	if !many && (err != nil || len(all) == 0) {
		d.tell(finding{what: "configuration", fault: err})
	}
}

// here is a fault of this shell's environment, which need not be the daemon's.
func (d *doctor) here(err error) error {
	if err == nil || !d.running {
		return err
	}
	return fmt.Errorf("%w; this is of the shell that the doctor runs in: the daemon that runs has variables of its own", err)
}

// authority looks whether each brand's crisis can be decided by any one of several.
func (d *doctor) authority() {
	roster := oncall.NewRoster(d.config.People)
	for _, b := range d.config.Brands {
		able := roster.Able(b.Key, nil, rules.Crisis)
		f := finding{what: "authority over " + b.Name, note: plural(len(able), "person") + " may each decide a crisis"}
		switch {
		case len(d.config.People) == 0 && d.config.Slack.Channel[b.Key] == "": // as with --brand, where nobody can be named
			f.note, f.heed = "nobody is named who may decide, so cards are but shown where the daemon runs: write people into a tocsin.yaml", true
		case len(able) < d.config.MinAuthorities:
			f.fault = fmt.Errorf("%s may decide a crisis, and it takes %d: give more people can: [crisis]", plural(len(able), "person"), d.config.MinAuthorities)
		}
		d.tell(f)
	}
}

// keeping looks at the store: whether it answers, what would be lost, and its clock.
func (d *doctor) keeping(at where) {
	s, _, err := at.attach(d.world)
	if errors.Is(err, errNotBegun) {
		d.tell(finding{what: "store", note: "not run yet: " + err.Error(), heed: true})
		return
	}
	if err != nil {
		d.tell(finding{what: "store", fault: err})
		return
	}
	d.store = s
	rung := s.Survey(d.world.ctx)
	d.tell(finding{what: "store", note: standsOn(rung), fault: s.Ready(d.world.ctx)})
	f := finding{what: "persistence", note: "if the machine stopped now, this would be lost: " + rung.Loss}
	if !rung.Durable {
		f.fault = fmt.Errorf("not durable: %s would be lost: set appendonly yes in its redis.conf, or leave redis.url out", rung.Loss)
	}
	d.tell(f)
	clock, err := s.Now(d.world.ctx)
	d.tell(finding{what: "clock of the store", note: "as this machine's", fault: errors.Join(err, skewed(clock, d.world.now(), "the store's machine"))})
	seen, running, err := daemonSeen(d.world.ctx, s, d.world.now())
	d.running = running
	f = finding{what: "daemon", note: "runs; of secrets only those of this shell are looked at here, not its own", fault: err}
	switch {
	case err == nil && !running && seen.IsZero():
		f.note, f.heed = "not run yet: start it with tocsin run", true
	case err == nil && !running:
		f.fault = fmt.Errorf("it does not run, and was last seen %s ago: nobody listens; start it with tocsin run", roughly(d.world.now().Sub(seen)))
	}
	d.tell(f)
}

// skewed says how far another clock is from ours; nil if near enough, or unknown.
func skewed(other, ours time.Time, whose string) error {
	if other.IsZero() || other.Sub(ours).Abs() <= skewBorne {
		return nil
	}
	return fmt.Errorf("it differs by %s from that of %s: set both by NTP", roughly(other.Sub(ours).Abs()), whose)
}

// opening looks whether the daemon would start with what it is to speak with. It asks nobody.
func (d *doctor) opening() {
	if _, err := d.ways(); err != nil {
		d.tell(finding{what: "slack", fault: d.here(err)})
	}
}

func (d *doctor) ways() (ways, error) {
	return openWays(setting{config: d.config, env: d.world.env, now: d.world.now, out: io.Discard})
}

// speaking looks whether cards would arrive and presses come back.
func (d *doctor) speaking() {
	ways, err := d.ways()
	if err != nil {
		d.tell(finding{what: "slack", fault: d.here(err)})
		return
	}
	f := finding{what: "second way out", note: "a webhook"}
	if ways.fallback == "" {
		f.note, f.heed = "none: if Slack is shut, nobody is rung; set defaults.fallback", true
		if env := d.config.Fallback.WebhookEnv; env != "" {
			f.fault = d.here(fmt.Errorf("the variable %s is not set: set it to the webhook's address", env))
		}
	}
	d.tell(f)
	if ways.slack == nil {
		f := finding{what: "slack", note: "not used: cards go to the daemon's output"}
		if len(d.config.Slack.Channel) > 0 {
			f.fault = d.here(errors.New("channels are configured and SLACK_BOT_TOKEN is not set: set it to the app's bot token (xoxb-…)"))
		}
		d.tell(f)
		return
	}
	d.slack(ways)
}

func (d *doctor) slack(ways ways) {
	ctx := d.world.ctx
	who, err := ways.slack.Introduce(ctx)
	f := finding{what: "slack", note: "app " + who.Bot + " in workspace " + who.Team, fault: d.here(err)}
	if len(who.Missing) > 0 {
		f.fault = fmt.Errorf("the app lacks the scopes %s: add them under OAuth & Permissions and install it again", strings.Join(who.Missing, ", "))
	}
	d.tell(f)
	if err != nil {
		return
	}
	d.tell(finding{what: "clock of slack", note: "as this machine's", fault: skewed(who.Clock, d.world.now(), "Slack")})
	if ways.live {
		d.tell(finding{what: "slack presses", note: "by Socket Mode", fault: ways.slack.Connects(ctx)})
	} else {
		d.tell(finding{what: "slack presses", note: "by signed HTTP at /slack/actions, which Slack must be able to reach"})
	}
	for _, channel := range d.channels() {
		d.reach(ways.slack, channel, alerting.Place{Kind: alerting.Channel, Address: channel})
	}
	for _, p := range d.config.People {
		if p.Slack == "" {
			d.tell(finding{what: "person " + p.Name, fault: errors.New("nobody can be rung without a Slack id: add slack: U…, their member id")})
			continue
		}
		d.reach(ways.slack, "person "+p.Name, alerting.Place{Kind: alerting.Person, Address: p.Slack, Responder: p.ID})
	}
}

func (d *doctor) reach(s *slack.Slack, what string, place alerting.Place) {
	ctx, cancel := context.WithTimeout(d.world.ctx, d.patience)
	defer cancel()
	d.tell(finding{what: "slack " + what, fault: s.Reachable(ctx, place)})
}

// channels are all that cards, digests and notices go to.
func (d *doctor) channels() []string {
	var all []string
	add := func(channel string) {
		if channel != "" && !slices.Contains(all, channel) {
			all = append(all, channel)
		}
	}
	for _, b := range d.config.Brands {
		add(d.config.Slack.Channel[b.Key])
	}
	for _, s := range d.config.Strategies {
		add(s.Channel)
	}
	add(d.config.Slack.Operators)
	return all
}

// weeks looks whether a digest is owed.
func (d *doctor) weeks() {
	now := d.world.now()
	for _, b := range d.config.Brands {
		moment := d.config.Slack.Digest[b.Key]
		f := finding{what: "digest of " + b.Name, note: "due " + moment.String() + ", none owed"}
		if d.store == nil {
			f.note, f.heed = "due "+moment.String()+"; whether one is owed cannot be seen without the store", true
		}
		if d.store != nil {
			owed, err := owedWeek(d.world.ctx, d.store, moment, b, now)
			f.fault = err
			if late := now.Sub(owed.due); owed.is && late > digestGrace {
				f.fault = fmt.Errorf("that of week %s is owed since %s: see the daemon's log for why it could not be told", owed.week, roughly(late))
			}
		}
		d.tell(f)
	}
}
