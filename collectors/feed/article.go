package feed

import (
	"strings"

	"tocsin/brand"
	"tocsin/brand/address"
)

// Some feeds of comments, reviews or replies link each to the article, product or
// thread it stands below. Alone at its address in a document, such a one looks like
// the article itself, and whoever calls both by the address loses one of them.

// below reports whether an item says that it was written below what is at its
// address: by its title, or by an id that is a place there, or a comment's.
func below(p brand.Post, key, global string) bool {
	if strings.Contains(key, "#") {
		return false // the address is the comment's
	}
	page := ""
	if strings.Contains(p.NativeID, "://") && global != key {
		page = global
	}
	_, place, _ := strings.Cut(page, "#")
	return strings.ContainsAny(place, "0123456789") || comments(page) || answers(p.Title)
}

// itself reports whether an item is what is at its address, whoever else leads there:
// a network's own post or place; what nobody signed, as search engines don't; and what
// has an id that the site gave to a page of its own. Anything else may be what somebody
// wrote below: it is one with what has the same author and date at the address.
func itself(p brand.Post, key string) bool {
	if p.Author == "" || strings.Contains(key, "#") || address.OnNetwork(p.URL) != "" {
		return true
	}
	owner := address.Owner(p.NativeID)
	return owner != "" && owner == address.Owner(p.URL)
}

// answers reports whether a title is that of an answer: "Re: Solvo is down".
func answers(title string) bool {
	title = strings.ToLower(title)
	first, _, marked := strings.Cut(title, ":")
	if marked {
		switch first {
		case "re", "aw", "antw", "antwort", "sv", "vs", "odp", "ynt", "ref", "rif", "res", "by", "discuss", "discussion":
			return true
		}
	}
	for _, start := range []string{
		"comment on ", "comments on ", "comment by ", "comment from ", "new comment ", "reply to ", "reply by ", "answer by ", "answer to ", "review by ",
		"kommentar zu ", "kommentar von ", "antwort auf ", "antwort von ", "commentaire sur ", "commentaires sur ", "commentaire de ", "réponse à ",
		"comentario en ", "comentario sobre ", "comentario de ", "respuesta a ", "comentário em ", "comentário sobre ", "commento su ", "commenti su ", "risposta a ",
		"reactie op ", "reactie van ", "komentarz do ", "odpowiedź na ",
	} {
		if strings.HasPrefix(title, start) {
			return true
		}
	}
	return false
}

// comments reports whether an address has a part that says that a comment is there.
func comments(key string) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(key), func(r rune) bool { return strings.ContainsRune("/?&=", r) }) {
		switch part {
		case "comment", "comments", "commentid", "reply", "replies", "review", "reviews", "answer", "answers", "kommentar", "kommentare", "commentaire", "comentario", "commento":
			return true
		}
	}
	return false
}

// worldwide is the name of what has an id that is the same all over the world. An
// address or a tag has an owner, who is the link's; but a UUID may be copied with the
// example it stood in, and a book's number is that of all who speak of the book: they
// are good at one site.
func worldwide(p brand.Post, global, site string) brand.Identity {
	if !strings.HasPrefix(global, "urn:") {
		return brand.NewIdentity(global)
	}
	if linked := address.Owner(p.URL); linked != "" {
		site = linked
	}
	return brand.NewIdentity(global, site)
}
