package story

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

const (
	// wordWeight and letterWeight are what a word, and a letter of a script that
	// parts no words, weigh: two letters of Chinese say about as much as a word.
	wordWeight   = 2
	letterWeight = 1
)

// A token is a word, or a letter of a script that parts no words.
type token struct {
	hash   uint64
	weight int
	// figure is set where it begins with a digit.
	figure bool
	// apart is set where more than a space, a comma or a hyphen within words stands before it.
	apart bool
	// name is set where it is written with a capital.
	name bool
	// passes says whether the word tells that others' words are passed on.
	passes relay
}

// is reports whether two tokens are the same word.
func (t token) is(o token) bool { return t.hash == o.hash }

// relays reports whether a word says that others' words are passed on.
func (t token) relays() bool { return t.passes >= plainly }

// seals reports whether a word may be a signature's.
func (t token) seals() bool { return t.passes == sealing }

// A relay is how a word tells that others' words are passed on.
type relay int

const (
	not relay = iota
	// sealing is a word of a phone's signature, such as "sent from my phone".
	sealing
	// plainly is a word such as "share".
	plainly
	// byName is one that a name may follow, such as "via".
	byName
)

// relays is how a folded word tells that others' words are passed on.
func relays(word []byte) relay {
	switch string(word) {
	case "rt", "mt", "qt", "via", "cc":
		return byName
	case "repost", "reposting", "reposted", "please", "pls", "plz", "share", "fyi", "this", "bitte", "teilen", "partagez", "partager",
		"comparte", "compartir", "compartan", "condividi", "condividete", "转", "轉", "载", "載", "发", "發", "転", "拡", "散":
		return plainly
	case "sent", "posted", "outlook", "gesendet", "envoyé", "enviado", "inviato", "verstuurd":
		return sealing
	}
	return not
}

// tokenize appends the tokens of a folded text, without addresses, handles and
// hashtags.
func tokenize(toks []token, s []byte) []token {
	word := -1 // where the word begins that is being read
	hash := uint64(seed)
	before, apart := ' ', false
	end := func(at int) {
		if word >= 0 {
			first, _ := utf8.DecodeRune(s[word:])
			toks = append(toks, token{hash: mix(hash), weight: wordWeight, figure: unicode.IsDigit(first), apart: apart, passes: relays(s[word:at])})
			apart = false
		}
		word, hash = -1, seed
	}
	for at := 0; at < len(s); {
		r, width := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, width = utf8.DecodeRune(s[at:])
		}
		switch {
		case word < 0 && !text.InTag(before) && skipped(s[at:], r) > 0:
			width = skipped(s[at:], r)
			r, apart = ' ', true
		case unspaced(r):
			end(at)
			toks = append(toks, token{hash: mix(eatAll(seed, s[at:at+width])), weight: letterWeight, apart: apart, passes: relays(s[at : at+width])})
			apart = false
		case r == '\'': // don't is dont, as many type it
		case r == '_' || !text.InTag(r):
			end(at)
			apart = apart || r != ' ' && r != ',' && r != '-' || r == '-' && before == ' '
		default:
			if word < 0 {
				word = at
			}
			hash = eatAll(hash, s[at:at+width])
		}
		before = r
		at += width
	}
	end(len(s))
	return toks
}

// skipped is the length of the address, handle or hashtag a text begins with, 0 if
// it begins with none. r is its first rune.
func skipped(s []byte, r rune) int {
	switch r {
	case '#', '@':
		return tagged(s)
	case 'h', 'w':
		return addressed(s)
	}
	return 0
}

// tagged is the length of the handle or hashtag a text begins with, with the host
// of a handle such as @ana@social.example.
func tagged(s []byte) int {
	end := 1
	for end < len(s) {
		r, width := utf8.DecodeRune(s[end:])
		inner := s[0] == '@' && (r == '@' || r == '.' || r == '-') && end+1 < len(s) && text.InTag(rune(s[end+1]))
		if !text.InTag(r) && !inner {
			break
		}
		end += width
	}
	if end == 1 {
		return 0
	}
	return end
}

// addressed is the length of the address a text begins with.
func addressed(s []byte) int {
	if !bytes.HasPrefix(s, []byte("http://")) && !bytes.HasPrefix(s, []byte("https://")) && !bytes.HasPrefix(s, []byte("www.")) {
		return 0
	}
	if end := bytes.IndexFunc(s, unicode.IsSpace); end >= 0 {
		return end
	}
	return len(s)
}

// unspaced reports whether a rune is a letter, or a mark on one, of a script that
// parts no words.
func unspaced(r rune) bool {
	switch {
	case r < 0x0e01:
		return false
	case r <= 0x0eff: // Thai, Lao
		return unicode.IsLetter(r) || unicode.IsMark(r)
	case r >= 0x3041 && r <= 0x30ff, r >= 0x3400 && r <= 0x4dbf, r >= 0x4e00 && r <= 0x9fff: // kana, Han
		return unicode.IsLetter(r)
	}
	return unicode.In(r, unicode.Han, unicode.Khmer, unicode.Myanmar)
}

// weigh is the weight of tokens.
func weigh(toks []token) int {
	sum := 0
	for _, t := range toks {
		sum += t.weight
	}
	return sum
}
