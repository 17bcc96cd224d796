package store

import (
	"encoding/json"
	"errors"
	"fmt"
)

// unreadable says in plain words that what is kept cannot be read.
func unreadable(what string, err error) error {
	return fmt.Errorf("%s is not readable: %w; was it written by a newer tocsin?", what, misread(err))
}

// misread says why a text is not the JSON that was wanted. What is no error of JSON's says
// it for itself.
func misread(err error) error {
	if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is {
		if wrong.Field == "" {
			return errors.New("it is of another form")
		}
		return fmt.Errorf("its %q is of another form", wrong.Field)
	}
	if wrong, is := errors.AsType[*json.SyntaxError](err); is {
		return fmt.Errorf("it is no JSON from byte %d on", max(wrong.Offset, 1))
	}
	return err
}
