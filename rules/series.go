package rules

// A Series is one brand's counts over time.
type Series struct{}
