package query

// A Word is one word of a term, for those who write the term in another language.
type Word struct {
	// Folded is the spelling in which the word is sought, Written the one it is asked in.
	Folded, Written string
	// Lead stands right before the word, Trail right after it, as in ".net" and "c++".
	Lead, Trail string
	// Glued is set where nothing but Lead stands between it and the word before.
	Glued bool
	// Open is set where the word may go on, Clitic where particles may be written onto its front.
	Open, Clitic bool
}

// Row lists the words of a Words term, in their order. Emoji and other signs have none.
func (n *Node) Row() []Word {
	written, problem := newPattern(n.Text, asWritten)
	if problem != "" || len(written) != len(n.words) {
		written = n.words // folding has parted a word, as it does with ½
	}
	row := make([]Word, len(n.words))
	for i, p := range n.words {
		row[i] = Word{
			Folded: p.word, Written: written[i].word, Lead: p.lead, Trail: p.trail,
			Glued: p.glued, Open: p.open && (!n.Exact || written[i].open), Clitic: p.clitic && !n.Exact,
		}
	}
	return row
}

// Tagged is a Words term as it is written in a hashtag, "" if it is not sought inside them.
func (n *Node) Tagged() string {
	if n.Quoted || len(n.words) == 0 {
		return ""
	}
	return joinOf(n.words).word
}

// Plain is a term without its marks, its last star, and the backslashes that keep one.
func (n *Node) Plain() string {
	s, _ := cutStar(n.Text)
	return unescape(s)
}

// Site is the host of a domain: term, "" of any other node.
func (n *Node) Site() string {
	if n.Op != Field || n.In != "domain" {
		return ""
	}
	return n.value
}
