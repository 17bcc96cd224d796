package alerting

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tocsin/rules"
)

// The kinds of messages, as their keys begin.
const (
	cardMessage = "card"
	pingMessage = "ping"
)

// messageKey identifies a message: its kind, how many alerts the place has been
// given with it, and a digest of what it is. All processes make the same key for
// the same message, so that whoever finds it knows it, and a medium that knows
// keys can leave out a second copy.
func messageKey(kind string, d Delivery) string {
	what := fmt.Sprint(d.ID, "\x00", d.Order.Place, "\x00", d.Order.Since.UnixMicro())
	if kind == cardMessage {
		// A card posted anew, since somebody deleted it, is another message.
		what += fmt.Sprint("\x00", d.Slip.Shown)
	}
	sum := sha256.Sum256([]byte(what))
	return fmt.Sprintf("%s-%d-%s", kind, d.Order.Pings, hex.EncodeToString(sum[:10]))
}

// readKey answers a message's kind and how many alerts were given with it.
func readKey(key string) (string, int) {
	kind, rest, _ := strings.Cut(key, "-")
	number, _, _ := strings.Cut(rest, "-")
	n, err := strconv.Atoi(number)
	if err != nil {
		return kind, 0
	}
	return kind, n
}

// pause is how long to wait after so many failures in a row: from two seconds on
// twice as long each time, and up to half of it less, so that places that failed
// together do not come back together. Which part is told by the key: a decision
// needs no dice.
func pause(tries int, s rules.Severity, key string) time.Duration {
	whole := longest(s)
	if tries < 8 {
		whole = min(whole, 2*time.Second<<max(tries-1, 0))
	}
	sum := sha256.Sum256([]byte(key + strconv.Itoa(tries)))
	part := time.Duration(binary.BigEndian.Uint16(sum[:2]))
	return whole - whole/2*part/(1<<16)
}
