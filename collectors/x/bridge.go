package x

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
)

const (
	v1Search = "/1.1/search/tweets.json"
	v2Search = "/2/tweets/search/recent"
	// noteHeader carries what v1.1 JSON has no place for: partial errors.
	noteHeader = "Tocsin-Note"
	// largestBody is far above 100 posts of the longest kind, 25,000 characters each.
	largestBody = 32 << 20
	// emptyPages is how many pages without posts are followed before giving up.
	emptyPages = 10
)

// A bridge stands below a v1.1 client and above the network. It turns a v1.1
// search into a v2 recent search and the answer back into v1.1 JSON. It sends
// GET and nothing else, and only to its base.
type bridge struct {
	base   string
	bearer string
	// agent says who asks, "" leaves it to net/http.
	agent   string
	authors bool
	under   http.RoundTripper
	// renamed is set once X has refused the names "tweet.fields" and the like:
	// its 2026 specification calls them "post.fields".
	renamed atomic.Bool
	// vain are posts that were bought and could not be read.
	vain vain
}

// An answer is a v2 answer whose body has been read.
type answer struct {
	status int
	header http.Header
	body   []byte
	doc    document
	// fault is why the body is no document; nil if it is one.
	fault error
}

// RoundTrip implements http.RoundTripper for the one call that is bridged.
func (b *bridge) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet || req.URL.Path != v1Search {
		return nil, fmt.Errorf("x bridge: %s %s is not bridged to v2; only GET %s is", req.Method, req.URL.Path, v1Search)
	}
	query := v2Query(req.URL.Query())
	a, err := b.ask(req.Context(), query)
	for range emptyPages {
		if err != nil || a.status != http.StatusOK || len(a.doc.Data) > 0 || a.doc.next() == "" {
			break
		}
		// A page can be empty and still promise more. It holds no id to walk on from.
		query.Set("next_token", a.doc.next())
		a, err = b.ask(req.Context(), query)
	}
	if err != nil {
		return nil, err
	}
	return a.inV1(req)
}

// v2Query translates a v1.1 search's parameters.
func v2Query(v1 url.Values) url.Values {
	v2 := url.Values{"query": {v1.Get("q")}, "sort_order": {"recency"}}
	if count, err := strconv.Atoi(v1.Get("count")); err == nil {
		v2.Set("max_results", strconv.Itoa(min(max(count, smallestPage), largestPage)))
	}
	for from, to := range map[string]string{"since_id": "since_id", "since": "start_time", "until": "end_time"} {
		if v1.Has(from) {
			v2.Set(to, v1.Get(from))
		}
	}
	// max_id includes the post it names, until_id does not.
	if id, ok := parseID(v1.Get("max_id")); ok {
		v2.Set("until_id", strconv.FormatInt(id+1, 10))
	}
	if kind := v1.Get("result_type"); kind == "popular" || kind == "mixed" {
		v2.Set("sort_order", "relevancy")
	}
	return v2
}

// ask sends a v2 search, and once more under the other names if X does not know
// the ones it was asked with.
func (b *bridge) ask(ctx context.Context, query url.Values) (answer, error) {
	names, others := tweetNames, postNames
	if b.renamed.Load() {
		names, others = others, names
	}
	a, err := b.send(ctx, query, names)
	if err != nil || a.status != http.StatusBadRequest || !bytes.Contains(a.body, []byte(names)) {
		return a, err
	}
	b.renamed.Store(others == postNames)
	return b.send(ctx, query, others)
}

// A family is the name of the parameter that lists the fields wanted.
type family string

const (
	tweetNames family = "tweet.fields"
	postNames  family = "post.fields"
)

// other is the other family.
func (f family) other() family {
	if f == postNames {
		return tweetNames
	}
	return postNames
}

// fields are those wanted of each post. Reposts come without their original: it
// would be billed as one more post.
func (f family) fields() string {
	const both = "created_at,author_id,lang,entities,"
	if f == postNames {
		return both + "referenced_posts,note_post"
	}
	return both + "referenced_tweets,note_tweet"
}

func (b *bridge) send(ctx context.Context, query url.Values, names family) (answer, error) {
	full := b.wanted(names)
	maps.Copy(full, query)
	req, err := b.request(ctx, v2Search, full)
	if err != nil {
		return answer{}, err
	}
	resp, err := b.under.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := readBody(resp)
	if err != nil {
		return answer{}, fmt.Errorf("read the answer (%s): %w", resp.Status, err)
	}
	a := answer{status: resp.StatusCode, header: resp.Header, body: body}
	a.doc, a.fault = readDocument(body)
	return a, nil
}

// wanted are the parameters that say what is to be told of a post.
func (b *bridge) wanted(names family) url.Values {
	v := url.Values{string(names): {names.fields()}}
	if b.authors {
		v.Set("expansions", "author_id")
		v.Set("user.fields", "username,name,public_metrics")
	}
	return v
}

// request is a signed question.
func (b *bridge) request(ctx context.Context, path string, v url.Values) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.base+path+"?"+v.Encode(), http.NoBody)
	if err != nil {
		return nil, errors.New("x: the base URL cannot be asked; leave it out to use " + home)
	}
	req.Header = b.header()
	return req, nil
}

// header signs a request, and says who asks.
func (b *bridge) header() http.Header {
	h := http.Header{"Authorization": {"Bearer " + b.bearer}, "Accept": {"application/json"}}
	if b.agent != "" {
		h.Set("User-Agent", b.agent)
	}
	return h
}

// readBody reads a whole body, unpacked: a transport that was not asked to
// unpack hands on what it got.
func readBody(resp *http.Response) ([]byte, error) {
	r, err := unpacked(resp.Header, resp.Body)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(r, largestBody+1))
	if err != nil {
		return nil, err
	}
	if len(body) > largestBody {
		return nil, fmt.Errorf("it is larger than %d MB, which no search result is", largestBody>>20)
	}
	return body, nil
}

func unpacked(h http.Header, body io.Reader) (io.Reader, error) {
	if !strings.EqualFold(h.Get("Content-Encoding"), "gzip") {
		return body, nil
	}
	r, err := gzip.NewReader(body)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return r, nil
}

// inV1 writes the answer as v1.1 would have given it. Headers stay, because the
// rate limit is in them, but for those that describe the old body.
func (a answer) inV1(req *http.Request) (*http.Response, error) {
	is := reply{a.status, a.body, nil}
	if a.fault == nil {
		var err error
		if is, err = a.doc.inV1(a.status); err != nil {
			return nil, err
		}
	}
	phrase := fmt.Sprintf("%d %s", is.status, http.StatusText(is.status))
	if is.status != a.status {
		phrase = fmt.Sprintf("%d with errors instead of posts", a.status)
	}
	header := a.header.Clone()
	header.Del("Content-Encoding")
	header.Del(noteHeader)
	header.Set("Content-Type", "application/json")
	header.Set("Content-Length", strconv.Itoa(len(is.body)))
	for _, n := range is.notes {
		header.Add(noteHeader, n)
	}
	return &http.Response{
		Status: phrase, StatusCode: is.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(is.body)),
		// sling decodes nothing where this is 0.
		ContentLength: int64(len(is.body)), Request: req,
	}, nil
}
