package plan

import "strings"

// Builtin are the five strategies a plan starts with, one for each function that
// listens. Their terms are English, Spanish, German, French and Portuguese, and
// are only ever sought in posts that already concern the brand.
func Builtin() []Strategy {
	all := []vocabulary{english(), spanish(), german(), french(), portuguese()}
	terms := func(of func(vocabulary) string) []string {
		var terms []string
		seen := map[string]bool{}
		for _, v := range all {
			for term := range strings.SplitSeq(of(v), ",") {
				if term = strings.Join(strings.Fields(term), " "); !seen[term] {
					seen[term] = true
					terms = append(terms, term)
				}
			}
		}
		return terms
	}
	return []Strategy{
		{
			ID:    Crisis,
			Why:   "Notice harm while it is small, and let whoever is authorised act on it at once.",
			Terms: terms(func(v vocabulary) string { return v.crisis }),
		},
		{
			ID:     "communications",
			Why:    "Tell the public and the press one true story, and correct what is wrong.",
			Terms:  terms(func(v vocabulary) string { return v.communications }),
			Voices: []string{"press"},
		},
		{
			ID:     "marketing",
			Why:    "Learn what people feel about the brand and its campaigns, and do more of what works.",
			Terms:  terms(func(v vocabulary) string { return v.marketing }),
			Voices: []string{"market"},
		},
		{
			ID:     "customer-service",
			Why:    "Help customers where they ask, before they give up.",
			Terms:  terms(func(v vocabulary) string { return v.service }),
			Voices: []string{"customers"},
		},
		{
			ID:    "product-development",
			Why:   "Turn what people miss and what breaks into a better product.",
			Terms: terms(func(v vocabulary) string { return v.product }),
		},
	}
}

// A vocabulary is what one language says of each strategy: terms between commas.
// A word that means something else as often ("late", "order") is only taken in the
// company that tells which it is.
type vocabulary struct{ crisis, communications, marketing, service, product string }
