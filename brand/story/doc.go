// Package story tells copies from crowds: which mentions are one text that many
// carry, and which are many people who say the same.
//
// An Index hears a brand's mentions one after the other. A text so long that nobody
// writes it by chance, and that adds next to nothing to one heard before, is a copy
// of it; so is a headline without an article of its own, and a repost that says whose
// words it repeats. Titled articles of different sites may differ more, as outlets
// edit and shorten what they carry; people quote, and what they add is theirs. What
// is short and marked as nobody's is its author's own, however many say it, and what
// software puts around it makes it no longer. A copy speaks with the voice of whoever
// was heard first.
//
//	x := story.NewIndex()
//	first := x.Place(wire)   // Story is ""
//	copied := x.Place(paper) // Story is first.ID, and Speaks() is wire's voice
package story
