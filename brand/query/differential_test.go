package query

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"tocsin/brand"
)

// pieces are what random queries and posts are made of: few enough to meet often,
// odd enough to disagree about.
const pieces = `solvo Solvo SOLVO solvomoms pain away pain-away a b c c++ C# .net at&t e-mail email yahoo! yahoo hp gap nike
	motrin recall recalled re consulting don't l'été été ÉTÉ Straße strasse İstanbul istanbul ışık Işık IŞIK işik yıldız YILDIZ ＳＯＬＶＯ sol` + "\u200b" + `vo naïve 2026 3m x_y Σας
	mcdonald's mcdonalds levis m&m's h&m h & m and marks & spencer coca-cola coca cola cocacola 7-eleven u.s. us j.p. morgan jp jpmorgan j. p. l.l.bean rock'n'roll x-y-zz 5-10 'a' it's
	手机 手 机 中国移动 中国 ソニー ソニ ストア ソニーストア ひらがな 삼성 삼성전자 전자 กาแฟ กา แฟ กิ น้ำ سولفو وسولفو السولفو للسولفو بيت
	сбербанк Сбербанка ёлка елка 🦉 🍎 👨‍👩‍👧 é é ™ ® e* -`

func pick(r *rand.Rand) string {
	all := strings.Fields(pieces)
	return all[r.IntN(len(all))]
}

func randomText(r *rand.Rand) string {
	var out strings.Builder
	for range r.IntN(9) {
		out.WriteString([]string{"", "", "", "#", "@", "#", "_", "＃", "(", "’"}[r.IntN(10)])
		out.WriteString(pick(r))
		for r.IntN(4) == 0 {
			out.WriteString(pick(r))
		}
		out.WriteString([]string{" ", " ", " ", " ", "", ". ", ", ", "_", "#", "!", "-", "\n", "@", "'s ", "&"}[r.IntN(15)])
	}
	return out.String()
}

func randomPost(r *rand.Rand) brand.Post {
	p := brand.Post{Text: randomText(r)}
	if r.IntN(2) == 0 {
		p.Title = randomText(r)
	}
	p.Lang = []string{"", "en", "pt-BR", "pt"}[r.IntN(4)]
	p.Author = []string{"", "Ana Ruiz", "@solvo", "solvo@social.example"}[r.IntN(4)]
	p.URL = []string{"", "https://news.example/Solvo/1", "https://www.solvo.example/x"}[r.IntN(3)]
	for range r.IntN(3) {
		p.Links = append(p.Links, []string{"https://news.example/2026", "https://shop.solvo.example:8080/Solvo/", "https://www.solvo.example", "https://solvo.example?x=1"}[r.IntN(4)])
	}
	if r.IntN(8) == 0 {
		p.Text += " a empresa não disse nada até agora, e os leitores estão à espera"
	}
	return p
}

func randomTerm(r *rand.Rand) string {
	word := strings.NewReplacer("*", "", "(", "", ")", "").Replace(pick(r))
	star := []string{"", "", "*"}[r.IntN(3)]
	switch r.IntN(16) {
	case 0, 1:
		return "#" + word + star
	case 2:
		return "@" + word + star
	case 3:
		return "=" + word
	case 4:
		return `"` + word + " " + pick(r) + `"`
	case 5:
		return `"` + word + star + `"`
	case 6:
		return word + " " + pick(r) + star
	case 7:
		return "title:" + word + star
	case 8:
		return `text:"` + word + ` ` + pick(r) + `"`
	case 9:
		return []string{"lang:pt", "lang:unknown", "author:ana", "author:@solvo", "domain:solvo.example", "url:/solvo/", "source:press", "lang:en", "domain:news.example", "url:2026"}[r.IntN(10)]
	case 11, 12:
		return word + " " + pick(r) + " " + pick(r) + star
	case 10:
		return `="` + word + " " + pick(r) + `"`
	default:
		return word + star
	}
}

func randomQuery(r *rand.Rand, depth int) string {
	switch {
	case depth == 0 || r.IntN(3) == 0:
		return randomTerm(r)
	case r.IntN(4) == 0:
		return "(" + randomTerm(r) + " NEAR/" + strconv.Itoa(r.IntN(4)) + " " + randomTerm(r) + ")"
	}
	left, right := randomQuery(r, depth-1), randomQuery(r, depth-1)
	switch r.IntN(6) {
	case 0, 1:
		return "(" + left + " AND " + right + ")"
	case 2:
		return "(" + left + " OR " + right + ")"
	case 3:
		return "(" + left + " NOT " + right + ")"
	case 4:
		return "(" + left + " NEAR/" + strconv.Itoa(r.IntN(4)) + " " + right + ")"
	default:
		return "(" + left + " OR NOT " + right + ")"
	}
}

