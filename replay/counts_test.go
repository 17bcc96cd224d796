package replay_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/replay"
	"tocsin/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

// began is a Monday, and no full five minutes: the data's own grid is kept.
var began = time.Date(2026, time.March, 2, 0, 2, 53, 0, time.UTC)

// A count is what an invented series has in five minutes.
type count struct {
	at                       time.Time
	posts, negative, authors int
}

// usual is some days of an invented series: a daily cycle and noise, always the same.
func usual(days int) []count {
	var all []count
	noise := uint64(1)
	for i := range days * 288 {
		noise = noise*6364136223846793005 + 1442695040888963407
		cycle := 1.2 + math.Sin(2*math.Pi*float64(i%288)/288)
		n := int(cycle * 8 * (.5 + float64(noise>>40)/(1<<24)))
		all = append(all, count{began.Add(time.Duration(i) * 5 * time.Minute), n, n / 8, n - n/6})
	}
	return all
}

// stormed has a storm begin on the tenth day at noon: it doubles every half hour.
func stormed(days int) []count {
	all := usual(days)
	for i := range min(30, len(all)-2592-144) {
		more := int(10 * math.Exp2(float64(i)/6))
		c := &all[2592+144+i]
		c.posts, c.negative, c.authors = c.posts+more, c.negative+more*2/3, c.authors+more
	}
	return all
}

func table(all []count) string {
	var out strings.Builder
	out.WriteString("timestamp,value\n")
	for _, c := range all {
		fmt.Fprintf(&out, "%s,%d\n", c.at.Format(time.DateTime), c.posts)
	}
	return out.String()
}

func scored(t *testing.T, in string) string {
	t.Helper()
	out, _ := summed(t, in)
	return out
}

func summed(t *testing.T, in string) (string, replay.Summary) {
	t.Helper()
	var out bytes.Buffer
	sum, err := replay.Counts(t.Context(), strings.NewReader(in), &out, replay.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), sum
}

// cells are what a row of the output says, by column.
func cells(out string, row int) map[string]string {
	lines := strings.Split(out, "\n")
	names, values := strings.Split(lines[0], ","), strings.Split(lines[row], ",")
	cells := map[string]string{}
	for i, name := range names {
		cells[name] = values[i]
	}
	return cells
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// alerts are the rows of the output that tell somebody.
func alerts(out string) []string {
	var found []string
	for line := range strings.Lines(out) {
		if line = strings.TrimSpace(line); !strings.HasSuffix(line, ",") && !strings.HasSuffix(line, ",alert") {
			found = append(found, line)
		}
	}
	return found
}

func TestAStormIsToldAsItRises(t *testing.T) {
	out, sum := summed(t, table(stormed(11)))
	lines := strings.Split(strings.TrimSpace(out), "\n")
	got := ""
	for _, line := range append(lines[:1:1], lines[2592+144-2:2592+144+30]...) {
		c := strings.Split(line, ",") // without score and novelty, which are the detector's own business
		got += strings.Join([]string{c[0], c[1], c[2], c[5], c[6]}, ",") + "\n"
	}
	got += sum.String() + "\n"
	path := filepath.Join("testdata", "storm.csv")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs from what was agreed (-want +got; -update rewrites it):\n%s", path, diff)
	}
	if sum.Pages != 1 || sum.Alerts[rules.Crisis] == 0 {
		t.Errorf("the storm is %+v, want one page, and a crisis", sum)
	}
}

// What comes later changes nothing that was said before.
func TestARowIsScoredByThoseBeforeIt(t *testing.T) {
	whole := table(stormed(11))
	lines := strings.SplitAfter(whole, "\n")
	want := strings.SplitAfter(scored(t, whole), "\n")
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, len(lines)-1).Draw(rt, "rows")
		if got := scored(t, strings.Join(lines[:n], "")); got != strings.Join(want[:n], "") {
			rt.Errorf("the first %d rows alone are scored otherwise than before others", n)
		}
	})
}

