package tone

import (
	"strings"
	"sync"
	"unicode/utf8"

	"tocsin/brand"
)

// MostRead is how many bytes of a post are read: an article says early what it is about.
const MostRead = 16 << 10

// A Reader tells the tone of posts. It is safe for use by several goroutines.
type Reader struct {
	languages map[string]*lexicon
	// pictures reads languages of which no word is known.
	pictures *lexicon
	brand    *own
	pool     *sync.Pool // of *reading
}

// languages are those with a word list, and its files.
func languages() map[string][]string {
	return map[string][]string{
		"en": {"vader.txt", "english.txt", "danger_english.txt"},
		"es": {"spanish.txt"},
		"de": {"german.txt"},
		"fr": {"french.txt"},
		"pt": {"portuguese.txt"},
	}
}

// New makes a Reader that knows no brand in particular.
func New() (*Reader, error) {
	pictures := newLexicon()
	if err := pictures.load("emoji.txt"); err != nil {
		return nil, err
	}
	r := &Reader{
		languages: map[string]*lexicon{}, pictures: pictures, brand: &own{},
		pool: &sync.Pool{New: func() any { return &reading{} }},
	}
	for code, names := range languages() {
		l := newLexicon()
		if err := l.load(append(names, "emoji.txt", "emoticons.txt")...); err != nil {
			return nil, err
		}
		l.partial = code != "en"
		r.languages[code] = l
	}
	return r, nil
}

// Read tells the tone of a post in a language, given as a BCP 47 tag, "" if nobody
// knows which it is in.
func (r *Reader) Read(p brand.Post, lang string) brand.Tone {
	title, text := clip(p.Title, MostRead), clip(p.Text, MostRead)
	if strings.HasPrefix(text, title) {
		title = ""
	}
	read, _ := r.pool.Get().(*reading)
	defer r.pool.Put(read)
	l := r.languages[base(lang)]
	if lang == "" || base(lang) == "und" {
		l = r.languages["en"]
	}
	if l == nil {
		l = r.pictures
	}
	read.take(l, r.brand, title, text)
	tone := read.tone(lang)
	tone.Danger = append(tone.Danger, r.brand.alarms(p)...)
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

// clip shortens a text to so many bytes, at a rune.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}
