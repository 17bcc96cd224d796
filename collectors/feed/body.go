package feed

import (
	"fmt"

	"tocsin/collectors/polite"
)

// notes tell what is wrong with a body that is not whole.
func notes(b polite.Body) []string {
	switch {
	case b.Long:
		return []string{fmt.Sprintf("document is longer than %d bytes; the rest of it was not read", len(b.Text))}
	case b.Cut:
		return []string{fmt.Sprintf("connection broke off after %d bytes; the document is read again", len(b.Text))}
	}
	return nil
}
