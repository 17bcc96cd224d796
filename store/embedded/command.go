package embedded

import "strings"

// A class says what a command does to the data.
type class int

const (
	// reads leaves no trace.
	reads class = iota
	// shrinks is a change that takes away; it is never refused for want of memory.
	shrinks
	// grows is a change that adds.
	grows
	// fills is a change that adds much: mentions. It is the first to be refused.
	fills
)

// A command is one that the embedded store knows.
type command struct {
	class class
	// least and most are how many words it takes, its name among them; a most of 0
	// means any number.
	least, most int
	// manyKeys is set where all words after the name are keys; else the first is.
	manyKeys bool
	run      func(e *engine, args []string, out []byte) ([]byte, error)
}

func (c command) changes() bool { return c.class != reads }

// keys are those that a change may touch.
func (c command) keys(args []string) []string {
	if c.manyKeys {
		return args[1:]
	}
	return args[1:2]
}

// dataCommands are those whose effect follows from the data alone, so that a
// journal of them can be replayed. An option that is missing here is missing on
// purpose: package store, and nobody else, says what is needed.
func dataCommands() map[string]command {
	return map[string]command{
		"DEL":    {class: shrinks, least: 2, manyKeys: true, run: (*engine).del},
		"UNLINK": {class: shrinks, least: 2, manyKeys: true, run: (*engine).del},
		"RENAME": {class: shrinks, least: 3, most: 3, manyKeys: true, run: (*engine).rename},

		"GET": {least: 2, most: 2, run: (*engine).get},
		"SET": {class: grows, least: 3, run: (*engine).set},

		"HGET":    {least: 3, most: 3, run: (*engine).hget},
		"HMGET":   {least: 3, run: (*engine).hmget},
		"HGETALL": {least: 2, most: 2, run: (*engine).hgetall},
		"HSET":    {class: grows, least: 4, run: (*engine).hset},
		"HDEL":    {class: shrinks, least: 3, run: (*engine).hdel},

		"SMEMBERS":   {least: 2, most: 2, run: (*engine).smembers},
		"SMISMEMBER": {least: 3, run: (*engine).smismember},
		"SADD":       {class: grows, least: 3, run: (*engine).sadd},
		"SREM":       {class: shrinks, least: 3, run: (*engine).srem},

		"ZRANGEBYSCORE": {least: 4, most: 4, run: (*engine).zrangebyscore},
		"ZADD":          {class: grows, least: 4, run: (*engine).zadd},
		"ZREM":          {class: shrinks, least: 3, run: (*engine).zrem},

		"LLEN":   {least: 2, most: 2, run: (*engine).llen},
		"LRANGE": {least: 4, most: 4, run: (*engine).lrange},
		"RPUSH":  {class: grows, least: 3, run: (*engine).rpush},
		"LPUSH":  {class: grows, least: 3, run: (*engine).lpush},
		"LSET":   {class: grows, least: 4, most: 4, run: (*engine).lset},
		"LTRIM":  {class: shrinks, least: 4, most: 4, run: (*engine).ltrim},

		"XRANGE": {least: 4, most: 6, run: (*engine).xrange},
		"XADD":   {class: fills, least: 5, run: (*engine).xadd},
	}
}

// A call is a command with its words.
type call struct {
	command
	args []string
}

// parse finds the command that words mean; its name is in capitals then.
func parse(known map[string]command, args []string) (call, error) {
	name := upper(args[0])
	c, ok := known[name]
	switch {
	case !ok:
		return call{}, errUnknown(args[0])
	case len(args) < c.least, c.most > 0 && len(args) > c.most:
		return call{}, errArguments(strings.ToLower(name))
	}
	args[0] = name
	return call{c, args}, nil
}
