package alerting_test

import (
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/rules"
)

// The film of two cooks: one article in a watched paper, and nobody else speaks yet.
func TestOneWatchedArticleRingsAtTheNextLook(t *testing.T) {
	w := newWatchtower(t)
	b := solvoBrand()
	b.Watch = []string{"consumerist.example"}
	desk := alerting.NewDesk(alerting.DeskOptions{
		Ledger: w.ledger, Brands: []brand.Brand{b},
		Roster: oncall.NewRoster([]oncall.Responder{{ID: "ana", Name: "Ana Ruiz", Slack: "U01ANA", Can: map[string]rules.Severity{"crisis": rules.Crisis}}}),
	})
	w.lookout = alerting.NewLookout(w.store, desk, b, []rules.Rule{rules.Burst{}, rules.Heavy{}})
	now := time.Date(2026, 4, 13, 22, 0, 0, 0, time.UTC)
	article := uttered("consumerist", now.Add(-3*time.Minute))
	article.URL, article.Text, article.Danger = "https://consumerist.example/2026/cooks", "Solvo cooks defile the food", []string{"contamination"}
	w.keep(t, article)
	for i := range 5 { // the same item, again and again, is one incident and rings once
		w.look(t, now.Add(time.Duration(i)*15*time.Second))
	}
	all := w.records(t)
	if len(all) != 1 || len(all[0]) != 2 || all[0][0].Verb != alerting.Heard || all[0][1].Verb != alerting.Widened {
		t.Fatalf("the records are %+v, want one incident that was heard and rang once", all)
	}
	if s := all[0][0].Signal; s.Severity != rules.Issue || s.Item == nil || s.Item.Watched != "consumerist.example" {
		t.Errorf("it rang for %+v", s)
	}
}
