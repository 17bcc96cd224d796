package web_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"tocsin/web"
)

// feed tells the metrics of a busy minute.
func feed(m *web.Metrics) {
	m.PostsRead("news", 40)
	m.PostsRead("news", 0)
	m.MentionsKept("solvo", 3)
	m.PollFailed("x:solvo")
	m.PollLag("news", 90*time.Second)
	m.PollLag("news", -time.Hour)
	m.JobRan("collect news", 400*time.Millisecond, nil)
	m.JobRan("collect news", 100*time.Millisecond, errors.New("503"))
	m.IncidentOpened("crisis")
	m.OpenIncidents("solvo", 2)
	m.OpenIncidents("solvo", 1)
	m.Delivered("sent")
	m.Delivered("sent")
	m.Delivered("failed")
	m.Delivered("uncertain")
	m.Delivered("repeated")
	m.OutboxAge("solvo", 30*time.Second)
	m.Refused("slack-actions")
	m.StoreProbed(nil)
}

func TestEveryCountIsExposed(t *testing.T) {
	m := web.NewMetrics()
	feed(m)
	got := exposed(t, m)
	for series, want := range map[string]float64{
		`tocsin_posts_read_total{source="news"}`:              40,
		`tocsin_mentions_kept_total{brand="solvo"}`:           3,
		`tocsin_poll_failures_total{source="x:solvo"}`:        1,
		`tocsin_poll_lag_seconds{source="news"} count`:        2,
		`tocsin_poll_lag_seconds{source="news"} sum`:          90,
		`tocsin_job_runs_total{job="collect news"}`:           2,
		`tocsin_job_failures_total{job="collect news"}`:       1,
		`tocsin_job_seconds{job="collect news"} sum`:          0.5,
		`tocsin_incidents_opened_total{severity="crisis"}`:    1,
		`tocsin_open_incidents{brand="solvo"}`:                1,
		`tocsin_deliveries_total{outcome="sent"}`:             2,
		`tocsin_deliveries_total{outcome="failed"}`:           1,
		`tocsin_deliveries_total{outcome="uncertain"}`:        1,
		`tocsin_deliveries_total{outcome="repeated"}`:         1,
		`tocsin_outbox_oldest_seconds{brand="solvo"}`:         30,
		`tocsin_refused_requests_total{door="slack-actions"}`: 1,
		`tocsin_store_up`: 1,
	} {
		if value, ok := got[series]; !ok || value != want {
			t.Errorf("%s = %v (exposed: %v), want %v", series, value, ok, want)
		}
	}
	m.StoreProbed(errors.New("connection refused"))
	if got := exposed(t, m)["tocsin_store_up"]; got != 0 {
		t.Errorf("tocsin_store_up = %v with the store down, want 0", got)
	}
}

func TestSetsOfMetricsDoNotMeet(t *testing.T) {
	feed(web.NewMetrics())
	fresh := exposed(t, web.NewMetrics())
	if n := fresh[`tocsin_deliveries_total{outcome="sent"}`]; n != 0 {
		t.Errorf("a fresh set has %v deliveries, want 0", n)
	}
	if _, ok := fresh[`tocsin_posts_read_total{source="news"}`]; ok {
		t.Error("a fresh set knows another's source")
	}
	feed(nil) // nobody counts, nothing breaks
}

// exposed parses /metrics as Prometheus does: "name{label="value"}" to value.
func exposed(t *testing.T, m *web.Metrics) map[string]float64 {
	t.Helper()
	resp, body := ask(t, web.New(web.Options{Metrics: m}), "GET", "/metrics")
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(body))
	if err != nil || resp.StatusCode != 200 {
		t.Fatalf("/metrics answers %d and does not parse: %v", resp.StatusCode, err)
	}
	series := map[string]float64{}
	for name, family := range families {
		if strings.HasPrefix(name, "tocsin_") && family.GetHelp() == "" {
			t.Errorf("%s has no help", name)
		}
		for _, metric := range family.GetMetric() {
			var pairs []string
			for _, l := range metric.GetLabel() {
				pairs = append(pairs, fmt.Sprintf("{%s=%q}", l.GetName(), l.GetValue()))
			}
			id := name + strings.Join(pairs, "")
			series[id] = metric.GetCounter().GetValue() + metric.GetGauge().GetValue() // one of them
			if h := metric.GetHistogram(); h != nil {
				series[id+" count"], series[id+" sum"] = float64(h.GetSampleCount()), h.GetSampleSum()
			}
		}
	}
	return series
}
