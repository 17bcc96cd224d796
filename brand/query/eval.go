package query

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

// holds reports whether a query, or a part of one, is true of the post.
func (r *reading) holds(n *Node) bool {
	switch n.Op {
	case And:
		return !slices.ContainsFunc(n.Nodes, func(kid *Node) bool { return !r.holds(kid) })
	case Or:
		return slices.ContainsFunc(n.Nodes, r.holds)
	case Not:
		return !r.holds(n.Nodes[0])
	case Near:
		return r.near(n)
	case Field:
		return r.property(n)
	default:
		return r.found[n.leaf] == r.turn
	}
}

// property reports whether a property of the post is as a Field asks.
func (r *reading) property(n *Node) bool {
	p := &r.post
	switch n.In {
	case "lang":
		return speaks(r.language(), n.value)
	case "domain":
		return r.stands(n.value) || n.other != "" && r.stands(n.other)
	case "url":
		return contains(p.URL, n.value) || slices.ContainsFunc(p.Links, func(to string) bool { return contains(to, n.value) })
	case "source":
		return r.source != "" && text.Fold(r.source) == n.value
	default:
		return n.wrote(p.Author) || n.wrote(p.AuthorID)
	}
}

// stands reports whether the post stands on a site, or leads there.
func (r *reading) stands(site string) bool {
	p := &r.post
	return contains(p.URL, site) && underSite(strings.TrimSuffix(brand.Host(p.URL), "."), site) ||
		slices.ContainsFunc(p.Links, func(to string) bool { return leadsTo(to, site) })
}

// contains reports whether an address, once it is folded, has a text in it. To
// fold most addresses would cost a copy.
func contains(address, part string) bool {
	if !isASCII(address) {
		return strings.Contains(text.Fold(address), part)
	}
	for at := 0; at+len(part) <= len(address); at++ {
		same := 0
		for same < len(part) && lowerASCII(address[at+same]) == part[same] {
			same++
		}
		if same == len(part) {
			return address != ""
		}
	}
	return false
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// leadsTo reports whether a link, which is canonical, leads to a site or below it.
func leadsTo(link, site string) bool {
	_, rest, _ := strings.Cut(link, "://")
	if end := strings.IndexAny(rest, "/?#:"); end >= 0 {
		rest = rest[:end]
	}
	return underSite(rest, site)
}

// language is the post's, as its source gives it or else as its text tells.
func (r *reading) language() string {
	if !r.told {
		if r.told, r.spoken = true, r.post.Lang; r.spoken == "" {
			r.spoken = r.set.languages().Of(r.post.Title, r.post.Text)
		}
	}
	return r.spoken
}

// speaks reports whether a language tag is of the language asked for: "pt"
// takes in "pt-BR"; "und" stands for none being given.
func speaks(lang, want string) bool {
	lang = strings.ReplaceAll(text.Fold(lang), "_", "-")
	if lang == "" {
		lang = "und"
	}
	rest, ok := strings.CutPrefix(lang, want)
	return ok && (rest == "" || rest[0] == '-')
}

func underSite(host, site string) bool {
	rest, ok := strings.CutSuffix(host, site)
	return ok && site != "" && (rest == "" || strings.HasSuffix(rest, "."))
}

// wrote reports whether an author's name is the one a Field asks for: the
// whole of a handle, or words of a name.
func (n *Node) wrote(author string) bool {
	name := strings.TrimPrefix(text.Fold(author), "@")
	handle, ok := strings.CutPrefix(n.value, "@")
	if name == "" || ok {
		return name != "" && name == handle
	}
	s := []byte(name)
	toks := tokenize(nil, s)
	for i := range toks {
		if n.words.at(s, toks, i) {
			return true
		}
	}
	return name == n.value
}
