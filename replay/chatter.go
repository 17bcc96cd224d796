package replay

// A chatter knows how many posts an author of a series usually writes in five minutes.
type chatter struct{ posts, authors float64 }

// trusted is how many authors of one post each are believed in before any is known.
const trusted = 20

// fading halves what is known in a fortnight: it is 2^(-1/4032).
const fading = 0.9998281032728207

// each is how many posts an author writes, 1 at least.
func (c *chatter) each() float64 { return max(1, (c.posts+trusted)/(c.authors+trusted)) }

// angry estimates how many authors of a row are negative: those that the posts of
// the others do not need. Where there are more than twice as many posts as so many
// authors usually write, one of them is taken for a flood, and left out with what is too
// much. It learns from the row afterwards, of a flood no more than twice what is usual.
func (c *chatter) angry(r row) float64 {
	each := c.each()
	calm := (r.count - r.negative) / each
	flood := min(1, max(0, r.count-2*each*r.authors))
	authors := max(0, r.authors-flood)
	negative := max(0, r.negative-flood*max(0, r.count-each*authors))
	c.posts = c.posts*fading + min(r.count, 2*each*r.authors)
	c.authors = c.authors*fading + r.authors
	return min(max(authors-calm, 0), negative, authors)
}
