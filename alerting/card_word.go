package alerting

import "fmt"

// newWord says of a signal of a new word which it is, and what to do so that it is heard;
// "" of any other.
func (v view) newWord() string {
	word := v.Signal.Word
	if word == nil {
		return ""
	}
	said := fmt.Sprintf("New: %s, used by %d of %s, first %s", clip(word.Name, 60), word.Voices, voices(v.Signal.Voices), v.clock.at(word.First))
	if word.Suggest != "" {
		said += ". Posts that say nothing else are not heard: " + clip(word.Suggest, 120)
	}
	return said
}
