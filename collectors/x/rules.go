package x

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tocsin/collectors/guard"
)

const (
	v2Rules = "/2/tweets/search/stream/rules"
	// ourTag begins the tag of a rule that is ours; the query's fingerprint follows.
	ourTag = "tocsin:"
	// rulesAtOnce bounds one change (assumed), rulePages how many pages of rules are read:
	// X lets an account have a thousand rules.
	rulesAtOnce, rulePages = 100, 20
)

func tagOf(query string) string { return ourTag + fingerprint(query) }

// A rule is one that X has.
type rule struct {
	ID    string `json:"id"`
	Value string `json:"value"`
	Tag   string `json:"tag"`
}

// A ruleAnswer is what X says of rules.
type ruleAnswer struct {
	Data   []rule `json:"data"`
	Meta   *meta  `json:"meta"`
	Errors []struct {
		fault
		Value   string `json:"value"`
		Details any    `json:"details"`
	} `json:"errors"`
}

// A difference is what is to be changed of the rules that X has.
type difference struct {
	missing []guard.Rule
	// stale are those of ours that nobody wants any more.
	stale []rule
}

// difference compares what X has with what is searched for, but for searches that it
// refused. Rules that others put there stay as they are; a rule of theirs that says the
// same does for ours, since X takes no two.
func (c *Collector) difference(ctx context.Context, refused []refusedRule, now time.Time) (difference, *trouble) {
	there, t := c.rules(ctx, now)
	if t != nil {
		return difference{}, t
	}
	var d difference
	searches := c.options.searches()
	for _, q := range searches {
		known := slices.ContainsFunc(refused, func(f refusedRule) bool { return f.query == q })
		if !known && !slices.ContainsFunc(there, func(r rule) bool { return r.is(q) }) {
			d.missing = append(d.missing, guard.Rule{Value: q, Tag: tagOf(q)})
		}
	}
	for _, r := range there {
		if strings.HasPrefix(r.Tag, ourTag) && r.ID != "" && !slices.ContainsFunc(searches, r.is) {
			d.stale = append(d.stale, r)
		}
	}
	return d, nil
}

// notes say what was there and is no more.
func (d difference) notes() []string {
	var notes []string
	for _, r := range d.stale {
		notes = append(notes, fmt.Sprintf("the rule %q of an earlier search, or of another tocsin with this token, was deleted from the stream", oneLine(r.Value)))
	}
	return notes
}

// settle has X carry what is searched for, and nothing else of ours. It answers which
// searches X refuses; that it refuses them all is a trouble.
func (c *Collector) settle(ctx context.Context, d difference, now time.Time) ([]refusedRule, *trouble) {
	for some := range slices.Chunk(d.stale, rulesAtOnce) {
		var ids []string
		for _, r := range some {
			ids = append(ids, r.ID)
		}
		if _, t := c.change(ctx, guard.Change{Delete: ids}, now); t != nil {
			return nil, t
		}
	}
	var refused []refusedRule
	for some := range slices.Chunk(d.missing, rulesAtOnce) {
		faults, t := c.add(ctx, some, now)
		if t != nil {
			return nil, t
		}
		refused = append(refused, faults...)
	}
	if len(refused) > 0 && len(refused) == len(c.options.searches()) {
		return nil, &trouble{kind: ofService, err: withRemedy(refused[0].err, errRefusedQuery.Error())}
	}
	return refused, nil
}

// is reports whether the rule carries what a query finds. X may write a value otherwise
// than it was given, and leaves the tag alone.
func (r rule) is(query string) bool { return r.Value == query || r.Tag == tagOf(query) }

