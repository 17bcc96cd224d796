package tone

import (
	"slices"
	"strings"
	"sync"

	"tocsin/brand"
	"tocsin/brand/text"
)

// MostRead is how many bytes of a post are read: an article says early what it is about.
const MostRead = 16 << 10

// A Reader tells the tone of posts. It is safe for use by several goroutines.
type Reader struct {
	languages map[string]*lexicon
	// anywhere reads what nobody knows the language of: as English, but for the dangers.
	anywhere *lexicon
	// pictures reads languages of which no word is known.
	pictures *lexicon
	brand    *own
	pool     *sync.Pool // of *reading
}

// A list is a language with its files; the first is English, whose names of dangers
// all others use.
type list struct {
	code   string
	danger string
	files  []string
}

func lists() []list {
	return []list{
		{"en", "danger_english.txt", []string{"vader.txt", "english.txt"}},
		{"es", "danger_spanish.txt", []string{"spanish.txt"}},
		{"de", "danger_german.txt", []string{"german.txt"}},
		{"fr", "danger_french.txt", []string{"french.txt"}},
		{"pt", "danger_portuguese.txt", []string{"portuguese.txt"}},
	}
}

// New makes a Reader that knows no brand in particular.
func New() (*Reader, error) {
	r := &Reader{
		languages: map[string]*lexicon{}, pictures: newLexicon(), anywhere: newLexicon(), brand: &own{},
		pool: &sync.Pool{New: func() any { return &reading{} }},
	}
	if err := r.pictures.load("emoji.txt"); err != nil {
		return nil, err
	}
	for n, each := range lists() {
		l := newLexicon()
		if n > 0 {
			l.partial, l.names, l.harms = true, r.languages["en"].names, r.languages["en"].harms
		}
		r.languages[each.code] = l
		if err := l.loadAll(each); err != nil {
			return nil, err
		}
		r.anywhere.guest = n > 0
		read := r.anywhere.loadAll
		if n > 0 {
			read = func(each list) error { return r.anywhere.load(each.danger) }
		}
		if err := read(each); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// loadAll adds a language's files, and the signs that are the same everywhere.
func (l *lexicon) loadAll(from list) error {
	return l.load(append(from.files, from.danger, "emoji.txt", "emoticons.txt")...)
}

// Read tells the tone of a post in a language, given as a BCP 47 tag, "" if nobody
// knows which it is in.
func (r *Reader) Read(p brand.Post, lang string) brand.Tone {
	title, body := text.Head(p.Title, MostRead), text.Head(p.Text, MostRead)
	if strings.HasPrefix(body, title) {
		title = ""
	}
	read, _ := r.pool.Get().(*reading)
	defer r.pool.Put(read)
	l := r.languages[base(lang)]
	if lang == "" || base(lang) == "und" {
		l = r.anywhere
	}
	if l == nil {
		l = r.pictures
	}
	read.take(l, r.brand, title, body)
	tone := read.tone(lang)
	mine, same := r.brand.raised(p)
	tone.Danger = l.gravest(mine, slices.DeleteFunc(tone.Danger, func(d string) bool { return slices.Contains(same, d) }))
	own := 0
	for own < min(len(mine), len(tone.Danger)) && tone.Danger[own] == mine[own] {
		own++
	}
	tone.Listed = len(tone.Danger) - own
	return tone
}

// base is a language without its region: "pt" of "pt-BR".
func base(lang string) string {
	end := strings.IndexAny(lang, "-_")
	if end < 0 {
		end = len(lang)
	}
	return strings.ToLower(lang[:end])
}
