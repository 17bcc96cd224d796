package lang

// A language is what a detector knows of one: its commonest words and its letters,
// folded as brand/text folds. The words are those that sentences are tied together
// with, and what people say of products and companies most.
type language struct {
	tag string
	// letters are those beyond the alphabet that all languages of its script share.
	letters string
	words   string
}
