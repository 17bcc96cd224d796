package bluesky_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
)

func TestPostsAreLookedAtAgain(t *testing.T) {
	p := newPDS(noon)
	p.publish(posts(1, 60, noon(), "solvo"))
	c := searches(t, p, "solvo").(collectors.Rechecker)
	kept := all(t, c.(collectors.Collector), "", noon()).Posts
	kept[10].Text = kept[10].Text[:5] + "…" // it was too long to be kept
	p.gone[kept[3].NativeID], p.gone[kept[40].NativeID] = true, true
	p.shown[20].view["record"].(map[string]any)["text"] = "solvo is fine"
	changes, err := c.Recheck(t.Context(), append(kept, brand.Post{NativeID: "https://elsewhere.example/7", Text: "not ours"}), noon())
	edited := kept[20]
	edited.Text = "solvo is fine"
	want := []collectors.Change{{Post: kept[3], Gone: true}, {Post: edited}, {Post: kept[40], Gone: true}}
	if diff := cmp.Diff(want, changes); diff != "" || err != nil {
		t.Errorf("what became of them, %v (-want +got)\n%s", err, diff)
	}
	// A server that shows nothing has not deleted everything.
	for _, body := range []string{`{"posts":[]}`, `{}`, `{"posts":[{}]}`, "<html>"} {
		p.set(func() { p.answer = answer(body) })
		if changes, err := c.Recheck(t.Context(), kept, noon()); err == nil || len(changes) > 0 {
			t.Errorf("after %s: %d changes, %v", body, len(changes), err)
		}
	}
	p.set(func() { p.answer = answer(`{"posts":[]}`) })
	if changes, err := c.Recheck(t.Context(), kept[:1], noon()); err != nil || len(changes) != 1 {
		t.Errorf("one that is not shown: %d changes, %v; want it gone", len(changes), err)
	}
}
