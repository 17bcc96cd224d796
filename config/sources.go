package config

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"tocsin/brand"
)

var (
	sourceForm   = regexp.MustCompile(`^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$`)
	variableForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,127}$`)
	budgetForm   = regexp.MustCompile(`^([0-9]{1,9}) ?/ ?(day|month)$`)
)

// How often a source may be read.
const (
	mostOften   = time.Second
	leastOften  = 7 * 24 * time.Hour
	daysOfMonth = 31
	leastBudget = 10
)

// sources reads the feeds and sources of each brand, then those of the root,
// which belong to every brand where the file has several.
func (r *reader) sources(root record) {
	r.called = r.givenIDs(root)
	for i, fields := range r.brandFields {
		r.hear(fields, []brand.Key{r.config.Brands[i].Key})
	}
	if root.get("brands").given() {
		r.hear(root, nil)
	}
}

// hear reads the two lists of what is heard for some brands, nil for all.
func (r *reader) hear(fields record, brands []brand.Key) {
	for _, e := range r.texts(fields.get("feeds"), "addresses") {
		r.feed(e, brands)
	}
	for _, item := range r.items(fields.get("sources"), "a list of sources, such as - {id: news, kind: feed, url: address}") {
		r.source(item, brands)
	}
}

// feed reads an address of a list. Two brands may list the same one: it is read once, for both.
func (r *reader) feed(e entry, brands []brand.Key) {
	s := SourceSpec{Kind: feedKind, URL: e.key, Every: r.known.kind(feedKind).Every, Brands: brands, Line: e.at.node.Line}
	s.ID = derivedID(s)
	if !r.address(e.value, s, "write it under sources: with allow_private: true, if that is meant") {
		return
	}
	for i, other := range r.config.Sources {
		if other.ID != s.ID || other.URL != s.URL {
			continue
		}
		if r.config.Sources[i].Brands = append(other.Brands, brands...); len(other.Brands) == 0 || len(brands) == 0 {
			r.config.Sources[i].Brands = nil
		}
		return
	}
	r.add(s, e.at, record{})
}

// source reads a source in full.
func (r *reader) source(at value, brands []brand.Key) {
	fields := r.sourceRecord(at)
	if len(fields.fields) == 0 {
		return
	}
	s := SourceSpec{Kind: r.kindOf(fields.get("kind")), Brands: brands, Line: at.node.Line}
	if s.Kind == "" {
		return
	}
	s.URL = r.text(fields.get("url"), "an address")
	s.URLEnv = r.variable(fields.get("url_env"), "ALERTS_FEED_URL")
	s.Query = r.text(fields.get("query"), "a query")
	s.AllowPrivate = r.yes(fields.get("allow_private"))
	s.Anonymous = r.yes(fields.get("anonymous"))
	s.Whole = r.known.kind(s.Kind).Whole
	if v := fields.get("whole"); v.given() {
		s.Whole = r.yes(v)
	}
	s.Every = r.period(fields.get("every"), mostOften, leastOften)
	s.Voice = r.voice(fields.get("voice"))
	s.BudgetPerDay = r.budget(fields.get("budget"))
	r.heardFor(&s, fields)
	if s.Whole && len(s.Brands) == 0 {
		r.report(at, complaint{"every post of it would be a mention of every brand", "add brands: with those it is about, or whole: false"})
	}
	sound := r.fits(&s, at, fields)
	if s.Every == 0 {
		s.Every = r.known.kind(s.Kind).pace(s.Settings)
	}
	s.ID = r.text(fields.get("id"), "a short name")
	switch {
	case s.ID != "" && !sourceForm.MatchString(s.ID):
		r.report(fields.get("id"), complaint{quoted(s.ID) + " is no id of a source", "use lower-case letters, digits and inner dashes or dots"})
	case s.ID == "":
		sound = r.name(&s, at) && sound
	}
	if sound {
		r.add(s, at, fields)
		return
	}
	r.objections(s, value{}, fields)
}

// heardFor narrows a source of all brands to some.
func (r *reader) heardFor(s *SourceSpec, fields record) {
	v := fields.get("brands")
	if !v.given() {
		return
	}
	if len(s.Brands) > 0 {
		r.report(v, complaint{"the source stands below a brand already", "take brands out, or move the source to sources: at the top of the file"})
		return
	}
	s.Brands = r.brandKeys(v)
}

// add takes a source in whose id nobody else has.
func (r *reader) add(s SourceSpec, at value, fields record) {
	for i, other := range r.config.Sources {
		if other.ID == s.ID {
			r.report(at, complaint{fmt.Sprintf("the source %s stands in line %d already", s.ID, r.config.Sources[i].Line), "give it another id"})
			return
		}
	}
	if !r.search(&s, at) {
		return
	}
	r.doubt(s, at, fields)
	r.objections(s, at, fields)
	r.config.Sources = append(r.config.Sources, s)
	r.sourceAt = append(r.sourceAt, at)
}

// search fills in what an API is asked; it reports false where nothing can be, for
// a reason that has been said.
func (r *reader) search(s *SourceSpec, at value) bool {
	if s.Query != "" {
		s.Searches = []string{s.Query}
		return true
	}
	if !r.known.kind(s.Kind).searches(*s) || r.known.Searches == nil {
		return true
	}
	brands := r.config.heard(*s)
	if slices.ContainsFunc(brands, func(b brand.Brand) bool { return len(b.Match) == 0 }) {
		return false
	}
	searches, err := r.known.Searches(s.Kind, brands)
	if err != nil {
		for _, c := range complaints(err) {
			r.report(at, c)
		}
		return false
	}
	s.Searches = searches
	return true
}

// kindOf is a kind of source that there is a collector for; a feed if nothing else is said.
func (r *reader) kindOf(v value) string {
	if !v.given() {
		return feedKind
	}
	kind := r.text(v, "a kind of source")
	if kind != "" && !slices.Contains(r.known.kinds(), kind) {
		r.report(v, complaint{quoted(kind) + " is no kind of source this version reads", MeantKind(kind, r.known.kinds())})
		return ""
	}
	return kind
}

func (r *reader) voice(v value) string {
	voices := []string{"customers", "employees", "suppliers", "press", "market"}
	s := r.text(v, anyOf(voices))
	if s != "" && !slices.Contains(voices, s) {
		r.report(v, complaint{quoted(s) + " is nobody's voice", oneOf(s, voices)})
		return ""
	}
	return s
}

// budget reads "6000/day" or "200000/month" as posts per day.
func (r *reader) budget(v value) int {
	s := r.text(v, "a number of posts, such as 6000/day")
	if s == "" {
		return 0
	}
	m := budgetForm.FindStringSubmatch(s)
	if m == nil {
		r.report(v, complaint{quoted(s) + " is no budget", "write a number of posts, such as 6000/day or 200000/month"})
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // nine digits at most
	if m[2] == "month" {
		n /= daysOfMonth
	}
	if n < leastBudget {
		r.report(v, complaint{fmt.Sprintf("the budget buys %d posts a day", n), fmt.Sprintf("allow at least %d a day", leastBudget)})
	}
	return n
}

// variable is the name of an environment variable, such as the example.
func (r *reader) variable(v value, example string) string {
	s := r.text(v, "the name of an environment variable")
	if s != "" && !variableForm.MatchString(s) {
		r.report(v, complaint{"this is no name of an environment variable", "write a name such as " + example + "; what it holds stays out of the file"})
		return ""
	}
	return s
}