// randomBrands makes brands of random queries, those that Parse takes.
func randomBrands(r *rand.Rand, n int) []brand.Brand {
	queries := func(n int) []string {
		var out []string
		for len(out) < n {
			if q := randomQuery(r, 3); parses(q) {
				out = append(out, q)
			}
		}
		return out
	}
	brands := make([]brand.Brand, n)
	for i := range brands {
		brands[i] = brand.Brand{Key: brand.Key("b" + strconv.Itoa(i)), Match: queries(1 + r.IntN(2)), Not: queries(r.IntN(5) / 4)}
	}
	return brands
}

func parses(q string) bool {
	_, err := Parse(q)
	return err == nil
}

// agree holds a post against brands by matcher and naive evaluator.
func agree(t *testing.T, s *Set, brands []brand.Brand, source string, p brand.Post) {
	t.Helper()
	got := map[brand.Key]string{}
	for _, m := range s.MatchFrom(source, p) {
		if _, twice := got[m.Brand]; twice {
			t.Errorf("post %+v: brand %s matches twice", p, m.Brand)
		}
		got[m.Brand] = m.Why
		if m.Why == "" {
			t.Errorf("post %+v: brand %s matches for no reason", p, m.Brand)
		}
	}
	v := naive{source, p}
	anyOf := func(queries []string) bool {
		for _, q := range queries {
			if parsed, err := Parse(q); err == nil && v.holds(parsed.Root) {
				return true
			}
		}
		return false
	}
	for _, b := range brands {
		want := anyOf(b.Match) && !anyOf(b.Not)
		if why, ok := got[b.Key]; ok != want {
			t.Errorf("post title %q text %q %+v\nmatch %q not %q: matches = %v (%s), the naive evaluator says %v", p.Title, p.Text, p, b.Match, b.Not, ok, why, want)
		}
	}
}

func TestMatcherAgreesWithANaiveEvaluator(t *testing.T) {
	sets, posts, each := 500, 40, 5 // a hundred thousand cases
	if testing.Short() {
		sets = 50
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range sets {
		brands := randomBrands(r, each)
		s, err := Compile(brands)
		if err != nil {
			t.Fatalf("Compile(%+v): %v", brands, err)
		}
		for range posts {
			agree(t, s, brands, []string{"", "press"}[r.IntN(2)], randomPost(r))
		}
		if t.Failed() {
			return
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("solvo OR #solvo*", "Solvo", "#SolvoMoms say no", uint64(1))
	f.Add("=Apple NEAR/2 手机", "", "Apple 手机", uint64(2))
	f.Add("삼성 OR سولفو", "삼성은", "وبالسولفو", uint64(3))
	f.Add("🦉 OR c++ OR .net", "", "asp.net C++11 🦉🦉", uint64(4))
	f.Fuzz(func(t *testing.T, q, title, body string, seed uint64) {
		if !parses(q) {
			return
		}
		r := rand.New(rand.NewPCG(seed, 0))
		brands := append(randomBrands(r, 2), brand.Brand{Key: "fuzzed", Match: []string{q}})
		s, err := Compile(brands)
		if err != nil {
			t.Fatalf("Compile(%+v): %v", brands, err)
		}
		p := randomPost(r)
		agree(t, s, brands, "press", p)
		p.Title, p.Text = title, body
		agree(t, s, brands, "", p)
	})
}

func FuzzParse(f *testing.F) {
	for _, q := range []string{`solvo AND (recall OR "pain away") NOT consulting`, `a NEAR/3 b`, `title:(x OR y)`, `="Pain"`, `#a* @b*`, `\(x\) \AND`, `"`, `((`, `NOT`, `lang:pt`, `title:(0 0)`, `salt and pepper`, `=0\`, "a !\\\f\f\\!x", `a OR b\`, `\(x\) \`, `x\\,\`, `a OR\`, `a OR b\\`} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		parsed, err := Parse(q)
		if err != nil {
			return
		}
		plain := parsed.String()
		again, err := Parse(plain)
		if err != nil {
			t.Fatalf("Parse(%q).String() = %q, which does not parse: %v", q, plain, err)
		}
		if again.String() != plain {
			t.Errorf("Parse(%q).String() = %q, and of that %q", q, plain, again.String())
		}
	})
}
