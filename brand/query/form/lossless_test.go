package form

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// These are what random queries and posts are made of.
const pieces = `solvo Solvo motrin pain away recall boycott consulting c++ at&t .net e-mail yahoo! don't Straße strasse café ad gap us 3m 2026
	mcdonald's mcdonalds m&m's h&m h & m marks and spencer coca-cola coca cola cocacola j.p. morgan jp jpmorgan levis u.s.
	手机 买手机吧 中国移动 ソニー 삼성 삼성은 سولفو وسولفو сбербанк ёлка елка 🦉 solvomoms painaway`

// dice pick pieces.
type dice struct {
	*rand.Rand
	pieces []string
}

func newDice(seed uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, 4)), strings.Fields(pieces)}
}

func pick(r dice) string { return r.pieces[r.IntN(len(r.pieces))] }

func randomTerm(r dice) string {
	star := []string{"", "", "", "*"}[r.IntN(4)]
	switch r.IntN(12) {
	case 0:
		return "#" + pick(r) + star
	case 1:
		return "@" + pick(r) + star
	case 2:
		return `"` + pick(r) + " " + pick(r) + `"`
	case 3, 4:
		return pick(r) + " " + pick(r) + star
	case 5:
		return "=" + pick(r)
	case 6:
		return []string{"title:", "text:"}[r.IntN(2)] + pick(r)
	case 7:
		return []string{"lang:pt", "author:@ana", "domain:news.example", "domain:other.example", "domain:x.com", "url:/solvo/", "source:press"}[r.IntN(7)]
	default:
		return pick(r) + star
	}
}

func randomQuery(r dice, depth int) string {
	if depth == 0 || r.IntN(3) == 0 {
		return randomTerm(r)
	}
	left, right := randomQuery(r, depth-1), randomQuery(r, depth-1)
	switch r.IntN(6) {
	case 0, 1:
		return "(" + left + " AND " + right + ")"
	case 2, 3:
		return "(" + left + " OR " + right + ")"
	case 4:
		return "(" + left + " NOT " + right + ")"
	default:
		return "(" + randomTerm(r) + " NEAR/2 " + randomTerm(r) + ")"
	}
}

// randomText has addresses with words that are in no row with it.
func randomText(r dice) string {
	var out strings.Builder
	for range r.IntN(10) {
		switch r.IntN(12) {
		case 0:
			out.WriteString("#")
		case 1:
			out.WriteString("@")
		case 2:
			path := strings.ReplaceAll(pick(r)+"-"+pick(r)+"?q="+pick(r), "🦉", "owl")
			out.WriteString("zzz https://news.example/" + path + " zzz ")
			continue
		case 3:
			out.WriteString("(")
		}
		out.WriteString(pick(r))
		if r.IntN(8) == 0 {
			out.WriteString(pick(r))
		}
		out.WriteString([]string{" ", " ", " ", ". ", ", ", "-", "'s ", "’s ", "_", "/"}[r.IntN(10)])
	}
	return out.String()
}

func randomPost(r dice, titled bool) brand.Post {
	p := brand.Post{Text: randomText(r), Author: []string{"", "ana", "@Ana", "ben"}[r.IntN(4)], Lang: []string{"", "pt", "pt-BR", "en"}[r.IntN(4)]}
	if !titled {
		p.URL = "https://x.com/ana/status/7"
		return p
	}
	p.Title = randomText(r)
	p.URL = []string{"", "https://news.example/1", "https://www.shop.news.example/solvo/", "https://another.example/x"}[r.IntN(4)]
	return p
}

// heard is what of a node a form says it hears: nil if it says that it may hear nothing.
func (d dialect) heard(n *query.Node) *query.Node {
	if n.Op != query.Or {
		if d.ask(n).state != sure {
			return nil
		}
		return outsideTags(n)
	}
	some := &query.Node{Op: query.Or, Column: 1}
	for _, kid := range n.Nodes {
		if kept := d.heard(kid); kept != nil {
			some.Nodes = append(some.Nodes, kept)
		}
	}
	if len(some.Nodes) == 0 {
		return nil
	}
	return some
}

