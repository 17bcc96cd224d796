package stackexchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// Recheck asks for the questions of each site, all in one request, as far as the day's
// pace leaves any. What the API does not give is deleted.
func (c *Collector) Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]collectors.Change, error) {
	var order []string
	sites := map[string]map[int64]brand.Post{}
	for _, p := range posts[:min(len(posts), collectors.MostRechecked)] {
		site, id, ok := numbered(p)
		if !ok {
			continue
		}
		if sites[site] == nil {
			order, sites[site] = append(order, site), map[int64]brand.Post{}
		}
		sites[site][id] = p
	}
	var changes []collectors.Change
	for _, site := range order {
		if !c.meter.spare(now) {
			break
		}
		more, err := c.look(ctx, site, sites[site], now)
		changes = append(changes, more...)
		if err != nil {
			return changes, err
		}
	}
	return changes, nil
}

// numbered is the site and the number of a question that was given as a post.
func numbered(p brand.Post) (string, int64, bool) {
	u, err := url.Parse(p.NativeID)
	if err != nil || u.Host == "" {
		return "", 0, false
	}
	number, ok := strings.CutPrefix(u.Path, "/q/")
	id, err := strconv.ParseInt(number, 10, 64)
	return u.Host, id, ok && err == nil && id > 0
}

// improbable is how many questions of a site are not deleted all at once.
const improbable = 5

// look says what became of the questions of a site.
func (c *Collector) look(ctx context.Context, site string, kept map[int64]brand.Post, now time.Time) ([]collectors.Change, error) {
	numbers := slices.Sorted(maps.Keys(kept))
	ids := make([]string, len(numbers))
	for i, id := range numbers {
		ids[i] = strconv.FormatInt(id, 10)
	}
	found, err := c.ask(ctx, "/2.3/questions/"+strings.Join(ids, ";"), url.Values{
		"site": {site}, "pagesize": {strconv.Itoa(pageSize)}, "filter": {"withbody"},
	}, now)
	if err != nil {
		if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
			c.meter.learn(0, 0, wait.Until, now)
		}
		return nil, err
	}
	c.meter.learn(found.Max, found.Left, found.hold(now), now)
	var changes []collectors.Change
	there := map[int64]bool{}
	for _, raw := range found.Items {
		var q question
		if json.Unmarshal(raw, &q) != nil {
			return nil, fmt.Errorf("%s: Stack Exchange: an item is no question; it is asked again later", site)
		}
		was, asked := kept[q.ID]
		there[q.ID] = true
		if is := q.post(); asked && !(collectors.Unedited(was.Title, is.Title) && collectors.Unedited(was.Text, is.Text)) {
			changes = append(changes, collectors.Change{Post: is})
		}
	}
	if found.More {
		return changes, nil // then what is missing is on another page
	}
	if len(there) == 0 && len(kept) >= improbable {
		return nil, fmt.Errorf("%s: Stack Exchange: it knows none of %d questions, which is not believed; they are asked for again later", site, len(kept))
	}
	for _, id := range numbers {
		if !there[id] {
			changes = append(changes, collectors.Change{Post: kept[id], Gone: true})
		}
	}
	return changes, nil
}
