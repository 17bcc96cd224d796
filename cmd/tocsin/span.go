package main

import (
	"fmt"
	"time"

	"tocsin/config"
)

// A span is a duration as the configuration writes it too: 90m, 48h, 3d, 2w.
type span struct{ time.Duration }

// UnmarshalText reads a span.
func (s *span) UnmarshalText(text []byte) error {
	d, ok := config.ParseDuration(string(text))
	if !ok || d < 0 {
		return fmt.Errorf("%q is no span of time: write one such as 90m, 48h, 3d or 2w", text)
	}
	s.Duration = d
	return nil
}
