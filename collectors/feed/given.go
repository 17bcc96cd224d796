package feed

import (
	"fmt"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/collectors"
)

// Given reads a document of the feed that came without being asked for, such as from its
// hub. Its posts are named as they are when the feed is read on from a cursor, which stays
// as it is: whoever reads the feed then meets them again.
func (c *Collector) Given(from collectors.Cursor, body []byte, contentType string) ([]brand.Post, []string, error) {
	if int64(len(body)) > c.options.MaxBytes {
		return nil, nil, fmt.Errorf("it has more than %d bytes, which no document may", c.options.MaxBytes)
	}
	d, err := parse(body, contentType, c.options.URL)
	if err != nil {
		return nil, nil, c.conceal(err)
	}
	b, _ := readBookmark(from, c.of)
	if b.ByAddress {
		dropIDs(d.posts)
	}
	items := readItems(d.posts)
	settle(items, address.Owner(c.options.URL))
	if b.Stamped {
		undate(items)
	}
	b.Known.identify(c.of, items, b.ByAddress)
	return d.posts, d.notes, nil
}
