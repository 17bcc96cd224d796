package query

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tocsin/brand"
)

// common words make up the posts of the benchmark, beside made-up rarer ones.
const common = `the of and a to in is you that it he was for on are as with his they I at be this have from one had by
	word but what all were we when your can said there use an each which she do how their if will up other about out many then them
	these so some her would make like him into time has look two more write go see number no way could people my than first water been
	call who oil its now find long down day did get come made may part over new sound take only little work know place year live me back
	give most very after thing our just name good sentence man think say great where help through much before line right too mean old any
	same tell boy follow came want show also around form three small set put end does another well large must big even such because turn`

func madeUp(r *rand.Rand) string {
	var word strings.Builder
	for range 2 + r.IntN(3) {
		word.WriteByte("bcdfghklmnprstvz"[r.IntN(16)])
		word.WriteByte("aeiou"[r.IntN(5)])
	}
	return word.String()
}

// benchBrands makes n brands of one query of three terms each: six in ten words
// alone, three in ten phrases of two words, one in ten of three, one in three an
// exclusion.
func benchBrands(n int) ([]brand.Brand, []string) {
	var brands []brand.Brand
	var hits []string
	commonWords := strings.Fields(common)
	r := rand.New(rand.NewPCG(7, 7))
	term := func() string {
		words := []string{madeUp(r) + madeUp(r)}
		for range []int{0, 0, 0, 0, 0, 0, 1, 1, 1, 2}[r.IntN(10)] {
			words = append(words, commonWords[r.IntN(len(commonWords))])
		}
		return strings.Join(words, " ")
	}
	for i := range n {
		hit := term()
		form := []string{"%s OR %q OR %q", "%s AND NOT (%q OR %q)", "%s OR (%q AND %q)"}[r.IntN(3)]
		hits = append(hits, hit)
		brands = append(brands, brand.Brand{Key: brand.Key(fmt.Sprint("b", i)), Match: []string{fmt.Sprintf(form, hit, term(), term())}})
	}
	return brands, hits
}

// benchPosts makes posts of about 200 bytes, of which a share in a thousand hold a brand.
func benchPosts(hits []string, perMille int) []brand.Post {
	r := rand.New(rand.NewPCG(8, 8))
	commonWords := strings.Fields(common)
	posts := make([]brand.Post, 4096)
	for i := range posts {
		var b strings.Builder
		for b.Len() < 190 {
			word := commonWords[r.IntN(len(commonWords))]
			switch r.IntN(25) {
			case 0, 1, 2, 3:
				word = madeUp(r)
			case 4:
				word = strings.ToUpper(word[:1]) + word[1:]
			case 5:
				word = "#" + madeUp(r) + madeUp(r)
			case 6:
				word = "@" + madeUp(r)
			}
			b.WriteString(word)
			b.WriteString([]string{" ", " ", " ", " ", " ", ", ", ". "}[r.IntN(7)])
		}
		if i*perMille%1000 < perMille {
			b.WriteString(hits[r.IntN(len(hits))])
		}
		posts[i] = brand.Post{Text: b.String(), Lang: "en"}
	}
	return posts
}

func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{10, 1000, 10000} {
		brands, hits := benchBrands(n)
		s, err := Compile(brands)
		if err != nil {
			b.Fatal(err)
		}
		for _, perMille := range []int{0, 10} {
			posts := benchPosts(hits, perMille)
			b.Run(fmt.Sprintf("queries=%d/matched=%d‰", n, perMille), func(b *testing.B) {
				b.ReportAllocs()
				matched, i := 0, 0
				for b.Loop() {
					matched += len(s.Match(posts[i%len(posts)]))
					i++
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "posts/s")
				b.ReportMetric(1000*float64(matched)/float64(b.N), "matched‰")
			})
		}
	}
}

func BenchmarkMatchBeyondASCII(b *testing.B) {
	brands, _ := benchBrands(1000)
	brands = append(brands, brand.Brand{Key: "cjk", Match: []string{"手机 OR ソニー OR 삼성 OR سولفو OR кафе"}})
	s, err := Compile(brands)
	if err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{
		"spanish":  "¿Qué pasó con mi pedido? Llevo 3 días esperando y nadie contesta… 😡😡 @nadie #Vergüenza — así no, señores. El café estaba frío y la atención fue pésima, ¡qué horror! No vuelvo jamás a esta tienda.",
		"russian":  "Заказ до сих пор не пришёл, а поддержка молчит. Верните деньги! #позор Никогда больше не буду",
		"japanese": "昨日注文した商品がまだ届きません。どうなっているのでしょうか。#悲しい サポートに電話しても",
		"thai":     "สั่งของไปตั้งแต่เมื่อวานแต่ยังไม่ได้รับเลย แย่มาก จะไม่ซื้ออีก",
		"arabic":   "طلبت المنتج قبل أسبوع ولم يصل حتى الآن، خدمة العملاء لا ترد على الرسائل",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			p := brand.Post{Text: text}
			for b.Loop() {
				s.Match(p)
			}
			b.ReportMetric(float64(len(text)), "bytes/post")
		})
	}
}
