package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"tocsin/alerting"
	"tocsin/brand"
)

// A block holds at most this many mentions, and about this many bytes.
const (
	blockMentions = 500
	blockBytes    = 1 << 20
)

// Fields of a block's entry in a day's stream.
const (
	fieldBy   = "by"
	fieldJSON = "json"
)

// A block is the mentions of one day that were kept together. Blocks of a brand
// are numbered from 1 without gaps, in the order they were kept, whichever day
// they belong to.
type block struct {
	number int
	day    string
	size   int
	// json is the array of mentions.
	json []byte
	// dayThen is the day's line in the index once the block is kept.
	dayThen day
}

// fillBlock takes as many mentions of the first one's day as fit, and answers the rest.
func fillBlock(mentions []brand.Mention) (block, []brand.Mention, error) {
	b := block{day: dayOf(mentions[0].Fetched), json: []byte{'['}}
	for _, m := range mentions {
		if dayOf(m.Fetched) != b.day || b.size == blockMentions {
			break
		}
		text, err := json.Marshal(m)
		if err != nil {
			return block{}, nil, fmt.Errorf("mention %s cannot be written as JSON: %w", m.ID, err)
		}
		if b.size > 0 {
			if len(b.json)+len(text) > blockBytes {
				break
			}
			b.json = append(b.json, ',')
		}
		b.json = append(b.json, text...)
		b.size++
	}
	b.json = append(b.json, ']')
	return b, mentions[b.size:], nil
}

// readBlock reads a stream's entry; its mentions stay packed until wanted.
func readBlock(day string, entry redis.XMessage) (block, error) {
	digits, _, _ := strings.Cut(entry.ID, "-")
	n, err := number(digits)
	if err != nil {
		return block{}, err
	}
	text, _ := entry.Values[fieldJSON].(string)
	return block{number: n, day: day, json: []byte(text)}, nil
}

// mentions are what a block holds. One that cannot be read holds none, and its
// error wraps alerting.ErrLeftOut.
func (b block) mentions() ([]brand.Mention, error) {
	var kept []brand.Mention
	if err := json.Unmarshal(b.json, &kept); err != nil {
		return nil, &stepError{fmt.Errorf("%w: %w", alerting.ErrLeftOut, unreadable(fmt.Sprintf("block %d of %s", b.number, b.day), err))}
	}
	return kept, nil
}

// blockID is a block's id in its stream. Being given, not chosen by the server,
// it is the same on every rung and ahead of nothing.
func blockID(n int) string { return strconv.Itoa(n) + "-0" }

// number reads a count; "" is 0.
func number(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, &stepError{fmt.Errorf("the store holds %q where a number should be: do other programs write under its prefix?", s)}
	}
	return n, nil
}

// A day is a line of the index of days: which blocks it holds. Other days' blocks
// may lie between its first and last.
type day struct {
	first, last, mentions int
}

func (d day) String() string { return fmt.Sprintf("%d %d %d", d.first, d.last, d.mentions) }

// parseDays reads the index of days.
func parseDays(lines map[string]string) (map[string]day, error) {
	days := make(map[string]day, len(lines))
	for name, line := range lines {
		var d day
		if _, err := fmt.Sscanf(line, "%d %d %d", &d.first, &d.last, &d.mentions); err != nil {
			return nil, &stepError{fmt.Errorf("the index of days says %q of %s: do other programs write under the store's prefix?", line, name)}
		}
		days[name] = d
	}
	return days, nil
}