// outsideTags is a node without the words inside hashtags, but for the tags that they make.
func outsideTags(n *query.Node) *query.Node {
	kept := *n
	switch {
	case n.Op == query.Not:
	case n.Op == query.Words && n.Tagged() != "":
		all := &query.Node{Op: query.Or}
		for _, s := range n.Spellings() {
			one := *s
			one.Quoted = true
			one.Text = strings.ReplaceAll(one.Text, " & ", "&") // in quotes, blanks would leave the sign out
			if cut, ok := strings.CutSuffix(one.Text, "'s*"); ok {
				one.Text = cut + "'s" // a star after one letter is no query
			}
			all.Nodes = append(all.Nodes, &one)
			if name := tagName(s.Tagged()); name != "" {
				all.Nodes = append(all.Nodes, &query.Node{Op: query.Tag, Text: name, In: n.In})
			}
		}
		return all
	default:
		kept.Nodes = nil
		for _, kid := range n.Nodes {
			kept.Nodes = append(kept.Nodes, outsideTags(kid))
		}
	}
	return &kept
}

// apartOf takes out of a text what a form says it hears only as a whole: the
// hashtags and handles that are none of a query's names.
func apartOf(s string, names []string) string {
	return marked.ReplaceAllStringFunc(text.Normalize(s), func(mark string) string {
		if slices.Contains(names, text.Fold(mark)[1:]) {
			return mark
		}
		return "zzz"
	})
}

// namesIn are the hashtags and handles that a node names, and those that its words make.
func namesIn(n *query.Node) []string {
	var names []string
	for _, kid := range n.Nodes {
		names = append(names, namesIn(kid)...)
	}
	switch {
	case n.Op == query.Tag, n.Op == query.Handle:
		names = append(names, n.Text)
	case n.Op == query.Words:
		for _, s := range n.Spellings() {
			names = append(names, s.Tagged())
			if row := s.Row(); len(row) == 1 && row[0].Lead == "" && len(row[0].Folded) > 1 {
				names = append(names, row[0].Folded)
			}
		}
	}
	return names
}

var marked = regexp.MustCompile(`#[\pL\pN\pM_]+|@[\pL\pN\pM_.@-]+`)

// What a brand's query wants and a form does not find is named by the form, and nothing else is lost.
func TestAFormLosesNothingButWhatItNames(t *testing.T) {
	rounds := 2_500
	if testing.Short() {
		rounds = 600
	}
	r := newDice(3)
	evaluators := evaluators()
	owed := map[string]int{}
	for range rounds {
		q := randomQuery(r, 3)
		parsed, err := query.Parse(q)
		if err != nil {
			continue
		}
		b := brand.Brand{Key: "b", Match: []string{q}}
		if not := randomQuery(r, 1); r.IntN(3) == 0 {
			if _, err := query.Parse(not); err == nil {
				b.Not = []string{not}
			}
		}
		set, err := query.Compile([]brand.Brand{b})
		if err != nil {
			t.Fatal(err)
		}
		root, err := wanted([]brand.Brand{b})
		if err != nil {
			t.Fatal(err)
		}
		sets, names := map[string]*query.Set{}, namesIn(parsed.Root)
		for _, d := range dialects() {
			e, ok := evaluators[d.source]
			if !ok {
				continue
			}
			form := d.form(root)
			var promised *query.Set
			if heard := d.heard(parsed.Root); heard != nil {
				if promised = sets[heard.String()]; promised == nil {
					if promised, err = query.Compile([]brand.Brand{{Key: "b", Match: []string{heard.String()}}}); err != nil {
						t.Fatalf("what %s hears of %s: %v", d.source, q, err)
					}
					sets[heard.String()] = promised
				}
			}
			if promised == nil && form.Fault == "" && len(form.Deaf) == len(d.always) {
				t.Errorf("query %s at %s: %q promises nothing and does not say so", q, d.source, form.Queries)
			}
			for range 8 {
				p := randomPost(r, d.titles)
				if len(set.Match(p)) == 0 || promised == nil {
					continue
				}
				kept := p
				if !d.loose {
					kept.Title, kept.Text = apartOf(p.Title, names), apartOf(p.Text, names)
				}
				if d.tagsOnly {
					kept.Title, kept.Text = onlyTags(kept.Title), onlyTags(kept.Text)
				}
				if len(promised.Match(kept)) == 0 {
					continue
				}
				owed[d.source]++
				found := false
				for _, asked := range form.Queries {
					found = found || e.finds(asked, p)
				}
				if !found {
					t.Fatalf("query %s not %q: %s is asked %q and does not find\n title %q text %q %+v\n deaf %q", q, b.Not, d.source, form.Queries, p.Title, p.Text, p, form.Deaf)
				}
			}
		}
	}
	for source := range evaluators {
		if owed[source] < rounds/100 {
			t.Errorf("%s had to find %d posts in %d queries: too few to tell", source, owed[source], rounds)
		}
	}
	t.Log("posts to be found:", owed)
}

// onlyTags leaves of a text its hashtags.
func onlyTags(s string) string {
	return strings.Join(tag.FindAllString(text.Normalize(s), -1), " zzz ")
}
