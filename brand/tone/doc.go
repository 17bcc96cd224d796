// Package tone tells how a text sounds: negative, neutral, positive or unknown, and
// which words of danger stand in it. It is a word list with rules, not a judge: a
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
// # What it does not believe
//
//   - A question that only wants to know, and what is only rumoured, is no praise.
//   - Over something dangerous the polite words of statements ("safe", "help",
//     "please") are no praise either.
//   - Praise that is mocked ("great, another outage") or in scare quotes counts for
//     nothing; where irony is announced ("/s") nothing can be told.
//   - The brand's own name has no tone: see Reader.For.
//
// # What it does not know
//
// Spanish, German, French and Portuguese have short lists of strong words: a text
// without any of them is Unknown, not Neutral. Of any other language only plain anger
// in pictures is read.
package tone
