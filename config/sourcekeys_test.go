package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// manyKinds are kinds as collectors have them: with lists, secrets and a feed's own address.
func manyKinds() Known {
	return Known{
		Kinds: []KindSpec{
			{Name: "feed", Address: Required, Settings: []Setting{{Name: "url_env", Example: "ALERTS_FEED", Env: true}}},
			{Name: "x", Searches: true, Budget: true, Settings: []Setting{{Name: "token_env", Example: "X_BEARER_TOKEN", Env: true}}},
			{Name: "youtube", Searches: true, Settings: []Setting{
				{Name: "channels", Example: "UCx", Many: true}, {Name: "comments_of", Example: "UCx", Many: true}, {Name: "key_env", Example: "YOUTUBE_KEY", Env: true},
			}},
			{Name: "reddit", Searches: true, Settings: []Setting{
				{Name: "client_id_env", Example: "REDDIT_CLIENT_ID", Env: true}, {Name: "client_secret_env", Example: "REDDIT_CLIENT_SECRET", Env: true},
			}},
			{Name: "appstore", Settings: []Setting{{Name: "app", Example: `"123456789"`, Required: true}, {Name: "countries", Example: "us", Many: true}}},
			{Name: "inbox"},
			{Name: "hackernews", Searches: true},
			{Name: "file"},
		},
		Source: stopsAtTheFirst,
		Doubt: func(s SourceSpec) error {
			if s.Kind == "youtube" && len(s.Settings["channels"]) == 0 {
				return errors.New("it follows nobody: list channels")
			}
			return nil
		},
	}
}

// stopsAtTheFirst says one fault, as many collectors do.
func stopsAtTheFirst(s SourceSpec) error {
	if app := s.Settings["app"]; s.Kind == "appstore" && (len(app) != 1 || len(app[0]) != 9) {
		return fmt.Errorf("app: %q is no number: write nine digits", strings.Join(app, ""))
	}
	for _, name := range []string{"channels", "comments_of", "countries"} {
		for _, v := range s.Settings[name] {
			if len(v) != 2 {
				return fmt.Errorf("%s: %q is none: write two letters", name, v)
			}
		}
	}
	return nil
}

// said are the faults of a file with a source.
func said(t *testing.T, source string) []string {
	t.Helper()
	var faults Faults
	c, err := Read("f.yaml", []byte(tenMinutes+"\nsources:\n  - "+source+"\n"), manyKinds())
	if err == nil {
		faults = c.Warnings
	} else if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var all []string
	for _, f := range faults {
		if strings.HasPrefix(f.Path, "sources") {
			all = append(all, strings.TrimPrefix(f.String(), "f.yaml:"))
		}
	}
	return all
}

func TestAKeyOfASourceIsJudgedByItsKind(t *testing.T) {
	for _, tt := range []struct{ claim, source, want string }{
		{"a key that stands under slack too", "{kind: youtube, channel: UC}", `did you mean "channels"?`},
		{"a key of no kind", "{kind: inbox, colour: blue}", "take it out, or use one of voice"},
		{"a secret", "{kind: x, token: abc}", "put it in X_BEARER_TOKEN, or name another variable under token_env"},
		{"a secret that others have read by now", `{kind: x, token: "7123456:AAHk"}`, "token_env, and make a new one: who has read this file has the old one"},
		{"a list whose brackets are missing", "{kind: appstore, app: \"123456789\", countries: us, gb}", "write countries: [us, gb]"},
		{"one with more keys behind it", "{kind: appstore, countries: us, gb, app: \"123456789\"}", "write countries: [us, gb]"},
		{"a variable's bad name", "{kind: x, token_env: a-b}", "write a name such as X_BEARER_TOKEN; what it holds"},
		{"a secret by another name", "{kind: youtube, api_key: abc}", "put it in YOUTUBE_KEY, or name another variable under key_env"},
		{"one of two secrets", "{kind: reddit, client_secret: abc}", "put it in REDDIT_CLIENT_SECRET, or"},
		{"a secret of a kind without any", "{kind: hackernews, token: abc}", "takes no secret"},
		{"a key of the root", "{kind: inbox, claim_within: 5m}", "write it under defaults"},
	} {
		got := said(t, tt.source)
		if len(got) != 1 || !strings.Contains(got[0], tt.want) {
			t.Errorf("%s: said is\n%s\nwant one fault with %s", tt.claim, strings.Join(got, "\n"), tt.want)
		}
	}
	for _, named := range []string{"$X_TOKEN", "${x_token}", "MY_TOKEN"} {
		if got := said(t, "{kind: x, token: '"+named+"'}"); len(got) != 1 || strings.Contains(got[0], "new one") {
			t.Errorf("of the name of a variable is said %q; nobody has read what it holds", got)
		}
	}
	if got := said(t, "{kind: inbox, tokne_evn: A}"); slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "app, countries") }) {
		t.Errorf("keys of other kinds are advised: %s", got)
	}
	got := said(t, "{kind: youtube, chnanelsz: [ab]}")
	if len(got) != 1 || !strings.Contains(got[0], `"channels"`) {
		t.Errorf("a slip of the pen is said to be %q", got)
	}
	got = said(t, "{kind: appstore, app: \"123456789\", whole: false, nations: [us]}")
	if len(got) != 1 || strings.Contains(got[0], "comments_of") || !strings.Contains(got[0], "countries") {
		t.Errorf("advised is %q, want keys of the kind alone", got)
	}
}

