// Package text turns what sources publish into text that can be compared: markup
// to plain words, one spelling for what people read as the same letters, and
// the hashtags of a post.
//
//	text.Plain("<p>It&#8217;s down<br>again</p>") // "It’s down\nagain"
//	text.Fold("ＳＯＬＶＯ Straße")                    // "solvo strasse"
//	text.Tags("never again #SolvoMoms")           // ["solvomoms"]
package text
