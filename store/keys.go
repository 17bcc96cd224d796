package store

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
)

// keys builds the names of everything that is stored. All begin with the prefix
// ("tocsin:"). What belongs to a brand carries it as hash tag, so that in a
// cluster all that must change together lives in one slot.
//
//	{solvo}:blocks           string  number of the newest block of mentions
//	{solvo}:log:20261121     stream  blocks of mentions fetched that day (UTC); id is block-0; fields by (token), json
//	{solvo}:days             hash    day → "first last mentions": its first and last block and what they hold
//	{solvo}:seen:2026Q4      set     ids of mentions kept, by quarter of fetching
//	{solvo}:alias:2026Q4     hash    what else a source knows a mention by → its id, by quarter of fetching
//	{solvo}:amend            hash    mention or author → change of what is kept, to be obeyed
//	{solvo}:draft            stream  a day that is being written anew; what is left of one is written over
//	{solvo}:drafter          string  token of who writes that draft
//	{solvo}:number           string  highest incident number
//	{solvo}:incidents        zset    incident number → µs of its last action
//	{solvo}:live             set     numbers of incidents that want attention
//	{solvo}:due              zset    incident number → µs when it must be looked at again
//	{solvo}:outbox           set     numbers of incidents that may have cards to deliver
//	{solvo}:inc:241          list    actions, as JSON, in order
//	{solvo}:inc:241:keys     set     the actions' keys
//	{solvo}:inc:241:orders   hash    place → order; written by Record alone
//	{solvo}:inc:241:slips    hash    place → slip; written by Sign alone
//	{src:techcrunch}         string  a source's bookmark
//	sources, brands          set     what there are bookmarks and mentions of
//	ran                      hash    job → when it last ran
//	refusals, strangers      list    refused requests, newest first, capped: signed ones, others
//	secret:<name>            string  random bytes of this installation
//	once:<key>               string  token of whoever was first; the only keys that expire
//
// Times in scores are microseconds: whole numbers that a float64 holds exactly.
type keys struct{ prefix string }

func (k keys) of(b brand.Key, part string) string { return k.prefix + "{" + string(b) + "}:" + part }

func (k keys) blocks(b brand.Key) string    { return k.of(b, "blocks") }
func (k keys) days(b brand.Key) string      { return k.of(b, "days") }
func (k keys) amend(b brand.Key) string     { return k.of(b, "amend") }
func (k keys) draft(b brand.Key) string     { return k.of(b, "draft") }
func (k keys) number(b brand.Key) string    { return k.of(b, "number") }
func (k keys) incidents(b brand.Key) string { return k.of(b, "incidents") }
func (k keys) live(b brand.Key) string      { return k.of(b, "live") }
func (k keys) due(b brand.Key) string       { return k.of(b, "due") }
func (k keys) outbox(b brand.Key) string    { return k.of(b, "outbox") }

func (k keys) log(b brand.Key, day string) string { return k.of(b, "log:"+day) }
func (k keys) seen(b brand.Key, q quarter) string { return k.of(b, "seen:"+q.String()) }
func (k keys) incident(id alerting.ID) string     { return k.of(id.Brand, "inc:"+strconv.Itoa(id.Number)) }
func (k keys) actionKeys(id alerting.ID) string   { return k.incident(id) + ":keys" }
func (k keys) orders(id alerting.ID) string       { return k.incident(id) + ":orders" }
func (k keys) slips(id alerting.ID) string        { return k.incident(id) + ":slips" }
func (k keys) source(id string) string            { return k.prefix + "{src:" + id + "}" }
func (k keys) once(key string) string             { return k.prefix + "once:" + key }
func (k keys) secret(name string) string          { return k.prefix + "secret:" + name }
func (k keys) sources() string                    { return k.prefix + "sources" }
func (k keys) brands() string                     { return k.prefix + "brands" }
func (k keys) ran() string                        { return k.prefix + "ran" }
func (k keys) refusals() string                   { return k.prefix + "refusals" }
func (k keys) strangers() string                  { return k.prefix + "strangers" }

func (k keys) alias(b brand.Key, q quarter) string { return k.of(b, "alias:"+q.String()) }
func (k keys) drafter(b brand.Key) string          { return k.of(b, "drafter") }

const dayForm = "20060102"

// dayOf names the UTC day of a moment, such as "20261121"; names sort as days do.
func dayOf(t time.Time) string { return t.UTC().Format(dayForm) }

// A quarter counts calendar quarters since the year 0.
type quarter int

func quarterOf(t time.Time) quarter {
	t = t.UTC()
	return quarter(t.Year()*4 + (int(t.Month())-1)/3)
}

func (q quarter) String() string { return fmt.Sprintf("%04dQ%d", int(q)/4, int(q)%4+1) }

// micros is a moment as a score.
func micros(t time.Time) string { return strconv.FormatInt(t.UnixMicro(), 10) }

// cleanPrefix makes a prefix that cannot end a hash tag early.
func cleanPrefix(p string) (string, error) {
	if p == "" {
		return "tocsin:", nil
	}
	if strings.ContainsAny(p, "{}") {
		return "", fmt.Errorf("store prefix %q: leave out { and }, they mark what must stay together in a cluster", p)
	}
	return p, nil
}
