package replay

import (
	"bytes"
	"errors"
)

// split cuts a line at its commas into fields, which it appends to old ones. A field may stand in
// quotes, and then hold commas and, doubled, quotes.
func split(line []byte, fields [][]byte) ([][]byte, error) {
	if bytes.IndexByte(line, '"') >= 0 {
		return splitQuoted(line, fields)
	}
	for {
		i := bytes.IndexByte(line, ',')
		if i < 0 {
			return append(fields, line), nil
		}
		fields = append(fields, line[:i])
		line = line[i+1:]
	}
}

func splitQuoted(line []byte, fields [][]byte) ([][]byte, error) {
	for {
		field, rest, err := cutField(line)
		if err != nil {
			return nil, err
		}
		fields = append(fields, field)
		if rest == nil {
			return fields, nil
		}
		line = rest[1:]
	}
}

// cutField cuts the first field off a line; what is left begins with its comma, or is nil.
func cutField(line []byte) ([]byte, []byte, error) {
	if len(line) == 0 || line[0] != '"' {
		i := bytes.IndexByte(line, ',')
		if i < 0 {
			i = len(line)
		}
		if bytes.IndexByte(line[:i], '"') >= 0 {
			return nil, nil, errors.New("has a quote within a field: put the whole field into quotes, and double those within")
		}
		return line[:i], rest(line, i), nil
	}
	var field []byte
	for at := 1; ; {
		i := bytes.IndexByte(line[at:], '"')
		if i < 0 {
			return nil, nil, errors.New("has a quote that does not end on it: a name cannot go over several lines; close the quote, or double it")
		}
		field = append(field, line[at:at+i]...)
		at += i + 1
		switch {
		case at == len(line) || line[at] == ',':
			return field, rest(line, at), nil
		case line[at] != '"':
			return nil, nil, errors.New("has something behind a field's closing quote: double the quotes within a field")
		}
		field = append(field, '"')
		at++
	}
}

func rest(line []byte, at int) []byte {
	if at == len(line) {
		return nil
	}
	return line[at:]
}
