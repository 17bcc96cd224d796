package demo

import (
	"fmt"
	"strings"
	"time"
)

// outcry is a post under the storm's tag: often the tag and a few words, mostly neutral.
func (w *writer) outcry(at time.Time, who person) entry {
	tag := []string{w.tag()}
	if who.lang != "en" {
		return w.post(at, who, w.say(foreignOutcry(who.lang), tag, list("|#parenting|!|#mom|...|, vale|, ok")))
	}
	switch dice := w.rng.IntN(100); {
	case dice < 36:
		return w.post(at, who, w.murmur(tag))
	case dice < 62:
		return w.post(at, who, w.verdict(tag))
	case dice < 70:
		return w.post(at, who, w.say(list("Has anyone else seen|Did you all see|Can somebody send me|Where can I watch|Is it true what they say about|Why do they run"), film(),
			list("|yet|on TV|between the cartoons|here|abroad|at the cinema"), list("?"), tag))
	case dice < 82:
		return w.post(at, who, w.say(list("I carried|We carried|My husband carries|Grandma carried|I still carry|My brother carried|My mother in law carried"), list("three kids|twins|our daughter|a colicky baby|all of mine|both boys|the baby and the dog"),
			list("in a sling|on my back|for two winters|through every supermarket|up four floors|across a continent|while vacuuming"), list("and needed no pill|because it works|and loved it|not for the looks|, no tears about it|and my back is fine|and yes it hurt a little"), tag))
	case dice < 92:
		return w.post(at, who, w.say(list("Dear Solvo,|Hey @solvo,|@solvo|To whoever runs Solvo:|Solvo,|Note to Solvo:"), list("please pull the ad|I want a refund for my last pack|is anybody in the office this weekend|will you answer|who signed this off|we are your customers|I liked you better last week|talk to some parents first"),
			list("|.|?|, thank you|today|before Monday|. Signed, a father"), tag))
	}
	return w.post(at, who, w.say(list("Reporter here:|Writing about|For a story on|As a marketing person I find|Class material:|For tonight's show on"), tag,
		list(", who saw it first?|, may I quote you?|a case of its own|worth a look|, message me|, parents wanted"), list("|#media|#advertising|by noon")))
}

// murmur is the tag with a few words.
func (w *writer) murmur(tag []string) string {
	return w.say(list("|so|um|ok|well|oh|hm|hey|right|yawn,|phew,|morning,|evening,"),
		list("reading|following|watching|just catching up on|what is|who started|wow,|seriously,|here for|tired but here,|my whole timeline is|late to|explain|half asleep and reading|day off spent on|popcorn and|my wife sent me|the kids sleep, so"), tag,
		list("|?|...|now|today|over breakfast|with one hand|, baby on the other arm|from the playground|at midnight|:/|, go on|since an hour|for real|in line at the bakery|on the bus|, brb, diaper|with cold coffee|all day|, bookmarking"))
}

// verdict is an opinion on the advertisement, for, against, or neither.
func (w *writer) verdict(tag []string) string {
	return w.say(film(),
		list("says carrying my baby is a fashion|makes parents look silly|is not how I see my day|was on in the waiting room|was made by people without kids, I guess|is odd|talks down to mothers|is what everybody talks about|is only an ad|made my sister laugh|made me sigh|plays while I nurse|is thirty seconds too long|has nice music at least"),
		list("|.|, no thanks|, or is it me?|. Discuss|. Why?|, sorry|, that is all|. Next.|, says my mom"), tag)
}

// film lists names of the advertisement.
func film() []string {
	return list("The Solvo ad|That sling ad|The new Solvo commercial|This Solvo video|that baby sling commercial|the ad with the slings|This commercial|their ad")
}

// pointer links to something longer.
func (w *writer) pointer(at time.Time, who person) entry {
	return w.post(at, who, w.say(list("Wrote about|My thoughts on|Good summary of|Collected the best of|Open letter about|Both sides of"), []string{w.tag()},
		list("and the ad|and slings|and the Solvo ad||for those who slept"), []string{fmt.Sprintf("https://blogs.example/read/%04d", w.rng.IntN(400))}, list("||#parenting|#ads")))
}

// repost passes another's words on.
func (w *writer) repost(at time.Time, who person, of entry) entry {
	text := of.Text
	if of.Title != "" {
		text = of.Title + " " + w.tag()
	}
	if !strings.HasPrefix(text, "RT ") {
		text = "RT " + of.Author + ": " + text
	}
	return w.post(at, who, text)
}

// essay is a blog's article on the storm.
func (w *writer) essay(at time.Time, who person) entry {
	return w.article(at, who,
		w.say(list("What|The trouble with|Learning from|Notes on|A weekend with|Why I minded"), list("the Solvo ad|an ad about slings|one commercial|Solvo and the slings"), list("|, calmly|from a parent's chair|and why it spread")),
		strings.Join([]string{
			w.say(list("On Saturday evening|This weekend|Yesterday, between two naps,|While the little one slept"), list("I saw|a friend sent me|my feed was full of"), list("the new Solvo commercial.|an ad for Solvo.|thirty seconds of advertising for pain relief.")),
			w.say(list("It says|It suggests|One can read it as saying|I understood"), list("that parents carry babies to look good|that slings hurt and pride forbids to say so|that mothers need a pill for closeness"), list(".|, with a wink.|, in a cheerful voice.")),
			w.say(list("Some laughed,|Many were annoyed,|Few were neutral,"), list("others asked who had approved it.|others collected answers.|others kept scrolling.")),
			w.say(list("The talk goes on under|Read along at|More under"), []string{"#" + Tag + "."}),
		}, " "))
}

// foreignOutcry lists what is said under the tag in other languages.
func foreignOutcry(lang string) []string {
	switch lang {
	case "es":
		return list("¿alguien vio el anuncio?|no entiendo el anuncio|leyendo|otra vez la publicidad|mi madre me llevaba así")
	case "de":
		return list("hat jemand die Werbung gesehen?|lese mit|was ist da los|meine trage ich trotzdem|nur Werbung")
	case "fr":
		return list("vous avez vu la pub ?|je lis tout|encore une pub|je porte mon bébé et voilà|c'est quoi cette histoire")
	}
	return list("alguém viu o anúncio?|acompanhando|mais uma propaganda|o que é isso|carrego o meu e pronto")
}
