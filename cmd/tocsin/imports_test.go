package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The architecture: a line for each package, with what it may import beside the
// standard library, and why it exists. A library of others has one owner;
// golang.org/x is Go's own second shelf and is free to several. Tests may import
// what they like.
const (
	// The core is pure: it has no network, file, environment, clock or log.
	core = `
brand:           brand/address                                  # what is listened for and heard
brand/address:   golang.org/x/net                               # one spelling for every address
brand/text:      golang.org/x/net golang.org/x/text             # markup to plain text, and folding
brand/lang:      brand/text                                     # which language a text is in
brand/query:     brand brand/lang brand/text golang.org/x/net   # which texts concern a brand, and why
brand/query/form: brand brand/query brand/text                  # a query in each source's own search syntax
brand/tone:      brand brand/query brand/text embed             # how a text sounds; embeds its word lists
brand/story:     brand brand/text                               # which texts are copies of one
plan:            brand brand/address brand/query brand/text     # strategies, and what touches them
rules/surge:                                                    # how rare a volume is, as arithmetic
rules:           brand brand/lang brand/query brand/text rules/surge # what too much means, as arithmetic
alerting:        brand brand/text plan rules alerting/oncall context golang.org/x/sync # an incident's life, and whom to tell when
alerting/oncall: brand plan rules                               # who may act, and when
digest:          brand brand/lang brand/story brand/text plan rules alerting alerting/oncall # the week, counted once`
	// The shell stands between the core and the world.
	shell = `
collectors:               brand brand/story brand/text collectors/guard # one step for every source: wait, fetch, match, keep
collectors/guard:                                               # which addresses may be fetched
collectors/polite:        brand/text collectors collectors/guard github.com/andybalholm/brotli golang.org/x/time # how a service is asked
collectors/postline:      brand brand/address brand/text          # posts as they are written down, one a line
collectors/appstore:      brand collectors collectors/polite    # reads an app's reviews
collectors/bluesky:        brand brand/address brand/text collectors collectors/guard collectors/polite github.com/coder/websocket # hears Bluesky
collectors/contract:      brand brand/query collectors collectors/guard store # what every collector is held to, in tests
collectors/discourse:     brand brand/address brand/text collectors collectors/polite # reads forums of Discourse
collectors/feed:          brand brand/address brand/text collectors collectors/guard collectors/polite github.com/mmcdole/gofeed golang.org/x/net golang.org/x/text # reads feeds
collectors/gdelt:         brand brand/text collectors collectors/polite # searches GDELT's press
collectors/google:        collectors                            # asks Google News and Google Alerts for feeds
collectors/file:          brand brand/text collectors collectors/postline # follows files of posts
collectors/inbox:         brand brand/text collectors collectors/postline # takes posts that others send
collectors/hackernews:    brand brand/address brand/text collectors collectors/polite # reads Hacker News
collectors/stackexchange: brand brand/address brand/text collectors collectors/guard collectors/polite # reads Stack Exchange
collectors/lemmy:         brand brand/address brand/text collectors collectors/polite # reads instances of Lemmy
collectors/mastodon:      brand brand/address brand/text collectors collectors/guard collectors/polite golang.org/x/net # reads instances of Mastodon
collectors/websub:        brand brand/text collectors collectors/guard collectors/polite # lets hubs bring what feeds publish
collectors/x:             brand brand/text collectors collectors/guard github.com/dghubble/go-twitter # reads X
collectors/reddit:        brand brand/address brand/text collectors collectors/polite # searches Reddit and reads subreddits
collectors/telegram:      brand brand/address collectors collectors/polite # reads the chats a bot is in
collectors/youtube:       brand collectors collectors/polite    # reads channels, searches and comments
alerting/slack:           alerting brand rules github.com/slack-go/slack # speaks to Slack, and hears it
alerting/slack/slackfake: github.com/gorilla/websocket          # a Slack that misbehaves on demand
alerting/hook:            alerting brand rules                  # the second way out
alerting/terminal:        alerting                              # cards for those without Slack
store:                    brand collectors alerting rules store/child store/embedded github.com/redis/go-redis/v9 # keeps it all
store/child:              store/lock store/socket               # a private redis-server
store/embedded:           store/lock store/socket               # an engine for those without one
store/lock:                                                     # one process to a folder
store/socket:                                                   # a socket path that is short enough
schedule:                 github.com/robfig/cron/v3             # gives each job its moment
config:                   brand brand/query brand/text plan rules alerting alerting/oncall go.yaml.in/yaml/v3 golang.org/x/text # the file; keys of names with accents
web:                      github.com/prometheus/client_golang   # health, metrics, Slack's door and one page
replay:                   rules rules/surge                     # counts made elsewhere, scored as the daemon does
bench:                    bench/peers rules/surge               # what the detector finds, misses and costs, measured
bench/peers:                                                    # the rules of others, to compare with
demo:                     brand                                 # a month of an invented brand
cmd/tocsin:               *                                     # wires everything`
)

