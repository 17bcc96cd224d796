package tone

import (
	"testing"

	"tocsin/brand"
)

// TestNothingSeriousIsPositive holds for people who ask, repeat or announce something
// serious in polite, hopeful or reassuring words, as most do in a crisis.
func TestNothingSeriousIsPositive(t *testing.T) {
	r := reader(t)
	for _, text := range []string{
		"is it true that Motrin pulled the ad?",
		"Motrin recall? what happened",
		"Does anyone know if it is true that Solvo pulled the ad?",
		"I hope everyone is safe after the Solvo explosion",
		"Please share: Solvo recalls its best-selling stroller",
		"Solvo takes the safety of its customers seriously and supports the recall",
		"Solvo says it is committed to the highest standards of safety after two injuries",
		"Thanks for sharing the recall notice",
		"Thanks, is my stroller part of the recall?",
		"Solvo promises better security after data breach",
		"Solvo wins approval for settlement of class action",
		"Great reporting on the Solvo lawsuit by the Herald",
		"Interesting thread about the Solvo outage",
		"Solvo offers free credit monitoring to victims of the breach",
		"Solvo offers free replacement for recalled kettles",
		"Can someone please help? Is the Solvo outage over?",
		"Well, it looks like Solvo is down",
		"Solvo's popular baby food contaminated, agency confirms",
		"Experts welcome Solvo's recall of popular car seats",
		"Solvo thanks customers for their patience during the outage",
		"Trusted brand Solvo faces fraud investigation",
		"Solvo is proud to support the families of the injured",
		"Hope the boycott makes Solvo listen",
		"Join us: peaceful protest at the Solvo store on Saturday, free coffee",
		"We won: Solvo pulled the ad",
		"Solvo shares gain 3% after strike ends",
		"Solvo's apology is fair and sincere, says the union after the layoffs",
		"The recall is going well, Solvo says",
		"Sweet: Solvo to pay for every injury",
		"My best friend was injured by a Solvo stroller",
		"Good question: who at Solvo knew of the leaked data?",
		"Good luck to everybody who was laid off by Solvo",
		"A strong, healthy company does not need layoffs, Solvo",
		"Love how quickly Solvo blamed its drivers for the crash landing",
		"Solvo reassures parents: its milk is safe, no salmonella found",
		"Smart move? Solvo sues its own customers",
		"Free Solvo for all who have been hacked, company confirms",
		"Wow. Solvo CEO resigns. Interesting.",
		"I heard the new Solvo is great and that they were sued for it",
		"Has anybody any good news on the Solvo poisoning?",
	} {
		for _, p := range []brand.Post{{Text: text}, {Title: text}, {Title: "Solvo", Text: text}} {
			if got := r.Read(p, "en"); got.Mood == brand.Positive {
				t.Errorf("%q sounds positive (%+.2f; danger %q)", text, got.Score, got.Danger)
			}
		}
	}
}

func TestQuestionsAndRumoursAreNoPraise(t *testing.T) {
	r := reader(t)
	for _, text := range []string{
		"is Solvo any good?",
		"Is it true that Solvo is the best?",
		"Which one is better, Solvo or Quillo?",
		"Does anyone love their Solvo?",
		"looking for a good Solvo dealer",
		"Any good Solvo shops in Leeds?",
		"What's the best Solvo for a small kitchen?",
		"Rumor has it the next Solvo will be great",
		"Allegedly the best Solvo ever",
	} {
		if got := r.Read(brand.Post{Text: text}, "en"); got.Mood == brand.Positive {
			t.Errorf("%q sounds positive (%+.2f)", text, got.Score)
		}
	}
}
