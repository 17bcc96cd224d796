// Package lang says in which language a text is written, where that can be told,
// and gives one spelling to what sources call a language.
//
//	lang.Normalize("pt_BR")                             // "pt"
//	lang.New().Detect("A app não funciona desde ontem") // "pt"
//	lang.New().Detect("Solvo 2.0 😡 #fail")             // ""
//
// A language nobody can tell is "", and so is one in a text of two: a wrong
// language costs more than none, since the words of tone and danger hang on it.
// All tables are the project's own.
package lang
