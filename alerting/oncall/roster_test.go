package oncall_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/rules"
)

func roster() *oncall.Roster {
	return oncall.NewRoster([]oncall.Responder{
		{ID: "ana", Slack: "U01ANA", Can: map[string]rules.Severity{"crisis": rules.Crisis}},
		{ID: "ben", Slack: "U02BEN", Can: map[string]rules.Severity{"marketing": rules.Crisis, "customer-service": rules.Issue}},
		{ID: "chi", Slack: "U03CHI", Team: "T09AGENCY", Can: map[string]rules.Severity{"*": rules.Issue}, Brands: []brand.Key{"solvo"}},
		{ID: "dan", Can: map[string]rules.Severity{"crisis": rules.Issue}, Brands: []brand.Key{"acme"}},
		{ID: "eva", Slack: "U05EVA", Can: map[string]rules.Severity{"product-development": rules.Watch}},
		{ID: "fay", Slack: "U06FAY"},
	})
}

func ids(people []oncall.Responder) []string {
	names := []string{}
	for _, p := range people {
		names = append(names, p.ID)
	}
	return names
}

func TestWhoMayDecide(t *testing.T) {
	for _, tt := range []struct {
		claim   string
		key     brand.Key
		touches []string
		at      rules.Severity
		want    []string
	}{
		{"authority in one of several strategies is enough", "solvo", []string{"marketing", "product-development"}, rules.Crisis, []string{"ana", "ben"}},
		{"every crisis is also theirs who may decide a crisis", "solvo", []string{"marketing"}, rules.Crisis, []string{"ana", "ben"}},
		{"an issue of a strategy is not, where two have authority in it", "solvo", []string{"marketing"}, rules.Issue, []string{"ben", "chi"}},
		{"authority up to an issue does not reach a crisis", "solvo", []string{"customer-service"}, rules.Crisis, []string{"ana"}},
		{"authority for a crisis reaches an issue", "solvo", []string{"crisis"}, rules.Issue, []string{"ana", "chi"}},
		{"authority in every strategy of one brand is none in another", "acme", []string{"marketing"}, rules.Issue, []string{"ana", "ben", "dan"}},
		{"one alone would be a bottleneck, so those who decide crises may too", "acme", []string{"customer-service"}, rules.Issue, []string{"ana", "ben", "dan"}},
		{"a strategy without people falls to those who decide crises", "acme", []string{"communications"}, rules.Issue, []string{"ana", "dan"}},
		{"what touches nothing falls to them too", "acme", []string{"unassigned"}, rules.Watch, []string{"ana", "dan"}},
		{"so does what touches nothing where somebody may all", "solvo", []string{"unassigned"}, rules.Issue, []string{"ana", "chi"}},
		{"so does what names no strategy", "acme", nil, rules.Watch, []string{"ana", "dan"}},
		{"below notice asks for no less than notice does", "acme", []string{"product-development"}, rules.None, []string{"ana", "dan", "eva"}},
		{"a watch is decided by whoever may watch", "solvo", []string{"product-development"}, rules.Watch, []string{"chi", "eva"}},
	} {
		got := ids(roster().Able(tt.key, tt.touches, tt.at))
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: Able(%s, %v, %s) (-want +got):\n%s", tt.claim, tt.key, tt.touches, tt.at, diff)
		}
	}
}

func TestNobodyIsMadeUpWhereNobodyMay(t *testing.T) {
	r := oncall.NewRoster([]oncall.Responder{{ID: "eva", Can: map[string]rules.Severity{"crisis": rules.Issue}}})
	if got := r.Able("solvo", []string{"crisis", "marketing"}, rules.Crisis); len(got) > 0 {
		t.Errorf("a crisis may be decided by %v, want nobody", ids(got))
	}
}

func TestNeighboursAreAllWithAnyAuthorityForTheBrand(t *testing.T) {
	for key, want := range map[brand.Key][]string{"solvo": {"ana", "ben", "chi", "eva"}, "acme": {"ana", "ben", "dan", "eva"}} {
		if diff := cmp.Diff(want, ids(roster().Neighbours(key))); diff != "" {
			t.Errorf("neighbours of %s (-want +got):\n%s", key, diff)
		}
	}
}

func TestASlackUserIsKnownByTheirWorkspaceToo(t *testing.T) {
	for _, tt := range []struct {
		claim, home, team, user, want string
	}{
		{"somebody of the app's own workspace", "T01SOLVO", "T01SOLVO", "U01ANA", "ana"},
		{"the same id in another workspace is a stranger", "T01SOLVO", "T09AGENCY", "U01ANA", ""},
		{"somebody of a workspace that they name", "T01SOLVO", "T09AGENCY", "U03CHI", "chi"},
		{"their id at home is a stranger's", "T01SOLVO", "T01SOLVO", "U03CHI", ""},
		{"nobody is at home while home is unknown", "", "T01SOLVO", "U01ANA", ""},
		{"nor where no workspace is named at all", "", "", "U01ANA", ""},
		{"who names their workspace is known even then", "", "T09AGENCY", "U03CHI", "chi"},
		{"no id is nobody, not the one without an id", "T01SOLVO", "T01SOLVO", "", ""},
		{"an unknown id", "T01SOLVO", "T01SOLVO", "U99", ""},
	} {
		p, known := roster().BySlack(tt.home, tt.team, tt.user)
		if p.ID != tt.want || known != (tt.want != "") {
			t.Errorf("%s: BySlack(%q, %q, %q) = %q, %v; want %q", tt.claim, tt.home, tt.team, tt.user, p.ID, known, tt.want)
		}
	}
}

func TestSomebodyIsKnownByTheirID(t *testing.T) {
	for id, want := range map[string]bool{"dan": true, "": false, "Dan": false, "zoe": false} {
		if _, known := roster().ByID(id); known != want {
			t.Errorf("ByID(%q) is known: %v, want %v", id, known, want)
		}
	}
}

func TestEverybodyIsListedInTheOrderOfTheConfiguration(t *testing.T) {
	if diff := cmp.Diff([]string{"ana", "ben", "chi", "dan", "eva", "fay"}, roster().IDs()); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
	if none := oncall.NewRoster(nil).IDs(); len(none) > 0 {
		t.Errorf("nobody's IDs are %v", none)
	}
}
