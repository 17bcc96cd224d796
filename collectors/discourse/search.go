package discourse

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"tocsin/collectors"
)

const (
	// lastPage is the last that a search has.
	lastPage = 10
	// overlap is how long before the newest post known others are asked for again.
	overlap = 15 * time.Minute
)

// A search reads what one search of a forum finds, the latest first.
type search struct {
	forum *forum
	query string
	verge collectors.Verge
}

// A found is the cursor of a search. Moments are seconds since 1970.
type found struct {
	Since int64 `json:"since,omitempty"`
	// Page is the next to be read of a walk that is under way, Newest the newest moment it found.
	Page   int   `json:"page,omitempty"`
	Newest int64 `json:"newest,omitempty"`
}

func readFound(from collectors.Cursor, now time.Time) (found, []string) {
	var f found
	var notes []string
	if from != "" && (json.Unmarshal([]byte(from), &f) != nil || f.Since < 0 || f.Page < 0 || f.Page > lastPage) {
		f, notes = found{}, []string{fmt.Sprintf("the bookmark of a search could not be read, so the last %v are searched again", lookBack)}
	}
	if f.Since == 0 || f.Since > now.Unix() {
		f.Since = now.Add(-lookBack).Unix()
	}
	f.Page = max(f.Page, 1)
	return f, notes
}

// Collect reads one page.
func (s *search) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	mark, notes := readFound(from, now)
	until := time.Unix(mark.Since, 0).Add(-overlap).UTC()
	// A day begins somewhere: the one before it is asked for too.
	query := s.query + " order:latest after:" + until.Add(-24*time.Hour).Format(time.DateOnly)
	v := url.Values{"q": {query}, "page": {strconv.Itoa(mark.Page)}}
	var said struct {
		Posts  []json.RawMessage `json:"posts"`
		Topics []struct {
			ID    int64  `json:"id"`
			Title string `json:"title"`
			Slug  string `json:"slug"`
		} `json:"topics"`
		Result *struct {
			More *bool `json:"more_full_page_results"`
		} `json:"grouped_search_result"`
	}
	answer, err := s.forum.web.JSON(ctx, s.forum.home+"/search.json?"+v.Encode(), nil, now, &said)
	if err != nil {
		return collectors.Page{}, err
	}
	if said.Posts == nil && said.Result == nil {
		return collectors.Page{}, errors.New("the forum: the answer is no search result; it is asked again later")
	}
	posts, odd, err := collectors.Sift("the forum", "post", said.Posts, read)
	if err != nil {
		return collectors.Page{}, err
	}
	gap, err := s.verge.Look("the forum", from, "the posts that it said it has beyond", mark.Page > 1 && len(said.Posts) == 0)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Notes: collectors.Noted(append(notes, odd...), gap), NotBefore: answer.Wait}
	older := false
	for _, p := range posts {
		if older = older || p.Created.Before(until); p.gone() || p.Created.Before(until) {
			continue
		}
		for _, t := range said.Topics {
			if t.ID == p.Topic {
				p.Title, p.Slug = t.Title, t.Slug
			}
		}
		mark.Newest = max(mark.Newest, min(p.Created.Unix(), now.Unix()))
		page.Posts = append(page.Posts, s.forum.post(p))
	}
	more := said.Result != nil && said.Result.More != nil && *said.Result.More
	if mark.Page++; !more || older || len(said.Posts) == 0 || mark.Page > lastPage {
		if more && !older && mark.Page > lastPage {
			page.Notes = append(page.Notes, fmt.Sprintf("%q finds more than the forum shows of a search; what is older is not heard", s.query))
		}
		mark = found{Since: max(mark.Since, mark.Newest)}
	}
	page.More = mark.Page > 0
	page.Unchanged = len(page.Posts) == 0 && !page.More
	text, err := json.Marshal(mark)
	page.Next = collectors.Cursor(text)
	return page, err
}
