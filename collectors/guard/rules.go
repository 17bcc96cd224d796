package guard

import (
	"encoding/json"
	"errors"
	"slices"
)

// rulesEnd is the end of the one path to which a change of rules may be sent.
const rulesEnd = "/2/tweets/search/stream/rules"

// A Rule says what a filtered stream is to carry. It is known by its tag.
type Rule struct {
	Value string `json:"value"`
	Tag   string `json:"tag"`
}

// A Change is one of a stream's rules: there are some to add, or the ids of some to
// delete. X takes the one or the other at a time.
type Change struct {
	Add    []Rule
	Delete []string
}

// body is the change as it is sent, which holds an addition or a deletion and nothing else.
func (c Change) body() ([]byte, error) {
	switch {
	case len(c.Add) > 0 && len(c.Delete) > 0:
		return nil, errors.New("rules are added or deleted, not both at once")
	case len(c.Add) > 0:
		for _, r := range c.Add {
			if r.Value == "" || r.Tag == "" {
				return nil, errors.New("a rule has a value, and a tag by which it is known")
			}
		}
		return json.Marshal(map[string][]Rule{"add": c.Add})
	case len(c.Delete) > 0:
		if slices.Contains(c.Delete, "") {
			return nil, errors.New("a rule that is to be deleted has an id")
		}
		return json.Marshal(map[string]map[string][]string{"delete": {"ids": c.Delete}})
	}
	return nil, errors.New("a change of rules adds some or deletes some")
}
