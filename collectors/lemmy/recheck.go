package lemmy

import (
	"context"
	"net/url"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// lookWithin bounds one question to the instance of an author: many are gone, and none is
// waited for.
const lookWithin = 8 * time.Second

// newOrigins makes a client for the instances that items come from. Each knows best what
// became of its own.
func newOrigins(o polite.Options) *polite.Client {
	o.Service, o.Timeout, o.MaxBytes = "the author's instance", lookWithin, 1<<20
	return polite.New(o)
}

// Recheck asks for each item where it was written. Of items whose instance does not
// answer, or is none of Lemmy's, nothing is said.
func (c *Collector) Recheck(ctx context.Context, kept []brand.Post, now time.Time) ([]collectors.Change, error) {
	var changes []collectors.Change
	dumb := map[string]bool{}
	for _, p := range kept[:min(len(kept), collectors.MostRechecked)] {
		host := hostOf(p.NativeID)
		sort, address, ok := single(p.NativeID)
		if !ok || dumb[host] {
			continue
		}
		gone, err := c.gone(ctx, sort, address, p.NativeID, now)
		switch {
		case ctx.Err() != nil:
			return changes, ctx.Err()
		case err != nil:
			dumb[host] = true
		case gone:
			changes = append(changes, collectors.Change{Post: p, Gone: true})
		}
	}
	return changes, nil
}

// gone asks whether an item is gone. An error says that its instance tells nothing.
func (c *Collector) gone(ctx context.Context, sort sort, address, name string, now time.Time) (bool, error) {
	web := c.origins
	if strings.HasPrefix(address, c.instance.home+"/") {
		web = c.instance.web
	}
	var said struct {
		Post    view `json:"post_view"`
		Comment view `json:"comment_view"`
	}
	_, err := web.JSON(ctx, address, nil, now, &said)
	if r := polite.Refused(err); r != nil && missing(r) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	is := said.Post.Post
	if sort == comments {
		is = said.Comment.Comment
	}
	return is.Address == name && (is.Deleted || is.Removed), nil
}

// missing reports whether it is Lemmy that says that there is no such item: what stands
// in its place may say no more than that there is no such page.
func missing(r *polite.Refusal) bool {
	is := fault(r)
	return strings.HasPrefix(is, "couldnt_find_") || is == "not_found"
}

// single is where Lemmy tells of one of its own items, by the item's name:
// https://lemmy.example/post/7 or https://lemmy.example/comment/7.
func single(name string) (sort, string, bool) {
	u, err := url.Parse(name)
	if err != nil || hostOf(name) == "" {
		return "", "", false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) != 2 || parts[1] == "" || strings.Trim(parts[1], "0123456789") != "" {
		return "", "", false
	}
	at := u.Scheme + "://" + u.Host + "/api/v3/" + parts[0] + "?id=" + parts[1]
	switch parts[0] {
	case "post":
		return posts, at, true
	case "comment":
		return comments, at, true
	}
	return "", "", false
}
