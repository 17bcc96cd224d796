package bluesky_test

import (
	"encoding/json"
	"fmt"
)

func encoded(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func commit(did, operation, collection, key string, record any) func(int64) string {
	return func(at int64) string {
		c := map[string]any{"rev": "3l", "operation": operation, "collection": collection, "rkey": key}
		if record != nil {
			c["record"], c["cid"] = record, "bafy"
		}
		return encoded(map[string]any{"did": did, "time_us": at, "kind": "commit", "commit": c})
	}
}

func written(did, key string, record any) func(int64) string {
	return commit(did, "create", "app.bsky.feed.post", key, record)
}

func says(did, key, words string) func(int64) string {
	return written(did, key, map[string]any{"$type": "app.bsky.feed.post", "text": words, "createdAt": "2026-11-21T11:00:00Z"})
}

func like(did string, n int) func(int64) string {
	return commit(did, "create", "app.bsky.feed.like", fmt.Sprintf("3k%d", n), map[string]any{
		"subject": map[string]any{"uri": "at://did:plc:x/app.bsky.feed.post/3l1"},
	})
}

func account(did string, active bool, status string) func(int64) string {
	return func(at int64) string {
		a := map[string]any{"did": did, "active": active, "seq": at, "time": "2026-11-21T12:00:00Z"}
		if status != "" {
			a["status"] = status
		}
		return encoded(map[string]any{"did": did, "time_us": at, "kind": "account", "account": a})
	}
}

func identity(did, handle string) func(int64) string {
	return func(at int64) string {
		i := map[string]any{"did": did, "seq": at, "time": "2026-11-21T12:00:00Z"}
		if handle != "" {
			i["handle"] = handle
		}
		return encoded(map[string]any{"did": did, "time_us": at, "kind": "identity", "identity": i})
	}
}