func TestOtherNamesOfKindsAreKnown(t *testing.T) {
	for name, kind := range map[string]string{
		"twitter": "x", "rss": "feed", "atom": "feed", "mail": "inbox", "Email": "inbox", "hn": "hackernews", "webhook": "inbox", "csv": "file", "you-tube": "youtube",
	} {
		got := said(t, "{kind: "+name+"}")
		if len(got) != 1 || !strings.HasSuffix(got[0], `did you mean "`+kind+`"?`) {
			t.Errorf("kind: %s: said is %q, want a hint at %s", name, got, kind)
		}
	}
	if got := said(t, "{kind: bsky}"); len(got) != 1 || !strings.Contains(got[0], "use feed, x") {
		t.Errorf("a kind that this build lacks is advised: %q", got)
	}
	for other, kind := range kindNames() {
		if other == kind || other != loose(other) {
			t.Errorf("%q stands for %q, and nobody can write it so", other, kind)
		}
	}
}

// Who mends a list mends all of it, and sees which item it is.
func TestAllFaultsOfListsAreSaidAtOnce(t *testing.T) {
	for _, tt := range []struct {
		claim, source string
		want          []string
	}{
		{"two lists", "{kind: youtube, channels: [ab, abc, de, def], comments_of: [x]}", []string{
			`14:36: sources[0].channels[1]: channels: "abc"`, `14:45: sources[0].channels[3]: channels: "def"`, `14:65: sources[0].comments_of[0]: comments_of: "x"`,
		}},
		{"one that is no list, and a list", `{kind: appstore, whole: false, app: "12", countries: [us, usa]}`, []string{
			`14:41: sources[0].app: app: "12"`, `14:63: sources[0].countries[1]: countries: "usa"`,
		}},
		{"lists beside an unknown key", `{kind: appstore, whole: false, app: "12", colour: red, countries: [us, usa, ""]}`, []string{
			`14:41: sources[0].app: app: "12"`, `14:47: sources[0].colour`, `14:76: sources[0].countries[1]: countries: "usa"`, `14:81: sources[0].countries[2]: is empty`,
		}},
		{"what only follows from a misspelt key", `{kind: youtube, chanels: [ab]}`, []string{`14:21: sources[0].chanels`}},
		{"nothing of a list", `{kind: youtube}`, []string{`14:5: sources[0]: warning: it follows nobody`}},
	} {
		got := said(t, tt.source)
		if len(got) != len(tt.want) {
			t.Errorf("%s: said is\n%s\nwant %d faults", tt.claim, strings.Join(got, "\n"), len(tt.want))
			continue
		}
		for i, want := range tt.want {
			if !strings.HasPrefix(got[i], want) {
				t.Errorf("%s: said is %s\nwant %s", tt.claim, got[i], want)
			}
		}
	}
}

func TestATokenUnderSlackIsSentToItsVariable(t *testing.T) {
	for key, variable := range map[string]string{"token": "SLACK_BOT_TOKEN", "bot_token": "SLACK_BOT_TOKEN", "app_token": "SLACK_APP_TOKEN", "signing_secret": "SLACK_SIGNING_SECRET"} {
		got := faultsOf(t, strings.Replace(tenMinutes, "slack: {", "slack: {"+key+": abc, ", 1)).Error()
		if !strings.Contains(got, "put it in "+variable) {
			t.Errorf("slack.%s: said is\n%s\nwant %s", key, got, variable)
		}
	}
}
