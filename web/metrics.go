package web

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the daemon's own counts, in the words of the domain. All methods
// may be called at once from anywhere; on a nil *Metrics they do nothing. Label
// values come from configuration, never from what strangers write.
type Metrics struct {
	registry *prometheus.Registry

	posts, mentions, failures *prometheus.CounterVec
	lag                       *prometheus.HistogramVec
	runs, jobFailures         *prometheus.CounterVec
	seconds                   *prometheus.HistogramVec
	incidents, deliveries     *prometheus.CounterVec
	open, outboxAge           *prometheus.GaugeVec
	refused                   *prometheus.CounterVec
	storeUp                   prometheus.Gauge
}

// NewMetrics makes a set of its own: two in one process do not meet.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry:    prometheus.NewRegistry(),
		posts:       counter("posts_read_total", "Posts read from a source, repeats among them.", "source"),
		mentions:    counter("mentions_kept_total", "Mentions of a brand that were new and are kept.", "brand"),
		failures:    counter("poll_failures_total", "Readings of a source that failed.", "source"),
		lag:         histogram("poll_lag_seconds", "Time from a post's publication to its reading.", lagBuckets(), "source"),
		runs:        counter("job_runs_total", "Runs of a job, failed ones among them.", "job"),
		jobFailures: counter("job_failures_total", "Runs of a job that ended in an error.", "job"),
		seconds:     histogram("job_seconds", "Time a run of a job took.", prometheus.ExponentialBuckets(0.005, 4, 8), "job"),
		incidents:   counter("incidents_opened_total", "Incidents opened, by the severity they opened with.", "severity"),
		open:        gauges("open_incidents", "Incidents that somebody still has to do something about.", "brand"),
		deliveries:  counter("deliveries_total", "Cards and pings by outcome: sent, failed, uncertain (may have arrived), repeated (posted although an earlier one may have arrived).", "outcome"),
		refused:     counter("refused_requests_total", "Requests turned away at a door: forged, stale, replayed or malformed.", "door"),
		outboxAge:   gauges("outbox_oldest_seconds", "Age of the oldest order for a live incident's card that is shown nowhere yet; 0 if there is none.", "brand"),
		storeUp:     gauge("store_up", "1 while the store answers and keeps what it is given, 0 while it does not."),
	}
	m.registry.MustRegister(m.posts, m.mentions, m.failures, m.lag, m.runs, m.jobFailures, m.seconds, m.incidents,
		m.open, m.deliveries, m.refused, m.outboxAge, m.storeUp,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, outcome := range []string{"sent", "failed", "uncertain", "repeated"} {
		m.deliveries.WithLabelValues(outcome) // a rule on a count can only wait for a count that is there
	}
	return m
}

// PostsRead counts posts that a source gave, new or not.
func (m *Metrics) PostsRead(source string, n int) {
	if m != nil && n > 0 {
		m.posts.WithLabelValues(source).Add(float64(n))
	}
}

// MentionsKept counts mentions of a brand that were new.
func (m *Metrics) MentionsKept(brand string, n int) {
	if m != nil && n > 0 {
		m.mentions.WithLabelValues(brand).Add(float64(n))
	}
}

// PollFailed counts a reading of a source that failed.
func (m *Metrics) PollFailed(source string) {
	if m != nil {
		m.failures.WithLabelValues(source).Inc()
	}
}

// PollLag observes how long after its publication a post was read. A post from
// the future counts as read at once.
func (m *Metrics) PollLag(source string, lag time.Duration) {
	if m != nil {
		m.lag.WithLabelValues(source).Observe(max(lag, 0).Seconds())
	}
}

// JobRan counts a run of a job that took a time; err is nil if it went well.
func (m *Metrics) JobRan(job string, took time.Duration, err error) {
	if m == nil {
		return
	}
	m.runs.WithLabelValues(job).Inc()
	m.seconds.WithLabelValues(job).Observe(took.Seconds())
	failures := m.jobFailures.WithLabelValues(job)
	if err != nil {
		failures.Inc()
	}
}

// IncidentOpened counts an incident by the severity it opened with.
func (m *Metrics) IncidentOpened(severity string) {
	if m != nil {
		m.incidents.WithLabelValues(severity).Inc()
	}
}

// OpenIncidents sets how many incidents of a brand want attention.
func (m *Metrics) OpenIncidents(brand string, n int) {
	if m != nil {
		m.open.WithLabelValues(brand).Set(float64(n))
	}
}

// Delivered counts a card or ping by its outcome: "sent", "failed" (it certainly
// did not arrive), "uncertain" (nobody knows) or "repeated" (posted although an
// earlier one may have arrived).
func (m *Metrics) Delivered(outcome string) {
	if m != nil {
		m.deliveries.WithLabelValues(outcome).Inc()
	}
}

// OutboxAge sets how long a brand's oldest card has been owed; 0 if none is.
func (m *Metrics) OutboxAge(brand string, age time.Duration) {
	if m != nil {
		m.outboxAge.WithLabelValues(brand).Set(max(age, 0).Seconds())
	}
}

// Refused counts a request turned away at a door, such as "slack actions".
func (m *Metrics) Refused(door string) {
	if m != nil {
		m.refused.WithLabelValues(door).Inc()
	}
}

// StoreProbed notes whether the store works; err is nil if it does.
func (m *Metrics) StoreProbed(err error) {
	switch {
	case m == nil:
	case err == nil:
		m.storeUp.Set(1)
	default:
		m.storeUp.Set(0)
	}
}

// handler serves the exposition.
func (m *Metrics) handler() http.Handler {
	if m == nil {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			plain(w, http.StatusNotFound, "metrics are not kept here")
		})
	}
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

const namespace = "tocsin"

func counter(name, help, label string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, []string{label})
}

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help})
}

func gauges(name, help, label string) *prometheus.GaugeVec {
	return prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, []string{label})
}

func histogram(name, help string, buckets []float64, label string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets}, []string{label})
}

// lagBuckets reach from half a minute, which is quick for a poll, to a day.
func lagBuckets() []float64 { return []float64{30, 60, 120, 300, 600, 1800, 3600, 6 * 3600, 24 * 3600} }
