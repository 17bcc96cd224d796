package surge

// The figures here were drawn from 200 invented brands of ten weeks and five real ones of
// seven, by the benchmark beside this package ("fit"); no other part of the method was.

// fleet are the laws of the highest points of days, by kind and window: what is believed of
// a series whose own days are too few.
func fleet(kind Kind) [windows]law {
	if kind == Anger {
		return [...]law{{.18, .13}, {.20, .15}, {.16, .16}}
	}
	return [...]law{{.39, .11}, {.35, .115}, {.25, .14}}
}

// shares are log10 of what each window has of the days promised: a tenth, a half, two fifths.
func shares() [windows]float64 {
	return [...]float64{-1, -.3010299956639812, -.3979400086720376}
}

// promised brings the rarest window's score to the days that pass between pages of the fleet.
func promised(kind Kind, score float64) float64 {
	if kind == Anger {
		return .52 + 1.03*score
	}
	return .186 + 1.136*score
}