// rules are those X has for the token, ours and others'.
func (c *Collector) rules(ctx context.Context, now time.Time) ([]rule, *trouble) {
	var all []rule
	v := url.Values{}
	for range rulePages {
		req, err := c.bridge.request(ctx, v2Rules, v)
		if err != nil {
			return nil, &trouble{err: err}
		}
		resp, err := c.bridge.under.RoundTrip(req) //nolint:bodyclose // readRules closes it
		if err != nil {
			return nil, &trouble{err: fmt.Errorf("x rules: %w", err)}
		}
		said, _, t := readRules(resp, now)
		if t != nil {
			return nil, t
		}
		all = append(all, said.Data...)
		if said.Meta.NextToken == "" {
			break
		}
		v.Set("pagination_token", said.Meta.NextToken)
	}
	return all, nil
}

// A refusedRule is a query that X takes for no rule.
type refusedRule struct {
	query string
	err   error
}

func (f refusedRule) note() string {
	return fmt.Sprintf("the search %q is left out of the stream: %v; %v", f.query, f.err, errRefusedQuery)
}

// add adds rules: together, and where X takes not all of them each by itself, so that
// one it refuses does not keep the others out.
func (c *Collector) add(ctx context.Context, wanted []guard.Rule, now time.Time) ([]refusedRule, *trouble) {
	said, t := c.change(ctx, guard.Change{Add: wanted}, now)
	if t != nil {
		return nil, t
	}
	var faults []refusedRule
	for _, w := range wanted {
		if said.has(w) {
			continue
		}
		if len(wanted) == 1 {
			faults = append(faults, refusedRule{w.Value, said.why()})
			continue
		}
		alone, t := c.add(ctx, []guard.Rule{w}, now)
		if t != nil {
			return nil, t
		}
		faults = append(faults, alone...)
	}
	return faults, nil
}

// has reports whether X has a rule now, as a new one or from before.
func (a ruleAnswer) has(w guard.Rule) bool {
	for _, r := range a.Data {
		if r.is(w.Value) {
			return true
		}
	}
	for _, e := range a.Errors {
		same := strings.HasSuffix(e.Type, "/duplicate-rules") || e.Title == "DuplicateRule"
		if same && e.Value == w.Value {
			return true
		}
	}
	return false
}

// why says in X's words why a rule was not taken.
func (a ruleAnswer) why() error {
	var words []string
	for _, e := range a.Errors {
		words = append(words, e.words())
		if details, err := json.Marshal(e.Details); err == nil && e.Details != nil {
			words = append(words, string(details))
		}
	}
	if len(words) == 0 {
		return errors.New("no reason is given")
	}
	return errors.New(oneLine(strings.Join(words, ": ")))
}

// change changes rules. That X refuses some of them is an answer too.
func (c *Collector) change(ctx context.Context, change guard.Change, now time.Time) (ruleAnswer, *trouble) {
	resp, err := guard.SetRules(ctx, c.bridge.under, c.bridge.base+v2Rules, c.bridge.header(), change) //nolint:bodyclose // readRules closes it
	if err != nil {
		return ruleAnswer{}, &trouble{err: fmt.Errorf("x rules: %w", guard.Plain(err))}
	}
	said, a, t := readRules(resp, now)
	if t != nil && a.status == http.StatusBadRequest && len(change.Add) > 0 && len(said.Errors) > 0 {
		return said, nil
	}
	return said, t
}

// readRules reads an answer about rules.
func readRules(resp *http.Response, now time.Time) (ruleAnswer, answer, *trouble) {
	defer func() { _ = resp.Body.Close() }()
	a := answer{status: resp.StatusCode, header: resp.Header}
	var err error
	if a.body, err = readBody(resp); err != nil {
		return ruleAnswer{}, a, &trouble{err: fmt.Errorf("x rules: read the answer (%s): %w", resp.Status, err)}
	}
	var said ruleAnswer
	a.fault = json.Unmarshal(a.body, &said)
	if a.status != http.StatusOK && a.status != http.StatusCreated {
		a.doc, _ = readDocument(a.body) // what is no document says nothing more
		return said, a, refusedStream("x rules", a, now)
	}
	if a.fault != nil || said.Meta == nil {
		return said, a, &trouble{kind: ofService, err: fmt.Errorf("x rules: X answers %d without saying what rules there are; it is asked again later", a.status)}
	}
	return said, a, nil
}
