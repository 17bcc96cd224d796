package config

import (
	"slices"
	"strings"
	"testing"
)

const watchful = `brand: Solvo
match: [solvo]
own: ["@solvo"]
properties: [solvo.example]
watch: [paper.example/money, "@ana@social.example", "source:press"]
sources: [{id: press, kind: feed, url: "https://a.example/feed"}]
people:
  - {name: Ana Ruiz, can: [crisis]}
  - {name: Ben Cole, can: [crisis]}
`

func TestWhomABrandWatches(t *testing.T) {
	c := read(t, watchful)
	if want := []string{"paper.example/money", "@ana@social.example", "source:press"}; !slices.Equal(c.Brands[0].Watch, want) {
		t.Errorf("watched are %q, want %q", c.Brands[0].Watch, want)
	}
	shown := show(t, c)
	again, err := Read("shown.yaml", []byte(shown), Known{})
	if err != nil || !slices.Equal(again.Brands[0].Watch, c.Brands[0].Watch) {
		t.Errorf("what Show writes watches somebody else (%v):\n%s", err, shown)
	}
}

func TestFaultsOfAWatchList(t *testing.T) {
	for _, tt := range []struct{ claim, old, now, want, remedy string }{
		{"a name without its sign", "paper.example/money", "ana", `5:9: watch[0]: "ana" is no address, handle or tag`, `"@ana"`},
		{"a tag", "paper.example/money", `"#slings"`, `5:9: watch[0]: "#slings" is a tag, and anybody may use it`, "among match"},
		{"the brand's own account", "paper.example/money", `"@solvo"`, `5:9: watch[0]: "@solvo" is the brand's own`, "take it out here"},
		{"the brand's own site", "paper.example/money", "shop.solvo.example", `5:9: watch[0]: "shop.solvo.example" is the brand's own`, "take it out here"},
		{"a source that is not there", "source:press", "source:pres", `5:53: watch[2]: "pres" is no source of this file`, `"press"`},
		{"one of them twice", `"@ana@social.example"`, "paper.example/money", `5:30: watch[1]: "paper.example/money" stands here twice`, "keep one"},
	} {
		file := strings.Replace(watchful, tt.old, tt.now, 1)
		faults := slices.DeleteFunc(faultsOf(t, file), func(f Fault) bool { return f.Warning })
		if len(faults) != 1 || !strings.HasPrefix(faults[0].String(), "f.yaml:"+tt.want) || !strings.Contains(faults[0].Remedy, tt.remedy) {
			t.Errorf("%s: %v; want %s (%s)", tt.claim, faults, tt.want, tt.remedy)
		}
	}
}
