package brand

// A Mood is how a text sounds towards what it speaks of.
type Mood string

// The moods. Unknown is said where nothing can be told, as of a language without a
// word list; it is never a number in disguise.
const (
	Unknown  Mood = ""
	Negative Mood = "negative"
	Neutral  Mood = "neutral"
	Positive Mood = "positive"
)

// A Tone is what a word list says of a text. Nobody has checked it.
type Tone struct {
	Mood Mood `json:"mood,omitempty"`
	// Score lies between -1 and 1; it means nothing where the mood is Unknown.
	Score float64 `json:"score,omitempty"`
	// Danger are the dangers the text speaks of, whatever its mood, at most MostDangers:
	// the brand's own queries first, as people say them, then others, each by one English
	// name, such as "recall".
	Danger []string `json:"danger,omitempty"`
	// Listed is how many of them, the last ones, are dangers to any brand: their names are
	// nobody's words, as a query of the brand's own may be.
	Listed int `json:"listed,omitempty"`
	// Spared are the phrases of the text, folded, in which words of danger warn of
	// nothing: "no recall", "crash course". They aren't kept.
	Spared []string `json:"-"`
}

// Rated is the tone of a review that gives so many stars, of five: they are its author's
// own word for how it sounds, which no word list knows better. 0 stars are none.
func (t Tone) Rated(stars int) Tone {
	switch {
	case stars < 1 || stars > 5:
		return t
	case stars < 3:
		t.Mood = Negative
	case stars == 3:
		t.Mood = Neutral
	default:
		t.Mood = Positive
	}
	t.Score = float64(stars-3) / 2
	return t
}
