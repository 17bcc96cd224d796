package rules

import "strings"

// stopWord reports whether a folded word says nothing by itself, in any of five languages.
func stopWord(word string) bool {
	if i := strings.IndexByte(word, '\''); i >= 0 {
		if i == 1 && word[0] != 'i' { // l'eau is water
			word = word[i+1:]
		} else { // don't and it's are don and it
			word = word[:i]
		}
	}
	switch word {
	// English
	case "a", "about", "after", "again", "ain", "all", "also", "am", "an", "and", "any", "are", "aren", "as", "at", "be",
		"because", "been", "before", "being", "but", "by", "can", "cannot", "could", "couldn", "did", "didn", "do", "does", "doesn",
		"don", "dont", "down", "even", "ever", "every", "few", "for", "from", "get", "got", "had", "has", "have", "having", "he",
		"her", "here", "him", "his", "how", "i", "if", "im", "in", "into", "is", "isn", "it", "its", "just", "know", "let", "like",
		"made", "make", "many", "may", "maybe", "me", "more", "most", "much", "must", "my", "never", "new", "no", "not", "now", "of",
		"off", "ok", "on", "one", "only", "or", "other", "our", "out", "over", "own", "please", "really", "right", "rt", "said",
		"same", "say", "says", "see", "she", "should", "so", "some", "still", "such", "than", "that", "the", "their", "them", "then",
		"there", "these", "they", "thing", "think", "this", "those", "through", "to", "today", "too", "two", "under", "up", "us",
		"very", "via", "want", "was", "wasn", "way", "we", "well", "were", "what", "when", "where", "which", "while", "who", "whole",
		"why", "will", "with", "won", "would", "wouldn", "yes", "yet", "you", "your":
		return true
	// Spanish and Portuguese
	case "al", "ao", "aos", "aqui", "aquí", "así", "até", "cada", "com", "como", "con", "contra", "cuando", "da", "das", "de",
		"del", "desde", "donde", "dos", "e", "é", "ela", "ele", "el", "él", "em", "en", "entre", "era", "es", "esa", "ese",
		"eso", "essa", "esse", "está", "esta", "están", "este", "esto", "eu", "foi", "fue", "ha", "hay", "hoje", "hoy", "isso", "la",
		"las", "le", "les", "lo", "los", "mais", "mas", "más", "mi", "minha", "meu", "muito", "muy", "na", "não", "nada", "nem",
		"ni", "nos", "o", "os", "otra", "otro", "para", "pela", "pelo", "pero", "por", "porque", "qué", "que", "quem", "quien", "se",
		"sem", "ser", "seu", "si", "sí", "sin", "sobre", "são", "son", "su", "sua", "sus", "também", "también", "te", "tem", "tiene",
		"todo", "todos", "tu", "tudo", "um", "uma", "un", "una", "y", "ya":
		return true
	// German
	case "aber", "alle", "als", "auch", "auf", "aus", "bei", "beim", "bin", "bis", "bitte", "damit", "dann", "dass", "dem", "den",
		"denn", "der", "des", "die", "dies", "diese", "dieser", "doch", "du", "durch", "ein", "eine", "einem", "einen", "einer",
		"er", "euch", "für", "fuer", "gegen", "hab", "habe", "haben", "hat", "heute", "hier", "ich", "ihr", "ihre", "ist", "ja",
		"jetzt", "kann", "kein", "keine", "mal", "man", "mehr", "mein", "meine", "mich", "mir", "mit", "nach", "nicht", "nichts",
		"noch", "nun", "nur", "ob", "oder", "ohne", "schon", "sehr", "sein", "seit", "sich", "sie", "sind", "über", "uns", "und",
		"vom", "von", "vor", "war", "warum", "weil", "wenn", "wer", "werden", "wie", "wieder", "wir", "wird", "wurde", "zu", "zum",
		"zur":
		return true
	// French
	case "au", "aussi", "aux", "avec", "avez", "avoir", "ça", "ca", "ce", "cela", "ces", "cet", "cette", "chez", "dans", "depuis",
		"donc", "elle", "encore", "est", "et", "été", "être", "fait", "font", "il", "ils", "je", "leur", "lui", "ma", "même", "mes",
		"moi", "mon", "ne", "notre", "nous", "ont", "ou", "où", "par", "pas", "peu", "plus", "pour", "pourquoi", "qu", "quand",
		"qui", "sa", "sans", "ses", "soit", "sont", "sous", "sur", "ta", "tous", "tout", "toute", "très", "une", "vos", "votre",
		"vous":
		return true
	}
	return false
}
