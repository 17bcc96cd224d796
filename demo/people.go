package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// A person is an invented author.
type person struct {
	handle, name string
	reach        int
	lang         string
}

// A writer invents people and their words.
type writer struct {
	rng   *rand.Rand
	taken map[string]bool
}

func firstNames() []string {
	return strings.Fields(`Ada Alba Amir Anke Aron Bea Bodil Caro Ceri Dario Dora Edda Elif Emre Esme Fenna Finn
		Gita Greta Hana Henk Ida Ilse Imre Ines Jael Joris Juna Kaya Keno Lale Leif Lene Lior Luz Maja Malo Mara
		Milo Mina Nele Nika Noor Oda Olu Orla Pau Pia Quim Rana Rhea Rolf Runa Sami Sanne Selma Sina Soren Tessa
		Tilda Tomas Ulla Uma Vera Vito Wanda Wim Xenia Yara Ylva Zeno Zoe`)
}

func lastNames() []string {
	return strings.Fields(`Abel Alder Amsel Barkow Birch Brand Calder Corvin Dahl Dorn Eller Fenn Fjord Gale
		Grove Harlan Heath Iverson Jansky Kestrel Lark Linden Marsh Mead Nolan Oakes Orme Penn Quill Rook Rowan
		Sable Sorrel Tarn Thorn Underhill Vale Vetch Wren Yarrow Zander`)
}

func trades() []string {
	return strings.Fields(`bakes writes runs knits codes sews paints teaches walks reads gardens cooks drums
		sings hikes draws swims bikes tinkers dives weaves mends`)
}

// person invents somebody nobody has met yet.
func (w *writer) person() person {
	for {
		first, last := pick(w.rng, firstNames()), pick(w.rng, lastNames())
		handle := fmt.Sprintf("@%s_%s", strings.ToLower(first), pick(w.rng, trades()))
		switch w.rng.IntN(3) {
		case 0:
			handle = fmt.Sprintf("@%s%s", strings.ToLower(first), strings.ToLower(last))
		case 1:
			handle = fmt.Sprintf("@%s%d", strings.ToLower(first[:1]+last), 1+w.rng.IntN(99))
		}
		if w.taken[handle] {
			continue
		}
		w.taken[handle] = true
		reach := int(math.Exp(5 + 1.3*w.rng.NormFloat64()))
		return person{handle: handle, name: first + " " + last, reach: reach, lang: w.language()}
	}
}

// language is English for nine people out of ten.
func (w *writer) language() string {
	if w.rng.IntN(10) > 0 {
		return "en"
	}
	return pick(w.rng, []string{"es", "de", "fr", "pt"})
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }
