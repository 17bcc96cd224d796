package feed

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
)

// tellApart sees to it that different posts of one document have different
// identities. An id that several carry is no id; where they share their address
// too, such as the front page's, their words tell them apart.
func tellApart(posts []brand.Post) {
	shared := several(posts, func(p brand.Post) string { return p.NativeID })
	for i, p := range posts {
		if shared[p.NativeID] {
			posts[i].NativeID = ""
		}
	}
	shared = several(posts, func(p brand.Post) string { return p.URL })
	for i, p := range posts {
		if p.NativeID == "" && shared[p.URL] {
			posts[i].NativeID = "words " + fingerprint(p)
		}
	}
}

// several are the names that more than one post goes by. A post that is merely
// listed twice is one.
func several(posts []brand.Post, name func(brand.Post) string) map[string]bool {
	first, shared := map[string]string{}, map[string]bool{}
	for _, p := range posts {
		n, what := name(p), p.URL+"\x00"+p.Title
		if before, met := first[n]; met && before != what && n != "" {
			shared[n] = true
		}
		first[n] = what
	}
	return shared
}

// fingerprint is the same for posts of the same author, words and date.
func fingerprint(p brand.Post) string {
	words := strings.Join([]string{p.Author, p.Title, p.Text, p.Published.Format(time.RFC3339)}, "\x00")
	sum := sha256.Sum256([]byte(words))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// maxSeen bounds how many posts of a document are remembered.
const maxSeen = 500

// seen are the posts of the document read last, by address and title: each with
// the hash of its id. It shows whether a feed gives its items new ids at every
// reading, as some do that write a session into them.
type seen map[uint64]uint32

func see(posts []brand.Post) seen {
	s := seen{}
	for _, p := range posts[:min(len(posts), maxSeen)] {
		if p.URL != "" {
			s[likeness(p)] = hash(p.NativeID)
		}
	}
	return s
}

// likeness is what a post is known again by if its id is of no use. It takes
// http and https for the same. The title belongs to it because some feeds, of
// incidents say, give every item of one kind the same address.
func likeness(p brand.Post) uint64 {
	_, address, _ := strings.Cut(p.URL, "://")
	title := p.Title
	if title == "" {
		title = p.Text
	}
	sum := sha256.Sum256([]byte(address + "\x00" + title))
	return binary.BigEndian.Uint64(sum[:])
}

func hash(s string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return h.Sum32()
}

// unstable reports whether more than half of the posts that are known again have
// another id than before. A few posts are no evidence.
func (s seen) unstable(posts []brand.Post) bool {
	known, changed := 0, 0
	for _, p := range posts {
		if id, ok := s[likeness(p)]; ok && p.URL != "" && p.NativeID != "" {
			known++
			if id != hash(p.NativeID) {
				changed++
			}
		}
	}
	return known >= 4 && 2*changed > known
}

// lacks reports whether there is a post that was not in the document before.
func (s seen) lacks(posts []brand.Post) bool {
	return len(s) > 0 && slices.ContainsFunc(posts[:min(len(posts), maxSeen)], func(p brand.Post) bool {
		_, known := s[likeness(p)]
		return p.URL != "" && !known
	})
}

// byAddress gives posts their address for an identity, and leaves out those of
// the document before: they were kept then, maybe under an id that is no more.
func (s seen) byAddress(posts []brand.Post) []brand.Post {
	var fresh []brand.Post
	for _, p := range posts {
		if p.URL != "" {
			if _, known := s[likeness(p)]; known {
				continue
			}
			p.NativeID = ""
		}
		fresh = append(fresh, p)
	}
	return fresh
}

// MarshalText packs what is seen into twelve bytes a post.
func (s seen) MarshalText() ([]byte, error) {
	packed := make([]byte, 0, 12*len(s))
	for _, post := range slices.Sorted(maps.Keys(s)) {
		packed = binary.BigEndian.AppendUint64(packed, post)
		packed = binary.BigEndian.AppendUint32(packed, s[post])
	}
	return []byte(base64.RawStdEncoding.EncodeToString(packed)), nil
}

// UnmarshalText unpacks it.
func (s *seen) UnmarshalText(text []byte) error {
	packed, err := base64.RawStdEncoding.DecodeString(string(text))
	if err != nil {
		return err
	}
	*s = seen{}
	for ; len(packed) >= 12; packed = packed[12:] {
		(*s)[binary.BigEndian.Uint64(packed)] = binary.BigEndian.Uint32(packed[8:])
	}
	return nil
}
