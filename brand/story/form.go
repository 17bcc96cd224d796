package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

const (
	// leastAnswers is how many questions a form has at least, or how many that are
	// answered by a figure; an answer has mostAnswer words, and a question mostAsked.
	leastAnswers = 3
	leastFigures = 2
	mostAnswer   = 4 * wordWeight
	mostAsked    = 12 * wordWeight
)

// unforced are the words of a folded text that its author didn't leave to software:
// neither a signature such as "-- sent from my phone", nor the questions of a form with
// their answers, such as "quality: 1 of 5". It is nil where there is neither.
func unforced(words []byte, toks []token) [][]byte {
	head := words
	if slices.ContainsFunc(toks, token.seals) || bytes.Contains(words, []byte("--")) || bytes.Contains(words, []byte("__")) {
		head = unsealed(words)
	}
	if parts := unasked(head); parts != nil {
		return parts
	}
	if len(head) < len(words) {
		return [][]byte{head}
	}
	return nil
}

// unsealed takes off a signature at the end.
func unsealed(s []byte) []byte {
	if signs(s) {
		return nil
	}
	for at, c := range s {
		if c > ' ' || at+1 == len(s) || !signs(s[at+1:]) {
			continue
		}
		if before := bytes.TrimSpace(s[:at]); c == '\n' || ends(before) {
			return before
		}
	}
	return s
}

// ends reports whether a sentence ends with a text.
func ends(s []byte) bool {
	last, _ := utf8.DecodeLastRune(s)
	return !text.InTag(last) && !strings.ContainsRune(",-—–", last)
}

// signs reports whether a signature begins here: with a dash of two strokes, or with
// the words of a phone.
func signs(s []byte) bool {
	if len(s) < 2 {
		return false
	}
	var marks []string
	switch first := s[0]; first {
	default:
		return false
	case '-', '_':
		if s[1] != first {
			return false
		}
		rest := bytes.TrimLeft(s, "-_")
		return len(rest) == 0 || unicode.IsSpace(rune(rest[0]))
	case 's':
		marks = []string{"sent from ", "sent via ", "sent with "}
	case 'p':
		marks = []string{"posted from ", "posted via "}
	case 'g':
		marks = []string{"get outlook for ", "gesendet von ", "gesendet mit "}
	case 'e':
		marks = []string{"envoyé depuis ", "envoyé de ", "enviado desde ", "enviado do ", "enviado de "}
	case 'i':
		marks = []string{"inviato da "}
	case 'v':
		marks = []string{"verstuurd vanaf "}
	}
	return slices.ContainsFunc(marks, func(mark string) bool { return bytes.HasPrefix(s, []byte(mark)) })
}

// unasked are the parts of a form that are neither its questions nor their answers; nil
// if the text is none that was filled in.
func unasked(s []byte) [][]byte {
	if bytes.Count(s, []byte(":"))+bytes.Count(s, []byte("?")) < leastFigures {
		return nil
	}
	parts := [][]byte{}
	answers, figures := 0, 0
	for len(s) > 0 {
		asked, mark, rest := clause(s)
		s = rest
		if mark != ':' && mark != '?' || weigh(tokenize(nil, asked)) > mostAsked {
			parts = append(parts, asked)
			continue
		}
		answer, next, rest := clause(s)
		if next == ':' || next == '?' || len(bytes.TrimSpace(answer)) == 0 || weigh(tokenize(nil, answer)) > mostAnswer {
			parts = append(parts, asked)
			continue
		}
		answers++
		if first, _ := utf8.DecodeRune(bytes.TrimSpace(answer)); unicode.IsDigit(first) || first == '★' {
			figures++
		}
		s = rest
	}
	if answers < leastAnswers && figures < leastFigures {
		return nil
	}
	return parts
}

// clause is the first clause of a text, the mark that ends it, 0 if none does, and the rest.
func clause(s []byte) ([]byte, rune, []byte) {
	for at := 0; at < len(s); {
		r, width := utf8.DecodeRune(s[at:])
		last := at+width == len(s)
		switch r {
		case '\n', ';', '|', '•', '。', '？', '：':
		case '.', '!', '?', ':', ',':
			if !last && !unicode.IsSpace(rune(s[at+width])) {
				at += width
				continue
			}
		default:
			at += width
			continue
		}
		switch r {
		case '？':
			r = '?'
		case '：':
			r = ':'
		}
		return s[:at], r, s[at+width:]
	}
	return s, 0, nil
}
