// Package tone tells how a text sounds: negative, neutral, positive or unknown, and
// which dangers it speaks of. It is a word list with rules, not a judge: a
// tone is shown as "word list, unchecked", and none stops an alert by itself.
//
// # The method
//
// The base is VADER (Hutto and Gilbert, 2014): every word has a weight, and what
// stands before it turns it (not), strengthens it (so, CAPITALS, "!") or weakens it
// (kind of); what follows a "but" outweighs what came before. To this come the words
// brands are blamed and praised with, phrases that mean something else than their
// words ("pain reliever", "killer deal"), pictures weighed one by one, the words in
// a hashtag's humps, and stretched words ("baaad").
//
// Tone is how somebody sounds; what happened is danger. "Three died" weighs little, "my
// kid choked" much, as who tells it was harmed. Danger is listed whatever the mood.
//
// # Dangers
//
// A danger has one name, in English, whatever language it is told in: a Rückruf, a
// rappel and a recall add up. Only a brand's own danger queries are named as they are
// written. Each of the five languages lists the forms in which it speaks of a danger:
// words, stems, the parts of a verb that stand apart, with and without accents; and
// phrases in which the same words warn of nothing. A phrase speaks for its words: a data
// leak is a breach, no leak. That nothing happened is understood only of what stands right
// after words that say so, and of what an "or" joins to it: "no injuries or deaths" and "not
// a scam" are listed as nothing, "no more injuries" as injury. Such phrases are told apart
// (brand.Tone.Spared), so that who looks for words of danger may pass over them.
//
// A text whose language nobody knows is read as English, and for the dangers of all five
// lists, but for words that are others elsewhere, as "brand" is.
//
// # What it does not believe
//
//   - A question that only wants to know, and what is only rumoured, is no praise.
//   - Over something dangerous the polite words of statements ("safe", "help",
//     "please") are no praise either, and what is left must be strong.
//   - Praise that is mocked ("great, another outage") or in scare quotes counts for
//     nothing, nor does a thank-you beside a complaint.
//   - The brand's own name has no tone: see Reader.For.
//
// # What it does not know
//
// Where irony is announced ("/s"), where mocked praise is all there is, where strong
// praise and blame cancel, and of less than three words that say nothing, the mood is
// Unknown, as it is of a text in no known language that is not clearly English. Spanish, German, French and Portuguese have short lists of strong words: a
// text without any of them is Unknown, not Neutral. Of any other language only plain
// anger in pictures is read.
package tone