// impure are the packages that the core does without, unless its line names
// one, and clocks what it leaves alone of package time.
var (
	impure = []string{"context", "net", "net/http", "os", "os/exec", "os/signal", "syscall", "log", "log/slog", "io/fs", "crypto/rand", "math/rand", "math/rand/v2", "embed", "unsafe"}
	clocks = []string{"Now", "Since", "Until", "Sleep", "Tick", "After", "AfterFunc", "NewTimer", "NewTicker", "Local"}
)

func TestArchitecture(t *testing.T) {
	for _, v := range violations(os.DirFS("../.."), core, shell) {
		t.Error(v)
	}
}

// violations holds a tree of source against the two halves of the table.
func violations(tree fs.FS, core, shell string) []string {
	var found []string
	allowed, owners, pure, seen := map[string][]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(core)+"\n"+strings.TrimSpace(shell), "\n") {
		rule, reason, _ := strings.Cut(line, "#")
		name, imports, _ := strings.Cut(rule, ":")
		allowed[name], pure[name] = strings.Fields(imports), i <= strings.Count(strings.TrimSpace(core), "\n")
		if strings.TrimSpace(reason) == "" {
			found = append(found, name+": gives no reason; say why it exists")
		}
		for _, lib := range allowed[name] {
			if owner := owners[lib]; outside(lib) && owner != "" && !strings.HasPrefix(lib, "golang.org/x/") {
				found = append(found, fmt.Sprintf("%s: has two owners, %s and %s; let one of them serve the other", lib, owner, name))
			}
			owners[lib] = name
		}
	}
	_ = fs.WalkDir(tree, ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		name := path.Dir(file)
		if allows, listed := allowed[name]; listed {
			found = append(found, inspect(tree, file, allows, pure[name])...)
		} else if !seen[name] {
			found = append(found, name+": is not in the table; give it a line and a reason")
		}
		seen[name] = true
		return nil
	})
	for name := range allowed {
		if !seen[name] {
			found = append(found, name+": is in the table, but has no code; take out its line")
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// inspect holds one file against its package's line.
func inspect(tree fs.FS, file string, allows []string, pure bool) []string {
	source, err := fs.ReadFile(tree, file)
	parsed, fault := parser.ParseFile(token.NewFileSet(), file, source, parser.SkipObjectResolution)
	if err != nil || fault != nil {
		return []string{fmt.Sprint(file, ": ", err, fault)}
	}
	var found []string
	clock := ""
	for _, spec := range parsed.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		switch ours, own := strings.CutPrefix(imported, "tocsin/"); {
		case imported == "time":
			clock = "time"
			if spec.Name != nil {
				clock = spec.Name.Name
			}
		case pure && slices.Contains(impure, imported) && !slices.Contains(allows, imported):
			found = append(found, path.Dir(file)+": may not import "+imported+": the core is pure; let the caller do it")
		case own && !slices.Contains(allows, ours) && !slices.Contains(allows, "*"), outside(imported) && !slices.ContainsFunc(allows, func(lib string) bool {
			return lib == "*" || imported == lib || strings.HasPrefix(imported, lib+"/")
		}):
			found = append(found, path.Dir(file)+": may not import "+imported+": its line does not say so; change the design first, then the line")
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if use, ok := n.(*ast.SelectorExpr); ok && pure && slices.Contains(clocks, use.Sel.Name) {
			if of, ok := use.X.(*ast.Ident); ok && of.Name == clock {
				found = append(found, path.Dir(file)+": may not use time."+use.Sel.Name+": the core is told the time")
			}
		}
		return true
	})
	return found
}

// outside reports whether an import is neither ours nor the standard library's.
func outside(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return strings.Contains(first, ".")
}
