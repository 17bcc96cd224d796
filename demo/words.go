package demo

import (
	"strings"
	"time"

	"tocsin/brand"
)

// post is an entry of the social feed.
func (w *writer) post(at time.Time, who person, text string) entry {
	return entry{feed: Social, Post: brand.Post{
		Author: who.handle, Text: text, Lang: who.lang, Published: at.UTC(), Reach: who.reach,
	}}
}

// article is an entry of the blogs' feed.
func (w *writer) article(at time.Time, who person, title, text string) entry {
	return entry{feed: Blogs, Post: brand.Post{
		Author: who.name, Title: title, Text: text, Lang: who.lang, Published: at.UTC(), Reach: who.reach * 2,
	}}
}

// say joins one choice of each list into a sentence; an empty choice leaves its place out.
func (w *writer) say(parts ...[]string) string {
	var words []string
	for _, part := range parts {
		if word := pick(w.rng, part); word != "" {
			words = append(words, word)
		}
	}
	return strings.NewReplacer(" ,", ",", " .", ".", " ?", "?").Replace(strings.Join(words, " "))
}

// tag is the storm's tag as people type it.
func (w *writer) tag() string {
	return "#" + pick(w.rng, []string{Tag, Tag, Tag, "SolvoMoms", "SOLVOMOMS", "Solvomoms"})
}

// chatter is what is said of the brand in any week.
func (w *writer) chatter(at time.Time, who person) entry {
	if who.lang != "en" {
		return w.post(at, who, w.abroad(who.lang))
	}
	if w.rng.IntN(25) == 0 {
		return w.article(at, who, w.say(list("My|Our|A|The"), list("medicine cabinet|travel bag|marathon kit|desk drawer|first-aid box"), list("in|for"), list("winter|spring|one bag|two children|a small flat")),
			w.say(list("Next to plasters I keep|There is always|I never pack without"), list("Solvo|a strip of Solvo|some Solvo"), list("and tea.|, a thermometer and tape.|, since the long flight.")))
	}
	return w.post(at, who, w.say(
		list("|Long day.|Third coffee.|Rainy again.|Monday brain.|Back from the dentist.|Note to self:|Day two of this cold.|Gym was a mistake."),
		list("took a Solvo|out of Solvo|Solvo and a nap|half a Solvo|does Solvo go with coffee|is Solvo cheaper online|Solvo works for me|cannot open the Solvo cap|asked for Solvo at the pharmacy|Solvo tastes of chalk"),
		list("and waiting|again|, any hints?|before the meeting|after the run|tonight|, finally|and it helped|like every spring|, thanks to my sister"),
		list("|.|!|...|:)|#headache|#migraine|#mondays")))
}

// bargain is what a quiet promotion adds.
func (w *writer) bargain(at time.Time, who person) entry {
	return w.post(at, who, w.say(list("Solvo is|Saw that Solvo is|Heard Solvo is|Apparently Solvo is"),
		list("two for one|half price|cheaper"), list("today|this Wednesday|until tonight"),
		list("at the corner pharmacy|downtown|in the big store|online"), list("|, stocking up|, fyi|#deals")))
}

// elsewhere is talk that no query for the brand may match.
func (w *writer) elsewhere(at time.Time, who person) entry {
	return w.post(at, who, w.say(
		list("|Today:|Thread:|Question:|Hm."),
		list("my back hurts from|headache after|the talk by Solvo Consulting about|a paper on solvothermal growth of|insolvothek is not a word for|new running shoes against|the Solvonia football team and|which tea helps against"),
		list("too much garden|the late train|quarterly planning|thin crystals|old cellars|the cold|the match|long screens"),
		list("|.|again|, send help|#health|#work|#science")))
}

// own is a post by the brand.
func (w *writer) own(at time.Time) entry {
	us := person{handle: "@solvo", reach: 8200, lang: "en"}
	return w.post(at, us, w.say(list("Tip of the day:|Did you know?|From our pharmacists:|Good morning!"),
		list("drink enough water|read the leaflet first|keep Solvo away from children|never mix painkillers"),
		list("before you travel.|when you have a cold.|at any time of the year.|, says the Solvo team."), list("|#solvocare|#solvo")))
}

// abroad is chatter in other languages.
func (w *writer) abroad(lang string) string {
	switch lang {
	case "es":
		return w.say(list("Hoy|Otra vez|Esta noche|Por fin"), list("tomé Solvo|sin Solvo en casa|Solvo y a dormir"), list("para la cabeza|después del trabajo|con este frío"))
	case "de":
		return w.say(list("Heute|Schon wieder|Nach dem Sport|Seit gestern"), list("eine Solvo genommen|Solvo ist alle|hilft nur Solvo"), list("gegen Kopfweh|vor der Arbeit|und Tee"))
	case "fr":
		return w.say(list("Ce matin|Encore|Après le train|Depuis hier"), list("un Solvo|plus de Solvo|Solvo et au lit"), list("pour la tête|avant la réunion|avec du thé"))
	}
	return w.say(list("Hoje|De novo|Depois da corrida|Desde ontem"), list("tomei Solvo|acabou o Solvo|só Solvo"), list("para a cabeça|antes do trabalho|com chá"))
}

// list splits choices at their bars.
func list(choices string) []string { return strings.Split(choices, "|") }
