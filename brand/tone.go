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
	// Danger are the dangers the text speaks of, whatever its mood: the brand's own
	// queries first, folded, then others, each by one English name, such as "recall".
	Danger []string `json:"danger,omitempty"`
}
