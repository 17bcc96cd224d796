package slackfake

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

const maxArgs = 4 << 20

// readArgs reads a call's arguments, sent as a form or as JSON. The token may
// stand among them or in the header.
func readArgs(r *http.Request) (url.Values, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxArgs))
	if err != nil {
		return nil, err
	}
	values := url.Values{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		var object map[string]any
		if len(body) > 0 {
			if err := json.Unmarshal(body, &object); err != nil {
				return nil, err
			}
		}
		for k, v := range object {
			if text, ok := v.(string); ok {
				values.Set(k, text)
				continue
			}
			raw, err := json.Marshal(v)
			if err != nil {
				return nil, fmt.Errorf("argument %s: %w", k, err)
			}
			values.Set(k, string(raw))
		}
	} else if values, err = url.ParseQuery(string(body)); err != nil {
		return nil, err
	}
	for k, v := range r.URL.Query() {
		if !values.Has(k) {
			values[k] = v
		}
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && values.Get("token") == "" {
		values.Set("token", bearer)
	}
	return values, nil
}

func truthy(s string) bool { return s == "1" || s == "true" }
