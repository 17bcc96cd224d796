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
// NEAR, AND, OR. Plain words side by side are a phrase. Names such as C++, AT&T,
// .NET, e-mail and Yahoo! are found as they are written; \ before a mark that
// means something here keeps it (E\*TRADE, \AND).
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
