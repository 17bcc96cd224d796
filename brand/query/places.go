package query

import "tocsin/brand"

// Places are accounts ("@ana", "@ana@social.example") and sites ("paper.example",
// "paper.example/money"), known by the same means as a brand's own.
type Places struct {
	all     own
	entries []string
	each    []own
}

// NewPlaces makes Places of a list.
func NewPlaces(entries []string) Places {
	p := Places{all: newOwn(entries), entries: entries}
	for _, entry := range entries {
		p.each = append(p.each, newOwn([]string{entry}))
	}
	return p
}

// Wrote is the entry that published a post, "" if none did.
func (p Places) Wrote(post brand.Post) string {
	if len(p.entries) == 0 || !p.all.wrote(post) {
		return ""
	}
	for i, each := range p.each {
		if each.wrote(post) {
			return p.entries[i]
		}
	}
	return ""
}
