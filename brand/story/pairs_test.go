package story_test

import (
	"strings"
	"testing"

	"tocsin/brand"
)

func TestWhatIsACopyOfWhat(t *testing.T) {
	const (
		complaint = "my solvo pump leaked all over the nursery tonight and the helpline just hung up on me twice"
		short     = "solvo hung up on me"
		head      = "Solvo pulls its sling advertisement after parents protest"
		column    = "Every Saturday our editors look back at what went well, what went wrong and what it may cost in the end."
		chinese   = "索尔沃公司周五表示将撤下一则止痛贴广告，此前数千名家长抱怨该广告嘲笑用背带抱孩子的人"
		thai      = "บริษัทโซลโวประกาศเมื่อวันศุกร์ว่าจะถอนโฆษณาแผ่นแปะแก้ปวดหลังจากผู้ปกครองหลายพันคนร้องเรียน"
		korean    = "솔보는 금요일에 수천 명의 부모가 아기를 업는 사람들을 조롱한다고 항의하자 진통 패치 광고를 내리겠다고 밝혔다 회사는 사과했다"
		arabic    = "قالت شركة سولفو يوم الجمعة إنها ستسحب إعلانا عن لصقة لتسكين الألم بعد أن اشتكى آلاف الآباء من أنه يسخر منهم"
	)
	start := strings.Join(strings.Fields(wire)[:30], " ")
	type post = brand.Post
	for _, tt := range []struct {
		claim         string
		first, second post
		copied        bool
	}{
		{"a long complaint said word for word by another", post{Text: complaint}, post{Text: complaint}, true},
		{"the same with an address and tags", post{Text: complaint}, post{Text: complaint + " https://x.example/7?a=b #solvo #fail"}, true},
		{"the same at somebody, in capitals", post{Text: complaint}, post{Text: "@bea@social.example @cem " + strings.ToUpper(complaint) + "!!!"}, true},
		{"the same with words that only pass it on", post{Text: complaint}, post{Text: "Please share this: " + complaint + " (via Ana)"}, true},
		{"the same with another word in the middle", post{Text: complaint}, post{Text: strings.Replace(complaint, "nursery", "bedroom", 1)}, true},
		{"the same with a sigh behind it", post{Text: complaint}, post{Text: complaint + " (sigh)"}, false},
		{"the same behind a few words and a mark of a repost", post{Text: complaint}, post{Text: "so true RT @ana: " + complaint}, false},
		{"the same with a reply of one's own", post{Text: complaint}, post{Text: "This happened to us as well, and nobody ever called back either. RT @ana: " + complaint}, false},
		{"the same with a reply below", post{Text: complaint}, post{Text: complaint + " same here, we threw ours out and bought another brand"}, false},
		{"the beginning of it", post{Text: complaint}, post{Text: "my solvo pump leaked all over the nursery tonight and the helpline just…"}, true},
		{"the whole of a post that was cut", post{Text: "my solvo pump leaked all over the nursery tonight and the helpline just…"}, post{Text: complaint + " and a letter is on its way to them"}, true},
		{"a short complaint said by another", post{Text: short}, post{Text: short}, false},
		{"eleven words said by another", post{Text: "my solvo pump leaked all over the nursery tonight and again"}, post{Text: "my solvo pump leaked all over the nursery tonight and again"}, false},
		{"laughter, however long", post{Text: strings.Repeat("ha ", 40) + "solvo"}, post{Text: strings.Repeat("ha ", 40) + "solvo"}, false},
		{"the tag alone", post{Text: "#solvomoms"}, post{Text: "#solvomoms"}, false},
		{"nothing at all", post{}, post{}, false},
		{"another complaint about the same", post{Text: complaint}, post{Text: "the helpline of solvo hung up on me twice tonight after my pump had leaked in the nursery"}, false},

		{"a short repost of what its author was heard to say", post{Author: "ana", Text: short}, post{Text: "RT @ana: " + short}, true},
		{"a short repost in quotes", post{Author: "Ana Ruiz (@ana)", Text: short}, post{Text: `"@ana: ` + short + `"`}, true},
		{"a repost of a repost", post{Author: "@Ana", Text: short}, post{Text: "RT @bea: RT @ana: " + short}, true},
		{"a short repost with an address", post{Author: "ana", Text: short}, post{Text: "RT @ana: " + short + " https://t.example/1"}, true},
		{"a repost of somebody else's words", post{Author: "ana", Text: short}, post{Text: "RT @ana: solvo called me back"}, false},
		{"another repost of what nobody heard", post{Text: "RT @ana: " + short}, post{Text: "RT @ana: " + short}, true},
		{"what was reposted before it was heard", post{Author: "bea", Text: "RT @ana: " + short}, post{Author: "ana", Text: short}, true},
		{"a short repost with words of one's own", post{Author: "ana", Text: short}, post{Text: "me too RT @ana: " + short}, false},
		{"a name that begins like a mark", post{Text: short}, post{Text: "rtfm " + short}, false},

		{"a headline in two outlets", post{Title: head + " - The Daily Bell"}, post{Title: head + " | Evening Post Online"}, true},
		{"a headline with the outlet below", post{Title: head + " - The Daily Bell", Text: head + " The Daily Bell"}, post{Title: head + " - Bell", Text: head + "  Bell"}, true},
		{"a headline behind the outlet's name", post{Title: head}, post{Title: "The Daily Bell | " + head}, true},
		{"a headline that is the article's heard before", post{Title: head, Text: start}, post{Title: head + " - The Daily Bell"}, true},
		{"the article whose headline was heard", post{Title: head + " - The Daily Bell"}, post{Title: head, Text: wire}, true},
		{"a short headline in two outlets", post{Title: "Solvo recalls pump - Bell"}, post{Title: "Solvo recalls pump - Post"}, false},
		{"another headline", post{Title: head + " - Bell"}, post{Title: "Solvo keeps its sling advertisement after parents protest - Bell"}, false},
		{"a headline with another figure behind its dash", post{Title: head + " - 3 dead"}, post{Title: head + " - 9 dead"}, false},
		{"comments below one headline", post{Title: head, Text: "me too"}, post{Title: head, Text: "me too"}, false},
		{"one column, another week", post{Title: head + " this week", Text: column}, post{Title: head + " this week", Text: "Nobody expected the recall, least of all those who had sold the pumps until the evening before."}, false},
		{"posts of a source whose titles are its texts", post{Title: "my solvo pump leaked all over again", Text: "my solvo pump leaked all over again"}, post{Title: "my solvo pump leaked all over again", Text: "my solvo pump leaked all over again"}, false},

		{"a ticker with another figure", post{Text: "Solvo Health shares were down 3 percent in late trade on Friday as parents protested"}, post{Text: "Solvo Health shares were down 9 percent in late trade on Friday as parents protested"}, false},
		{"a warning for another hour", post{Text: "Solvo service notice: the app will be down for all customers in the north until 9 pm today"}, post{Text: "Solvo service notice: the app will be down for all customers in the north until 11 pm today"}, false},
		{"a story whose toll has risen", post{Title: "One headline", URL: "https://bell.example/7", Text: wire + " At least 12 people were hurt."}, post{Title: "Another one", URL: "https://post.example/9", Text: wire + " At least 15 people were hurt."}, true},

		{"a teaser of an article", post{Title: "One headline", Text: wire}, post{Title: "Another headline altogether", Text: start + " […] Read more"}, true},
		{"the article of a teaser", post{Text: start + "…"}, post{Text: wire}, true},
		{"the article of a teaser that doesn't say so", post{Title: "One headline", URL: "https://bell.example/7", Text: start}, post{Title: "Another one", URL: "https://post.example/9", Text: wire}, true},
		{"a long post that begins with another one", post{Text: start}, post{Text: wire}, false},
		{"a report that quotes a post", post{Text: complaint}, post{Text: "A mother from Leeds had enough on Thursday night. She wrote: “" + complaint + "”. " + wire}, false},
		{"an article below the same long footer", post{Text: wire + footer}, post{Text: "Runners in the harbour town had to be patient this Sunday, when the ferry that was to bring the timing clock came late and the mayor spoke for longer than anybody had feared, in the rain. " + footer}, false},
		{"an article behind the same long opening", post{Text: footer + wire}, post{Text: footer + strings.Repeat("Runners in the harbour town had to be patient this Sunday. ", 1) + other}, false},

		{"Chinese, with another ending", post{Text: chinese + "，公司表示歉意"}, post{Text: "【转载】" + chinese}, true},
		{"other Chinese about the same", post{Text: chinese}, post{Text: "很多妈妈今天都在说索尔沃的广告太过分了，我也不会再买他们的止痛贴，希望公司出来道歉"}, false},
		{"short Chinese", post{Text: "索尔沃太过分了"}, post{Text: "索尔沃太过分了"}, false},
		{"Thai", post{Text: thai}, post{Text: thai + " https://x.example"}, true},
		{"short Thai", post{Text: "โซลโวแย่มาก"}, post{Text: "โซลโวแย่มาก"}, false},
		{"Korean", post{Text: korean}, post{Text: "RT @ana " + korean}, true},
		{"Arabic", post{Text: arabic}, post{Text: arabic + "..."}, true},
	} {
		got := placed(tt.first, tt.second)
		if copied := got[1].Story != ""; copied != tt.copied {
			t.Errorf("%s: a copy is %v, want %v\nfirst:  %.150q\nsecond: %.150q", tt.claim, copied, tt.copied, tt.first.Title+" / "+tt.first.Text, tt.second.Title+" / "+tt.second.Text)
		}
		if got[0].Story != "" || got[0].Speaker != "" {
			t.Errorf("%s: the first one is a copy of %q", tt.claim, got[0].Story)
		}
	}
}

const (
	footer = ` About the Harbour Gazette: the Gazette has reported from the coast since 1911. It is owned by its readers, printed on Tuesdays and Fridays, and read in nine towns. To subscribe, write to the desk or come by. All rights reserved; no part of this text may be printed elsewhere without the written consent of the editors. Letters are welcome and may be shortened. `
	other  = `The ferry that was to bring the timing clock came late, and the mayor spoke for longer than anybody had feared. In the end the winner was timed with a kitchen clock, by the baker, whose daughter had come second. Nobody complained. The harbour master, asked about the ferry, said that it had been on time for eleven years and that one Sunday proved nothing. The race will be held again in May, with two clocks, one of which is to stay on land. Entries are open until March, and the fee is what it was. Those who had travelled far were given soup, and a certificate without a time on it, which some of them framed.`
)
