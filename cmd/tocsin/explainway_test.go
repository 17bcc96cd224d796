package main

import (
	"bytes"
	"strings"
	"testing"

	"tocsin/brand/query/form"
)

func TestWhatASearchMissesIsNotSaidOfAStream(t *testing.T) {
	var sky, x bytes.Buffer
	lost := "finds no word inside a hashtag"
	inFull(&sky, form.Form{Source: "bluesky", Queries: []string{"solvo"}, Deaf: []string{lost}})
	inFull(&x, form.Form{Source: "x", Queries: []string{"solvo"}, Deaf: []string{lost}})
	said := sky.String()
	if way := strings.Index(said, "with way: search"); way < 0 || way > strings.Index(said, lost) || !strings.Contains(said, "is asked nothing") {
		t.Errorf("of Bluesky, which is read whole unless it is to be searched, it says %q", said)
	}
	if strings.Contains(x.String(), "with way") {
		t.Errorf("of X, which is searched unless it is to be streamed, it says %q", x.String())
	}
}
