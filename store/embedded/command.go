package embedded

import "slices"

// A class says what is done with a command.
type class int

const (
	// changes is journaled before it is executed. It is the zero class: what is not
	// known to only read is taken for a write.
	changes class = iota
	// reads is executed and leaves no trace.
	reads
	// answered is told by the server itself, which knows what the engine does not.
	answered
)

// classify sorts a command that is not refused; name is in capitals.
func (e *engine) classify(name string) class {
	switch name {
	case "TTL", "PTTL", "TIME", "INFO", "CONFIG", "CLIENT", "SELECT", "COMMAND":
		return answered
	case "PING", "ECHO", "HELLO", "AUTH", "WAIT", "OBJECT", "XINFO", "MEMORY", "PUBLISH", "PUBSUB":
		return reads
	}
	if !e.knows(name) || e.redis.IsReadOnlyCommand(name) {
		return reads
	}
	return changes
}

// refusal answers why a command is refused; "" if it is not.
func refusal(name string, args []string) string {
	if why := refusedAlways(name); why != "" {
		return "ERR " + name + " is not available in the embedded store: " + why
	}
	option := func(word string) bool {
		return slices.ContainsFunc(args[1:], func(arg string) bool { return upper(arg) == word })
	}
	switch {
	case name == "XREAD" && option("BLOCK"):
		return "ERR XREAD BLOCK is not available in the embedded store: everybody else would wait with it; ask again from time to time"
	case name == "COPY" && option("DB"):
		return "ERR COPY DB is not available in the embedded store: it has one database"
	}
	return ""
}

func refusedAlways(name string) string {
	switch name {
	case "EVAL", "EVALSHA", "EVAL_RO", "EVALSHA_RO", "SCRIPT", "FCALL", "FCALL_RO", "FUNCTION":
		return "its journal keeps commands, not scripts; use WATCH and MULTI"
	case "BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "BZMPOP":
		return "everybody else would wait with it; ask again from time to time"
	case "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE", "MONITOR":
		return "it has no channels"
	case "XGROUP", "XREADGROUP", "XACK", "XCLAIM", "XAUTOCLAIM", "XPENDING":
		return "its snapshots cannot hold consumer groups"
	case "PFADD", "PFMERGE", "PFCOUNT":
		return "its snapshots cannot hold such counters; use a set"
	case "HEXPIRE", "HPEXPIRE", "HEXPIREAT", "HPEXPIREAT", "HPERSIST", "HTTL", "HPTTL", "HSETEX", "HGETEX":
		return "only whole keys expire"
	case "SPOP":
		return "a replay would take another member; use SRANDMEMBER and SREM"
	case "RESTORE", "DUMP", "MIGRATE", "GEORADIUS", "GEORADIUSBYMEMBER", "DELEX":
		return "it is not kept exactly"
	case "MOVE", "SWAPDB":
		return "it has one database"
	case "CLUSTER", "READONLY", "READWRITE", "ASKING":
		return "it is no cluster"
	case "SHUTDOWN", "SAVE", "BGSAVE", "BGREWRITEAOF":
		return "it ends with the daemon, and keeps its files by itself"
	}
	return ""
}
