package store

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// The rungs of the ladder.
const (
	RungRedis    = "redis"
	RungChild    = "child"
	RungEmbedded = "embedded"
)

// A Rung says what the store stands on.
type Rung struct {
	// Name is "redis", "child" or "embedded".
	Name string `json:"name"`
	// Address is where it is found; it never holds a password.
	Address string `json:"address"`
	// Durable is set where what was saved survives the end of the server and,
	// but for about a second, of the machine.
	Durable bool `json:"durable"`
	// Loss is one sentence: what would be lost if the machine stopped now.
	Loss string `json:"loss"`
}

// who names the rung as the subject of a sentence.
func (r Rung) who() string {
	switch r.Name {
	case RungChild:
		return "the private redis-server at " + r.Address
	case RungEmbedded:
		return "the embedded store at " + r.Address
	}
	return "redis at " + r.Address
}

func (r Rung) remedy() string {
	if r.Name == RungRedis {
		return "start it, or remove redis.url to use the built-in store"
	}
	return "start tocsin again, and see its log for why it went away"
}

// persistence is what a server tells of how it keeps its data.
type persistence struct {
	appendOnly, fsync, save, policy string
	maxMemory                       int64
	changes                         string
	writeFails                      bool
}

// survey asks the server how it keeps its data. The second answer is false where
// it does not tell: managed servers refuse CONFIG.
func survey(ctx context.Context, client redis.UniversalClient) (persistence, bool) {
	settings := map[string]string{}
	for _, pattern := range []string{"append*", "save", "maxmemory*"} {
		some, err := client.ConfigGet(ctx, pattern).Result()
		if err != nil {
			return persistence{}, false
		}
		maps.Copy(settings, some)
	}
	p := persistence{
		appendOnly: settings["appendonly"], fsync: settings["appendfsync"],
		save: settings["save"], policy: settings["maxmemory-policy"],
	}
	p.maxMemory, _ = strconv.ParseInt(settings["maxmemory"], 10, 64)
	if info, err := client.Info(ctx, "persistence").Result(); err == nil {
		p.changes = infoField(info, "rdb_changes_since_last_save")
		p.writeFails = writeFails(info)
	}
	return p, p.appendOnly != ""
}

func writeFails(info string) bool { return infoField(info, "aof_last_write_status") == "err" }

func infoField(info, name string) string {
	for line := range strings.Lines(info) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// loss says whether the data is durable, and in one sentence what would be lost.
func (p persistence) loss() (bool, string) {
	switch {
	case p.maxMemory > 0 && p.policy != "noeviction":
		return false, fmt.Sprintf("it may throw away anything at any time when memory runs short (maxmemory-policy %s): set noeviction", p.policy)
	case p.appendOnly == "yes" && p.writeFails:
		return false, "everything since its append-only file could last be written: make room on its disk"
	case p.appendOnly == "yes" && p.fsync == "always":
		return true, "nothing, as every write is on disk before it is answered"
	case p.appendOnly == "yes" && p.fsync == "everysec":
		// While a sync is under way it answers first and writes up to two seconds later.
		return true, "about the last two seconds; nothing if only the daemon stopped"
	case p.appendOnly == "yes":
		return false, "up to half a minute, as its system writes the append-only file when it likes (appendfsync no): set everysec"
	case p.save != "":
		return false, fmt.Sprintf("everything since its last snapshot (%s changes now): set appendonly yes", p.changes)
	}
	return false, "everything, as it keeps nothing on disk: set appendonly yes"
}

// describe fills in what can be lost.
func describe(ctx context.Context, client redis.UniversalClient, r Rung) Rung {
	p, told := survey(ctx, client)
	if !told {
		r.Durable, r.Loss = false, "unknown, as it does not tell its settings: make sure that it persists"
		return r
	}
	r.Durable, r.Loss = p.loss()
	if r.Name == RungEmbedded && r.Durable {
		r.Loss = "about the last second; nothing if only the daemon stopped"
	}
	return r
}
