// Package query is the language in which a brand says what it listens for.
//
//	solvo                         the word, also inside a hashtag such as #solvomoms
//	solvo*                        words that begin so
//	pain away    "pain away"      words in a row; quotes switch hashtags off
//	solvo AND (recall OR boycott) NOT consulting
//	solvo NEAR/5 recall           at most five words between, in either order
//	#solvo2026   #solvo*   @solvo hashtags and handles
//	=Apple       ="Pain Away"     in just these capitals
//	title:recall author:ana lang:pt url:/solvo/ domain:news.example source:press
//
// url: and domain: look at a post's own address and at those it points to. lang:
// takes the source's word, and tells the language from the text where it gives
// none; lang:unknown are those of which it cannot be told.
//
// AND, OR, NOT and NEAR/n are operators in capitals only; NOT binds closest, then
// NEAR, AND, OR. Plain words side by side are a phrase. Names such as C++, .NET
// and Yahoo! are found with their signs; \ before a mark that means something here
// keeps it (E\*TRADE, \AND).
//
// # Names as people write them
//
// A name without quotes is also found where people spell its signs otherwise:
//
//	McDonald's        McDonalds; and mcdonalds finds McDonald's
//	Coca-Cola         Coca Cola, CocaCola
//	H&M               H & M
//	Marks & Spencer   Marks and Spencer, Marks&Spencer; and the other way round
//	J.P. Morgan       J. P. Morgan, JP Morgan, JPMorgan
//	yıldız, Işık      YILDIZ and yildiz; ışık and IŞIK
//
// Signs of one kind are all written alike, and one word of a name at most is an
// owner's, if it has three letters and more before its s. Some would be another
// word without their signs, and keep them: a hyphen between two single letters
// (H-E-B), an "and" for the & of an unspaced name with a part of one letter (AT&T),
// two initials that stand alone (U.S.), whatever stands between two numbers (9-11).
// In quotes a name is found as it is written, but for capitals.
//
// # What a word is
//
// Texts are compared folded (see text.Fold). Accents tell words apart: whoever
// wants both writes café OR cafe. A term matches whole words: "solvo" is found in
// "Solvo's" and "@solvo", not in "dissolvo". Chinese, Hiragana, Thai, Lao, Khmer
// and Burmese show no word ends, so a name in them matches wherever it stands; a
// run of Katakana is a word; a Korean name may carry endings, and an Arabic one the
// particles that are written onto its front.
//
// # Inside hashtags
//
// Words without quotes are also sought inside hashtags, a phrase as one word:
// "pain away" in #painawayfail. A name of five letters and more may stand
// anywhere in a tag; one of four at either end (#nikefail, not #unikely); one of
// two or three only as a part of a tag in camel case or with underscores or
// digits (#GapSale, not #singapore). A tag is #gap* for those who want more.
package query
