package embedded

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// serverCommands are those that tell of the server, not of the data.
func (l *lane) serverCommands() map[string]command {
	return map[string]command{
		"PING":   {least: 1, most: 2, run: ping},
		"HELLO":  {least: 1, run: hello},
		"SELECT": {least: 2, most: 2, run: choose},
		"TIME":   {least: 1, most: 1, run: l.time},
		"CONFIG": {least: 3, most: 3, run: l.config},
		"INFO":   {least: 1, run: l.info},

		"BGREWRITEAOF": {least: 1, most: 1, run: l.rewrite},
	}
}

func ping(_ *engine, args []string, out []byte) ([]byte, error) {
	if len(args) == 2 {
		return appendBulk(out, args[1]), nil
	}
	return appendSimple(out, "PONG"), nil
}

// hello is how clients begin. Only the older of the two protocols is spoken.
func hello(_ *engine, args []string, out []byte) ([]byte, error) {
	if len(args) > 1 && args[1] != "2" {
		return out, replyError("NOPROTO unsupported protocol version")
	}
	if len(args) > 2 {
		return out, replyError("ERR the embedded store has no users and no names of clients")
	}
	out = appendArray(out, 4)
	out = appendBulk(appendBulk(out, "server"), "tocsin")
	return appendInt(appendBulk(out, "proto"), 2), nil
}

func choose(_ *engine, args []string, out []byte) ([]byte, error) {
	if args[1] != "0" {
		return out, replyError("ERR the embedded store has one database, 0")
	}
	return appendSimple(out, "OK"), nil
}

func (l *lane) time(_ *engine, _ []string, out []byte) ([]byte, error) {
	now := l.now()
	out = appendBulk(appendArray(out, 2), strconv.FormatInt(now.Unix(), 10))
	return appendBulk(out, strconv.Itoa(now.Nanosecond()/1000)), nil
}

// config tells how the data is kept, in the words of a Redis that keeps it so.
func (l *lane) config(_ *engine, args []string, out []byte) ([]byte, error) {
	if upper(args[1]) != "GET" {
		return out, replyError("ERR the embedded store has nothing to set")
	}
	settings := map[string]string{
		"appendonly": "yes", "appendfsync": "everysec", "save": "",
		"maxmemory": strconv.FormatInt(l.limit, 10), "maxmemory-policy": "noeviction",
	}
	maps.DeleteFunc(settings, func(name, _ string) bool {
		is, err := path.Match(args[2], name)
		return err != nil || !is
	})
	out = appendArray(out, 2*len(settings))
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		out = appendBulk(appendBulk(out, name), settings[name])
	}
	return out, nil
}

func (l *lane) info(e *engine, _ []string, out []byte) ([]byte, error) {
	status := "ok"
	if l.journal.fault() != nil {
		status = "err"
	}
	var text strings.Builder
	fmt.Fprintf(&text, "# Server\r\nrun_id:%s\r\n", l.life)
	fmt.Fprintf(&text, "# Memory\r\nused_memory:%d\r\nmaxmemory:%d\r\n", e.bytes, l.limit)
	fmt.Fprintf(&text, "# Persistence\r\naof_enabled:1\r\naof_last_write_status:%s\r\naof_current_size:%d\r\n", status, l.journal.size)
	fmt.Fprintf(&text, "aof_rewrite_in_progress:%d\r\naof_rewrite_scheduled:%d\r\n", bit(l.rewriting), bit(l.anew))
	rewrote := "ok"
	if l.unwritten {
		rewrote = "err"
	}
	fmt.Fprintf(&text, "aof_last_bgrewrite_status:%s\r\n", rewrote)
	fmt.Fprintf(&text, "# Keyspace\r\ndb0:keys=%d,expires=%d\r\n", len(e.items), len(e.deadlines))
	return appendBulk(out, text.String()), nil
}

func bit(set bool) int { //nolint:revive // it is told, not obeyed
	if set {
		return 1
	}
	return 0
}

// rewrite has the journal written anew soon: what was taken away is in it until then.
func (l *lane) rewrite(_ *engine, _ []string, out []byte) ([]byte, error) {
	l.anew = true
	return appendSimple(out, "Background append only file rewriting started"), nil
}