func TestSeriesThatTakeTurnsDoNotTouchOneAnother(t *testing.T) {
	var mixed strings.Builder
	mixed.WriteString("series,timestamp,count\n")
	storm, calm := stormed(11), usual(11)
	for i := range storm {
		fmt.Fprintf(&mixed, "storm,%s,%d\n\"calm, \"\"and\"\" more\",%d,%d\n", storm[i].at.Format(time.RFC3339), storm[i].posts, calm[i].at.Unix(), calm[i].posts)
	}
	out, sum := summed(t, mixed.String())
	if sum.Series != 2 || sum.Rows != int64(2*len(storm)) {
		t.Errorf("%d rows of %d series, want %d of 2", sum.Rows, sum.Series, 2*len(storm))
	}
	alone := map[string]string{"storm": scored(t, table(storm)), "calm": scored(t, table(calm))}
	next := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(out), "\n")[1:] {
		name := []string{"storm", "calm"}[i%2]
		next[name]++
		want := strings.SplitN(strings.Split(alone[name], "\n")[next[name]], ",", 2)[1]
		if !strings.HasSuffix(line, ","+want) {
			t.Fatalf("row %d of %s is %q beside the other, want %q as alone", next[name], name, line, want)
		}
	}
}

// What a table says is the same however it is written.
func TestHowATableMayBeWritten(t *testing.T) {
	all := stormed(11)
	want := column(t, scored(t, table(all)), "score")
	write := func(header, form string, stamp func(time.Time) any) string {
		var out strings.Builder
		out.WriteString(header + "\n")
		for _, c := range all {
			fmt.Fprintf(&out, form+"\n", stamp(c.at), c.posts)
		}
		return out.String()
	}
	text := func(layout string) func(time.Time) any { return func(at time.Time) any { return at.Format(layout) } }
	plain := table(all)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, plain)
	_ = z.Close()
	for claim, in := range map[string]string{
		"RFC 3339":              write("timestamp,count", "%s,%d", text(time.RFC3339)),
		"another offset":        write("timestamp,count", "%s,%d", func(at time.Time) any { return at.In(time.FixedZone("", 5*3600+1800)).Format(time.RFC3339) }),
		"fractions of seconds":  write("timestamp,count", "%s,%d", text("2006-01-02T15:04:05.000Z07:00")),
		"an offset and a space": write("timestamp,count", "%s,%d", text("2006-01-02 15:04:05-07:00")),
		"seconds since 1970":    write("timestamp,count", "%d,%d", func(at time.Time) any { return at.Unix() }),
		"fractions of counts":   write("timestamp,count", "%s,%d.0", text(time.RFC3339)),
		"columns more":          write("note,timestamp,series,count", "x,%s,solvo,%d", text(time.RFC3339)),
		"names in capitals":     write("Timestamp, COUNT", "%s,%d", text(time.RFC3339)),
		"quotes":                write(`"timestamp","count"`, `"%s","%d"`, text(time.DateTime)),
		"lines with CR":         strings.ReplaceAll(plain, "\n", "\r\n"),
		"a mark at the start":   "\xef\xbb\xbf" + plain,
		"empty lines":           strings.ReplaceAll(plain, "\n", "\n\n"),
		"no last line's end":    strings.TrimSpace(plain),
		"gzip":                  packed.String(),
	} {
		if diff := cmp.Diff(want, column(t, scored(t, in), "score")); diff != "" {
			t.Errorf("%s: the scores are others (-want +got):\n%s", claim, diff[:min(len(diff), 300)])
		}
	}
}

// column is one column of the output.
func column(t *testing.T, out, name string) []string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out), "\n")
	at := -1
	for i, n := range strings.Split(lines[0], ",") {
		if n == name {
			at = i
		}
	}
	if at < 0 {
		t.Fatalf("there is no column %s in %q", name, lines[0])
	}
	back := strings.Count(lines[0], ",") - at // names may hold commas
	var values []string
	for _, line := range lines[1:] {
		fields := strings.Split(line, ",")
		values = append(values, fields[len(fields)-1-back])
	}
	return values
}

func TestAMissingRowIsNoDataAndNotZero(t *testing.T) {
	all := usual(10)
	from, to := 2500, 2600
	gap := table(append(all[:from:from], all[to:]...))
	zeros := usual(10)
	for i := from; i < to; i++ {
		zeros[i].posts = 0
	}
	whole, zero := cells(scored(t, table(all)), to+1), cells(scored(t, table(zeros)), to+1)
	out, sum := summed(t, gap)
	missed := cells(out, from+1)
	if sum.Missing != int64(to-from) {
		t.Errorf("%d rows are said to be missing, want %d", sum.Missing, to-from)
	}
	usually, gapped, silent := number(t, whole["expected"]), number(t, missed["expected"]), number(t, zero["expected"])
	if math.Abs(gapped-usually) > .05*usually || silent > .95*usually {
		t.Errorf("expected are %g, %g after a gap, %g after silence; want the first two alike, the last less", usually, gapped, silent)
	}
}

