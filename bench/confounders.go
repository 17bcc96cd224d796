package main

// confounders measures how often what is no crisis pages: a program that posts for two
// hours, one text that many sites print, and a campaign, unknown and in the calendar.
// Counting mentions, a flood is as good as a crowd; Tocsin counts those who speak.
func confounders(o setting, p printer) error {
	p.line("paged by 28 d %%, at x2 .. x32:")
	for _, c := range mixups() {
		var l, byPosts ledger
		for _, seed := range o.seeds {
			all, err := o.background(seed)
			if err != nil {
				return err
			}
			where := onsets(all, seed)
			incidents := c.draw(all, where, seed)
			l.enter(contender{"ours", allChannels, promises()[:1]}, watch(all, where, allChannels), incidents)
			byPosts.enter(contender{"posts", allPosts, promises()[:1]}, watch(all, where, allPosts), incidents)
		}
		p.line("%-42s ours %s (all %.1f)   counting posts %s (all %.1f)", c.title,
			l.rows[0].magnitudes(), average(l.rows[0].each(recall)),
			byPosts.rows[0].magnitudes(), average(byPosts.rows[0].each(recall)))
	}
	return nil
}

func recall(o outcome) float64 { return o.recall }

// A mixup is what may be taken for a crisis.
type mixup struct {
	title string
	plan
}

func mixups() []mixup {
	bot := shape{name: "flood", at: flood}
	copies := shape{name: "copies", at: pulse}
	campaign := shape{name: "campaign", at: flash}
	announce := func(part float64) func(float64) float64 {
		return func(m float64) float64 { return 1 + part*m }
	}
	return []mixup{
		{"one author's flood", plan{shape: bot, share: 0, by: one}},
		{"one author's flood, all negative", plan{shape: bot, share: 1, by: one}},
		{"the same, known by counts of each step", plan{shape: bot, share: 1, by: oneAStep}},
		{"one text on many sites, each a voice", plan{shape: copies, share: backgroundShare}},
		{"one text on many sites, known as one", plan{shape: copies, share: backgroundShare, by: oneAStep}},
		{"campaign nobody told of", plan{shape: campaign, share: backgroundShare}},
		{"campaign in the calendar at its size", plan{shape: campaign, share: backgroundShare, times: announce(1)}},
		{"campaign in the calendar at half its size", plan{shape: campaign, share: backgroundShare, times: announce(.5)}},
		{"crisis in a campaign of its size", plan{shape: campaign, share: crisisShare, times: announce(1)}},
	}
}
