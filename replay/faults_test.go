package replay_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"tocsin/replay"
)

func TestWhatIsWrongWithATableIsTold(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, table(usual(2)))
	_ = z.Close()
	hourly, sparse := "timestamp,count\n", "series,timestamp,count\n"
	for _, c := range usual(1) {
		if c.at.Minute() < 5 {
			hourly += c.at.Format("2006-01-02T15:04:05Z,7\n")
		}
		if c.at.Minute()%10 < 5 {
			sparse += c.at.Format("solvo,2006-01-02 15:04:05,7\n")
		}
	}
	head := "series,timestamp,count,negative,authors\n"
	rows := func(rest string) string { return head + "solvo,2026-03-02 00:00:00,5,1,4\n" + rest }
	for _, tt := range []struct{ claim, in, said string }{
		{"nothing", "", "there is nothing in it: its first line has to name the columns"},
		{"no names", "2026-03-02 00:00:00,5\n", "line 1 does not name the columns timestamp and count: write a first line with names"},
		{"semicolons", "timestamp;count\n", "line 1 does not name the columns timestamp and count: separate the columns with commas"},
		{"UTF-16", "\xff\xfet\x00i\x00m\x00e\x00", "save it as UTF-8"},
		{"no count", "timestamp,negative\n", "line 1 does not name the columns"},
		{"two counts", "timestamp,value,count\n", "line 1 names both count and value"},
		{"a name twice", "timestamp,count,Count\n", "line 1 names the column count twice"},
		{"scores already", "timestamp,count,score\n", "line 1 has a column score already: take it out"},
		{"fields too few", rows("solvo,2026-03-02 00:05:00,5\n"), "line 3 has 3 fields where the first line names 5"},
		{"fields too many", rows("a,b,2026-03-02 00:05:00,5,1,4\n"), "with names that hold commas in quotes"},
		{"an open quote", rows("\"solvo,2026-03-02 00:05:00,5,1,4\n"), "line 3 has a quote that does not end on it"},
		{"a quote within", rows("so\"lvo,2026-03-02 00:05:00,5,1,4\n"), "line 3 has a quote within a field"},
		{"a quote and more", rows("\"so\"lvo,2026-03-02 00:05:00,5,1,4\n"), "line 3 has something behind a field's closing quote"},
		{"no count in a row", rows("solvo,2026-03-02 00:05:00,,1,4\n"), "line 3 has no count: write 0 where there was nothing"},
		{"words", rows("solvo,2026-03-02 00:05:00,many,1,4\n"), `line 3 has the count "many", which is no number`},
		{"NaN", rows("solvo,2026-03-02 00:05:00,NaN,1,4\n"), `line 3 has the count "NaN", which is no number`},
		{"infinity", rows("solvo,2026-03-02 00:05:00,+Inf,1,4\n"), "which is no number"},
		{"hexadecimal", rows("solvo,2026-03-02 00:05:00,0x10,1,4\n"), "which is no number"},
		{"less than nothing", rows("solvo,2026-03-02 00:05:00,-1,1,4\n"), "line 3 has the count -1, which is less than nothing: leave out the row"},
		{"too much", rows("solvo,2026-03-02 00:05:00,1e12,1,4\n"), "which is more than 1000000000 in five minutes"},
		{"too much in digits", rows("solvo,2026-03-02 00:05:00,9999999999,1,4\n"), "which is more than 1000000000 in five minutes"},
		{"negative beyond all", rows("solvo,2026-03-02 00:05:00,5,6,4\n"), "line 3 counts more negative posts (6) than posts (5)"},
		{"authors beyond all", rows("solvo,2026-03-02 00:05:00,5,1,6\n"), "line 3 counts more authors (6) than posts (5)"},
		{"nobody wrote", rows("solvo,2026-03-02 00:05:00,5,1,0\n"), "leave out the column authors"},
		{"no date", rows("solvo,yesterday,5,1,4\n"), `line 3 has the timestamp "yesterday", which is none: write 2026-03-01T14:05:00Z`},
		{"no such day", rows("solvo,2026-02-30 00:05:00,5,1,4\n"), "which is none"},
		{"no such hour", rows("solvo,2026-03-02 24:00:00,5,1,4\n"), "which is none"},
		{"milliseconds", rows("solvo,1772409900000,5,1,4\n"), "looks like milliseconds: write seconds"},
		{"long ago", rows("solvo,0001-01-01 00:00:00,5,1,4\n"), "lies before 1973 or after 2200"},
		{"backwards", rows("solvo,2026-03-01 23:55:00,5,1,4\n"), `line 3: series "solvo": it goes back from 2026-03-02 00:00:00 to 2026-03-01 23:55:00: sort the rows`},
		{"doubled", rows("solvo,2026-03-02 00:00:00,5,1,4\n"), "line 3: series \"solvo\": there is a row of 2026-03-02 00:00:00 already"},
		{"minutes", "timestamp,count\n1772409600,5\n1772409660,5\n", "line 3: 2026-03-02 00:01:00 is 1m0s after the row before: its rows have to count five minutes each, so add them up"},
		{"off the grid", "timestamp,count\n1772409600,5\n1772410020,5\n", "is 7m0s after the row before, which is no multiple of five minutes"},
		{"hours", hourly, "line 14: its last 13 rows are 1h0m0s apart or more: 5-minute counts are needed"},
		{"ten minutes", sparse, `series "solvo": its last 13 rows are 10m0s apart or more`},
		{"an endless line", "timestamp,count\n" + strings.Repeat("7", 70_000), "line 2 has more than 65536 bytes"},
		{"gzip cut off", packed.String()[:packed.Len()/2], "cannot be read: unexpected EOF; the file may be cut off"},
		{"gzip of nothing", "\x1f\x8bnonsense", "line 1 cannot be read: gzip: invalid header"},
	} {
		_, err := replay.Counts(t.Context(), strings.NewReader(tt.in), io.Discard, replay.Options{})
		if err == nil || !strings.Contains(err.Error(), tt.said) {
			t.Errorf("%s: said is %v, want %q", tt.claim, err, tt.said)
		}
	}
}

// An outage now and then is none of these faults.
func TestOutagesAreNoFault(t *testing.T) {
	all := usual(9)
	var left []count
	for i, c := range all {
		if i%7 != 3 && (i < 1000 || i > 1400) {
			left = append(left, c)
		}
	}
	if _, sum := summed(t, table(left)); sum.Missing != int64(len(all)-len(left)) {
		t.Errorf("%d rows are missing, want %d", sum.Missing, len(all)-len(left))
	}
}
