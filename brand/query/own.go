package query

import (
	"net/url"
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

// own is what a brand's own accounts and sites are known by.
type own struct {
	handles map[string]bool
	sites   []site
}

// A site is a host with all below it, or a part of one: "shop.example/solvo", or
// "video.example/watch?v=7".
type site struct {
	host, path string
	params     []string
}

func newOwn(entries []string) own {
	o := own{handles: map[string]bool{}}
	for _, entry := range entries {
		name := text.Fold(strings.TrimSpace(entry))
		handle, marked := strings.CutPrefix(name, "@")
		switch host := siteOf(name); {
		case handle == "":
		case marked, !strings.Contains(host, "."), strings.Contains(name, "@") && !strings.Contains(name, "/"):
			o.handles[handle] = true
		default:
			path, params := placeOf(name)
			o.sites = append(o.sites, site{host, path, params})
		}
	}
	return o
}

// siteOf is the host of an address that may lack its scheme, "" if it has none.
func siteOf(address string) string { return brand.Host(withScheme(address)) }

func withScheme(address string) string {
	if strings.Contains(address, "://") {
		return address
	}
	return "https://" + address
}

// placeOf is the path of an address, folded and without a slash at its end, and its
// parameters, folded as well.
func placeOf(address string) (string, []string) {
	u, err := url.Parse(withScheme(address))
	if err != nil {
		return "", nil
	}
	var params []string
	if u.RawQuery != "" {
		params = strings.Split(text.Fold(u.RawQuery), "&")
	}
	return strings.TrimRight(text.Fold(u.Path), "/"), params
}

// wrote reports whether one of the brand's own properties posted p.
func (o own) wrote(p brand.Post) bool {
	return o.isAuthor(p.Author) || o.isAuthor(p.AuthorID) || o.holds(p.URL)
}

func (o own) isAuthor(author string) bool {
	name := strings.TrimPrefix(text.Fold(strings.TrimSpace(author)), "@")
	if name == "" {
		return false
	}
	_, server, _ := strings.Cut(name, "@")
	return o.handles[name] || o.holds(name) || o.holds(server)
}

// holds reports whether an address lies in one of the brand's own sites.
func (o own) holds(address string) bool {
	if len(o.sites) == 0 || !strings.Contains(address, ".") || strings.Contains(address, " ") {
		return false
	}
	host := siteOf(address)
	path, params := placeOf(address)
	return slices.ContainsFunc(o.sites, func(s site) bool {
		rest, ok := strings.CutPrefix(path, s.path)
		return underSite(host, s.host) && ok && (rest == "" || rest[0] == '/') &&
			!slices.ContainsFunc(s.params, func(p string) bool { return !slices.Contains(params, p) })
	})
}
