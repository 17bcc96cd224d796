package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"
)

// drawCommand makes up one of the commands that this package sends, well-formed or
// nearly so.
func drawCommand(t *rapid.T) []any {
	key := rapid.SampledFrom([]string{"k1", "k2", "k3", "k4"}).Draw(t, "key")
	word := rapid.SampledFrom([]string{"a", "b", "c", "", "\r\n", "d é", "12"})
	number := rapid.SampledFrom([]string{"0", "1", "2", "3", "7", "-1", "-2", "-9", "x", ""})
	id := rapid.SampledFrom([]string{"0", "1", "2-0", "2-1", "3", "9-9", "0-0", "x", "-", "+", "1-x"})
	score := rapid.SampledFrom([]string{"0", "1", "-1.5", "1e3", "1700000000000000", "inf", "-inf", "+inf", "(1", "nan", "x"})
	w := func() any { return word.Draw(t, "word") }
	switch verb := rapid.SampledFrom([]string{
		"GET", "SET", "NX", "DEL", "UNLINK", "HSET", "HGET", "HMGET", "HGETALL", "HDEL", "SADD", "SREM", "SMEMBERS", "SMISMEMBER",
		"ZADD", "ZREM", "ZRANGEBYSCORE", "RPUSH", "LPUSH", "LLEN", "LRANGE", "LTRIM", "LSET", "RENAME", "XADD", "XRANGE", "COUNT",
	}).Draw(t, "verb"); verb {
	case "NX":
		return []any{"SET", key, w(), "nx", "PXAT", rapid.SampledFrom([]string{"0", "-1", "4102444800000", "x"}).Draw(t, "at")}
	case "GET", "HGETALL", "SMEMBERS", "LLEN":
		return []any{verb, key}
	case "HSET":
		return []any{verb, key, w(), w(), w(), w()}
	case "ZADD":
		return []any{verb, key, score.Draw(t, "score"), w(), score.Draw(t, "score"), w()}
	case "ZRANGEBYSCORE":
		return []any{verb, key, score.Draw(t, "from"), score.Draw(t, "to")}
	case "LRANGE", "LTRIM":
		return []any{verb, key, number.Draw(t, "from"), number.Draw(t, "to")}
	case "LSET":
		return []any{verb, key, number.Draw(t, "at"), w()}
	case "RENAME":
		return []any{verb, key, rapid.SampledFrom([]string{"k1", "k2", "k9"}).Draw(t, "to")}
	case "XADD":
		return []any{verb, key, id.Draw(t, "id"), "by", w(), "json", w()}
	case "XRANGE":
		return []any{verb, key, id.Draw(t, "from"), id.Draw(t, "to")}
	case "COUNT":
		return []any{"XRANGE", key, id.Draw(t, "from"), id.Draw(t, "to"), "count", number.Draw(t, "count")}
	case "SET", "HGET":
		return []any{verb, key, w()}
	case "DEL", "UNLINK":
		return []any{verb, key, "k1", "k1"}
	default:
		return []any{verb, key, w(), w()}
	}
}

// reply is what a command is answered, as far as it must be the same everywhere: of
// an error its kind, of what has no order its members.
func reply(verb string, v any, err error) string {
	var told redis.Error
	switch {
	case errors.Is(err, redis.Nil):
		return "nil"
	case errors.As(err, &told):
		return "error " + firstWord(told.Error())
	case err != nil:
		return "no answer: " + err.Error()
	}
	all, isList := v.([]any)
	if !isList {
		return fmt.Sprintf("%v", v)
	}
	var parts []string
	for _, part := range all {
		parts = append(parts, fmt.Sprintf("%q", part))
	}
	if verb == "HGETALL" {
		pairs := slices.Collect(slices.Chunk(parts, 2))
		parts = parts[:0]
		for _, pair := range pairs {
			parts = append(parts, strings.Join(pair, "="))
		}
	}
	if verb == "HGETALL" || verb == "SMEMBERS" {
		slices.Sort(parts)
	}
	return fmt.Sprint(parts)
}

// Whatever is said, in whatever order, in transactions or not, the embedded store
// answers as a Redis does.
func TestTheEmbeddedStoreAnswersAsARedisDoes(t *testing.T) {
	ours := daemon(t, RungEmbedded).open(t).client
	theirs := ground{Options{URL: socketURL(startRedis(t))}}.open(t).client
	ctx := t.Context()
	compare := func(rt *rapid.T, args []any, ask func(c redis.UniversalClient) string) {
		if diff := cmp.Diff(ask(theirs), ask(ours)); diff != "" {
			rt.Fatalf("%q is answered (-redis +embedded):\n%s", args, diff)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		for _, c := range []redis.UniversalClient{ours, theirs} {
			if err := c.Del(ctx, "k1", "k2", "k3", "k4").Err(); err != nil {
				rt.Fatal(err)
			}
		}
		for range rapid.IntRange(1, 30).Draw(rt, "steps") {
			var said [][]any
			for range rapid.IntRange(1, 3).Draw(rt, "together") {
				said = append(said, drawCommand(rt))
			}
			if len(said) == 1 {
				compare(rt, said[0], func(c redis.UniversalClient) string {
					v, err := c.Do(ctx, said[0]...).Result()
					return reply(said[0][0].(string), v, err)
				})
				continue
			}
			compare(rt, []any{said}, func(c redis.UniversalClient) string {
				p := c.TxPipeline()
				var answers []*redis.Cmd
				for _, args := range said {
					answers = append(answers, p.Do(ctx, args...))
				}
				_, _ = p.Exec(ctx)
				var told []string
				for i, a := range answers {
					v, err := a.Result()
					told = append(told, reply(said[i][0].(string), v, err))
				}
				return strings.Join(told, "; ")
			})
		}
	})
}
