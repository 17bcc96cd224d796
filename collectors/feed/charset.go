package feed

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"tocsin/brand/text"
)

// prolog finds the encoding in an XML declaration.
var prolog = regexp.MustCompile(`^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})\s*["']`)

// decode turns a document into UTF-8. A byte order mark is believed before the
// HTTP header, the header before the document's own declaration; where nobody
// says anything, what isn't UTF-8 is taken for Windows-1252.
func decode(body []byte, contentType string) string {
	if e, mark := byteOrder(body); e != nil {
		return transcode(e, body[mark:])
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	for _, label := range []string{header(contentType), declared(body)} {
		e, name := charset.Lookup(label)
		switch {
		case e == nil, strings.HasPrefix(name, "utf-16"):
			// A document of wide characters was recognised above, so the label is wrong.
		case name == "utf-8":
			if utf8.Valid(body) || text.MostlyUTF8(body) {
				return string(body)
			}
		case singleByte(name) && utf8.Valid(body):
			// Servers add "ISO-8859-1" to whatever they serve. Text in it that
			// happens to be faultless UTF-8 doesn't exist in practice.
			return string(body)
		default:
			return transcode(e, body)
		}
	}
	if utf8.Valid(body) || text.MostlyUTF8(body) {
		return string(body)
	}
	return transcode(charmap.Windows1252, body)
}

func header(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

func declared(body []byte) string {
	m := prolog.FindSubmatch(body[:min(len(body), 1024)])
	if m == nil {
		return ""
	}
	return string(m[1])
}

// byteOrder recognises the encodings of two and four bytes a character, by their
// mark or by how "<" looks in them, and answers the length of the mark.
func byteOrder(body []byte) (encoding.Encoding, int) {
	utf16 := func(order unicode.Endianness) encoding.Encoding { return unicode.UTF16(order, unicode.IgnoreBOM) }
	wide := func(order utf32.Endianness) encoding.Encoding { return utf32.UTF32(order, utf32.IgnoreBOM) }
	for _, known := range []struct {
		start string
		mark  int
		as    encoding.Encoding
	}{
		{"\x00\x00\xfe\xff", 4, wide(utf32.BigEndian)},
		{"\xff\xfe\x00\x00", 4, wide(utf32.LittleEndian)},
		{"\xfe\xff", 2, utf16(unicode.BigEndian)},
		{"\xff\xfe", 2, utf16(unicode.LittleEndian)},
		{"\x00\x00\x00<", 0, wide(utf32.BigEndian)},
		{"<\x00\x00\x00", 0, wide(utf32.LittleEndian)},
		{"\x00<\x00", 0, utf16(unicode.BigEndian)},
		{"<\x00", 0, utf16(unicode.LittleEndian)},
	} {
		if bytes.HasPrefix(body, []byte(known.start)) {
			return known.as, known.mark
		}
	}
	return nil, 0
}

// singleByte reports whether a name is that of an encoding of one byte a character.
func singleByte(name string) bool {
	return strings.HasPrefix(name, "windows-125") || strings.HasPrefix(name, "iso-8859-") || name == "macintosh"
}

// transcode never fails: what cannot be read becomes U+FFFD.
func transcode(e encoding.Encoding, body []byte) string {
	decoded, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return string(body)
	}
	return string(decoded)
}
