package surge

import "math"

// fleet are the laws of the daily maxima of the invented fleet, by kind and window.
var fleet = [2][windows]law{
	{{.39, .11}, {.35, .115}, {.25, .14}},
	{{.18, .13}, {.20, .15}, {.16, .16}},
}

// shares is what each window has of the days promised.
var shares = [windows]float64{math.Log10(.1), math.Log10(.5), math.Log10(.4)}

// promise brings what the windows say together to what was measured on the fleet.
var promise = [2]struct{ a, b float64 }{{.186, 1.136}, {.52, 1.03}}
