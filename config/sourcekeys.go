package config

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// variableName is how people write a variable where its content is due; that is no secret.
var variableName = regexp.MustCompile(`^[$][({]?\w+[)}]?$|^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$`)

// sourceRecord reads the map of a source. What it says of a key that nobody knows goes by
// the source's kind.
func (r *reader) sourceRecord(at value) record {
	kind := r.kindAt(at)
	return r.recordOf(at, slices.Concat(sourceKeys(), r.known.settingKeys()), func(e entry, known []string) string {
		own := kind.keys()
		slices.SortStableFunc(own, func(a, b string) int { return unlike(e.key, a) - unlike(e.key, b) })
		c, near := noKey(e.key, own), Nearest(e.key, own)
		if near == "" {
			near = beginning(e.key, own)
		}
		if near == "" {
			near = Nearest(e.key, known)
		}
		place, misplaced := elsewhere(e.key)
		switch glued := gluedKey(e.key, known); {
		case glued != "":
			near, c = glued, noSpace(glued)
		case kind.spilled(at.node, e.key) != "":
			near, c.remedy = "", "write "+kind.spilled(at.node, e.key)
		case isSecret(e.key):
			near, c.remedy = "", kind.secret(e.key)
			if v := e.value.node.Value; loose(e.key) != "client_id" && v != "" && !variableName.MatchString(v) {
				c.remedy += renew
			}
		case near != "":
			c.remedy = didYouMean(near)
		case misplaced:
			c.remedy = place
		case e.key == "<<":
			c.remedy = "write the keys of the other map out"
		}
		r.report(e.at, c)
		return near
	})
}

// spilled is a list whose brackets are missing as it should be written, "" if a key is
// none that the rest of a list was taken for: {tags: a, b} is a map of tags and b.
func (k KindSpec) spilled(n *yaml.Node, key string) string {
	list, values, found := "", []string{}, false
	for i := 0; n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && i+1 < len(n.Content); i += 2 {
		name, v := n.Content[i].Value, n.Content[i+1]
		switch {
		case v.Tag == "!!null" && list != "":
			values, found = append(values, name), found || name == key
			continue
		case found:
			return list + ": [" + strings.Join(values, ", ") + "]"
		}
		list, values = "", nil
		if v.Kind == yaml.ScalarNode && (name == "brands" || slices.ContainsFunc(k.Settings, func(s Setting) bool { return s.Many && s.Name == name })) {
			list, values = name, []string{v.Value}
		}
	}
	if !found {
		return ""
	}
	return list + ": [" + strings.Join(values, ", ") + "]"
}

// kindAt is the kind that a source names, before it is read.
func (r *reader) kindAt(at value) KindSpec {
	name := feedKind
	if at.kind() == yaml.MappingNode {
		for i := 0; i+1 < len(at.node.Content); i += 2 {
			if at.node.Content[i].Value == "kind" {
				name = at.node.Content[i+1].Value
			}
		}
	}
	return r.known.kind(name)
}

// beginning is the one name that begins with s, or that s begins with; "" if there is none or more.
func beginning(s string, names []string) string {
	const least = 3
	found := ""
	for _, name := range names {
		if want := loose(s); len(want) < least || !strings.HasPrefix(name, want) && !strings.HasPrefix(want, name+"_") {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

// unlike is how far two names are apart.
func unlike(a, b string) int { return distance([]rune(loose(a)), []rune(loose(b))) }

// isSecret reports whether a key is one under which people write a secret.
func isSecret(key string) bool {
	words := strings.Split(loose(key), "_")
	switch words[len(words)-1] {
	case "token", "bearer", "key", "apikey", "secret", "password", "pass":
		return true
	}
	return loose(key) == "client_id"
}

// secret says where a secret of a source belongs: the nearest of those its kind has.
func (k KindSpec) secret(key string) string {
	best := Setting{}
	for _, s := range k.Settings {
		if s.Env && s.Name != "url_env" && (best.Name == "" || unlike(key+"_env", s.Name) < unlike(key+"_env", best.Name)) {
			best = s
		}
	}
	if best.Name == "" {
		return "take it out: a source of kind " + k.Name + " takes no secret"
	}
	return "secrets come from the environment: put it in " + best.Example + ", or name another variable under " + best.Name
}

// kindNames are other names that people have for kinds of source.
func kindNames() map[string]string {
	names := map[string]string{}
	for kind, others := range map[string]string{
		"feed":          "rss atom rdf json_feed jsonfeed xml blog website web podcast",
		"x":             "twitter tweets",
		"bluesky":       "bsky atproto skeets",
		"mastodon":      "toot toots fediverse activitypub",
		"hackernews":    "hn ycombinator",
		"gdelt":         "press",
		"reddit":        "subreddit subreddits",
		"youtube":       "yt",
		"appstore":      "apple ios itunes app apps",
		"stackexchange": "stackoverflow so",
		"discourse":     "forum",
		"googlenews":    "news google",
		"googlealerts":  "alerts",
		"telegram":      "tg",
		"inbox":         "mail email e_mail newsletter webhook http push api crm helpdesk",
		"file":          "csv ndjson jsonl json folder",
		"websub":        "pubsubhubbub hub",
	} {
		for other := range strings.FieldsSeq(others) {
			names[other] = kind
		}
	}
	return names
}

// MeantKind advises one of the kinds there are to who wrote another name.
func MeantKind(name string, kinds []string) string {
	if meant := kindNames()[loose(name)]; slices.Contains(kinds, meant) {
		return didYouMean(meant)
	}
	return oneOf(name, kinds)
}
