package text

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// BadJSON says in plain words why a text is not the JSON that was wanted, by the error of
// who read it: "it is no JSON from byte 12 on".
func BadJSON(err error) string {
	if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is {
		if wrong.Field == "" {
			return "it is " + KindOfJSON(wrong.Value) + ", and something else is wanted"
		}
		return fmt.Sprintf("its %q is %s, and something else is wanted", Clip(Visible(wrong.Field), 80), KindOfJSON(wrong.Value))
	}
	if wrong, is := errors.AsType[*json.SyntaxError](err); is && !strings.HasPrefix(wrong.Error(), "unexpected end") {
		return fmt.Sprintf("it is no JSON from byte %d on", max(wrong.Offset, 1))
	}
	return "it ends too early"
}

// KindOfJSON is a kind of value, as errors of JSON name it, with its article: "a list".
func KindOfJSON(kind string) string {
	switch {
	case strings.HasPrefix(kind, "number"):
		return "a number"
	case kind == "string":
		return "a text"
	case kind == "array":
		return "a list"
	case kind == "bool":
		return "a truth value"
	}
	return "an object"
}