func TestNobodyIsToldInTheFirstWeek(t *testing.T) {
	all := usual(8)
	for i := 1000; i < 1012; i++ {
		all[i].posts += 5000
	}
	out, sum := summed(t, table(all))
	if found := alerts(out); len(found) > 0 || strings.Contains(out, "issue") {
		t.Errorf("the first week tells %q", found)
	}
	if want := "too short for pages a week"; !strings.Contains(sum.String(), want) {
		t.Errorf("the summary is %q, want %q in it", sum, want)
	}
	for i := 2100; i < 2112; i++ {
		all[i].posts += 20000
	}
	if out := scored(t, table(all)); len(alerts(out)) == 0 {
		t.Error("the second week tells nothing of a storm")
	}
}

// Toned writes a table with all columns, or without authors.
func toned(all []count, authors bool) string {
	var out strings.Builder
	header, more := "timestamp,count,negative", func(count) string { return "" }
	if authors {
		header, more = header+",authors", func(c count) string { return fmt.Sprint(",", c.authors) }
	}
	out.WriteString(header + "\n")
	for _, c := range all {
		fmt.Fprintf(&out, "%d,%d,%d%s\n", c.at.Unix(), c.posts, c.negative, more(c))
	}
	return out.String()
}

func TestOneAuthorIsNoCrowdHoweverNegative(t *testing.T) {
	flood, crowd := usual(11), usual(11)
	for i := 2736; i < 2760; i++ {
		flood[i].posts, flood[i].negative, flood[i].authors = flood[i].posts+300, flood[i].negative+300, flood[i].authors+1
		crowd[i].posts, crowd[i].negative, crowd[i].authors = crowd[i].posts+20, crowd[i].negative+20, crowd[i].authors+20
	}
	if found := alerts(scored(t, toned(flood, true))); len(found) > 0 {
		t.Errorf("one author's flood tells %q", found)
	}
	if found := alerts(scored(t, toned(flood, false))); len(found) == 0 {
		t.Error("without authors nobody can know that it is one author's, and it is to be told")
	}
	if found := alerts(scored(t, toned(crowd, true))); len(found) == 0 {
		t.Error("a crowd of twenty angry people tells nothing")
	}
}

// A rise that all talk explains is less than one that is anger.
func TestAngerIsToldWhereTheVolumeIsNot(t *testing.T) {
	angry, cheerful := usual(11), usual(11)
	for i := 2736; i < 2760; i++ {
		angry[i].negative = angry[i].posts
	}
	if found := alerts(scored(t, toned(angry, false))); len(found) == 0 {
		t.Error("all being angry where few are tells nothing")
	}
	if found := alerts(scored(t, toned(cheerful, false))); len(found) > 0 {
		t.Errorf("as always tells %q", found)
	}
}

func TestWhatWasWrittenBeforeAFaultStays(t *testing.T) {
	good := table(usual(9))
	var out bytes.Buffer
	sum, err := replay.Counts(t.Context(), strings.NewReader(good+"2026-03-11 00:02:53,-3\n"), &out, replay.Options{})
	if err == nil || !strings.Contains(err.Error(), "line 2594 has the count -3") {
		t.Errorf("the fault is %v", err)
	}
	if out.String() != scored(t, good) || sum.Rows != 9*288 {
		t.Errorf("%d rows were written, want %d", sum.Rows, 9*288)
	}
}

// Somebody who pipes counts as they come sees each row at once.
func TestRowsAreWrittenAsTheyCome(t *testing.T) {
	in, counts := io.Pipe()
	scores, out := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		_, err := replay.Counts(t.Context(), in, out, replay.Options{})
		ended <- err
	}()
	for i, line := range strings.SplitAfter(table(usual(1)), "\n")[:5] {
		_, _ = io.WriteString(counts, line)
		got := make([]byte, 1000)
		n, err := scores.Read(got)
		if err != nil || !strings.HasPrefix(string(got[:n]), strings.TrimSpace(line)+",") {
			t.Fatalf("after line %d %q is read, %v", i+1, got[:n], err)
		}
	}
	_ = counts.Close()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestADiskThatIsFullIsTold(t *testing.T) {
	if _, err := replay.Counts(t.Context(), strings.NewReader(table(usual(1))), full{}, replay.Options{}); err == nil || strings.Count(err.Error(), "no space left") != 1 {
		t.Errorf("a full disk is %v", err)
	}
}
