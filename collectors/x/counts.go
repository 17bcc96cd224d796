package x

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"tocsin/collectors"
)

const (
	v2Counts = "/2/tweets/counts/recent"
	// countEvery is how often X is asked for numbers while no posts may be bought: a
	// request costs as much as one post.
	countEvery = time.Hour
	// warnFrom is the part of a day's budget, in percent, from which it is said when it
	// will be spent.
	warnFrom = 80
)

// A volume is how many posts X counts.
type volume struct{ lastHour, today int }

// counts asks X how many posts a query has today.
func (c *Collector) counts(ctx context.Context, query string, now time.Time) (volume, error) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	midnight := now.UTC().Truncate(24 * time.Hour)
	v := url.Values{"query": {query}, "granularity": {"hour"}, "start_time": {midnight.Format(time.RFC3339)}}
	if now.Sub(midnight) < time.Hour {
		v.Set("start_time", now.UTC().Add(-time.Hour).Format(time.RFC3339))
	}
	req, err := c.bridge.request(ctx, v2Counts, v)
	if err != nil {
		return volume{}, err
	}
	resp, err := c.bridge.under.RoundTrip(req)
	if err != nil {
		return volume{}, fmt.Errorf("x counts: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := readBody(resp)
	if err != nil {
		return volume{}, fmt.Errorf("x counts: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		return volume{}, fmt.Errorf("x counts: X answers %d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	return readCounts(body, now)
}

// readCounts reads an answer, under the names of before the rename of 2026 or after it.
func readCounts(body []byte, now time.Time) (volume, error) {
	var said struct {
		Data []struct {
			Start  time.Time `json:"start"`
			Tweets int       `json:"tweet_count"`
			Posts  int       `json:"post_count"`
		} `json:"data"`
		Meta *struct {
			Tweets int `json:"total_tweet_count"`
			Posts  int `json:"total_post_count"`
		} `json:"meta"`
	}
	if err := json.Unmarshal(body, &said); err != nil || said.Meta == nil {
		return volume{}, errors.New("x counts: the answer counts nothing")
	}
	v := volume{today: max(said.Meta.Tweets, said.Meta.Posts)}
	for _, hour := range said.Data {
		if !hour.Start.Before(now.Add(-time.Hour).Truncate(time.Hour)) {
			v.lastHour = max(v.lastHour, hour.Tweets, hour.Posts)
		}
	}
	return v, nil
}

// spent is the page of a day whose budget is spent: no posts, but how many there are, so
// that whoever looks knows what is missed. Where X doesn't tell that either, the refusal stands.
func (c *Collector) spent(ctx context.Context, from collectors.Cursor, now time.Time, refusal error) (collectors.Page, error) {
	all := volume{}
	for _, query := range c.options.searches() {
		v, err := c.counts(ctx, query, now)
		if err != nil {
			return collectors.Page{}, refusal
		}
		all.lastHour, all.today = all.lastHour+v.lastHour, all.today+v.today
	}
	next := now.Add(countEvery)
	if midnight := now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour); midnight.Before(next) {
		next = midnight
	}
	behind := collectors.Behind{}
	if searches := c.options.searches(); len(searches) > 1 {
		r, _ := readRound(from, searches)
		behind = r.behind()
	}
	return collectors.Page{
		Behind: behind, Next: from, Unchanged: true, Unread: true, NotBefore: next, Total: all.today,
		Notes: []string{fmt.Sprintf("today's budget of %d posts is spent, and none are bought until midnight UTC: X counts %d posts today, at most %d in an hour of late; raise the budget to hear them",
			c.options.BudgetPerDay, all.today, all.lastHour)},
	}, nil
}

// foresee puts the forecast to a page.
func (b bookmark) foresee(page collectors.Page, budget int, now time.Time) collectors.Page {
	if warning := b.forecast(budget, now); warning != "" {
		page.Notes = append(page.Notes, warning)
	}
	return page
}

// forecast says when a day's budget will be spent, "" while little of it is.
func (b bookmark) forecast(budget int, now time.Time) string {
	if budget == 0 || b.used()*100 < budget*warnFrom {
		return ""
	}
	midnight := now.UTC().Truncate(24 * time.Hour)
	elapsed := now.Sub(midnight)
	end := midnight.Add(time.Duration(float64(elapsed) * float64(budget) / float64(max(b.used(), 1))))
	if !end.After(now) || !end.Before(midnight.Add(24*time.Hour)) {
		return fmt.Sprintf("%d of today's %d posts are bought", b.used(), budget)
	}
	return fmt.Sprintf("%d of today's %d posts are bought; at this pace the budget is spent at %s UTC", b.used(), budget, end.Format("15:04"))
}
