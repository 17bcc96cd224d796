package brand

import "testing"

func TestStarsAreTheirAuthorsOwnWordForHowItSounds(t *testing.T) {
	for stars, want := range map[int]Mood{0: Positive, 1: Negative, 2: Negative, 3: Neutral, 4: Positive, 5: Positive, 6: Positive} {
		got := Tone{Mood: Positive, Score: 0.4, Danger: []string{"burn"}}.Rated(stars)
		if got.Mood != want || len(got.Danger) != 1 || (stars == 1) != (got.Score == -1) {
			t.Errorf("%d stars over a positive text make %+v, want %s", stars, got, want)
		}
	}
}
