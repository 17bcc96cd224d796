package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// readNAB reads the series of NAB's realTweets, and marks what lies in its windows.
func readNAB(dir string) ([]*series, error) {
	windows, err := readWindows(filepath.Join(dir, "windows.json"))
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "Twitter_volume_*.csv"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("bench finds no Twitter_volume_*.csv in %s: give -nab the folder of NAB's realTweets", dir)
	}
	var all []*series
	for _, file := range files {
		s, err := readTweets(file, windows[filepath.Base(file)])
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		all = append(all, s)
	}
	return all, nil
}

// A span is a time from its beginning to its end, both included.
type span [2]time.Time

func (s span) holds(t time.Time) bool { return !t.Before(s[0]) && !t.After(s[1]) }

// readWindows reads NAB's labels by the names of files.
func readWindows(file string) (map[string][]span, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var texts map[string][][2]string
	if err := json.Unmarshal(raw, &texts); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	windows := map[string][]span{}
	for name, pairs := range texts {
		for _, pair := range pairs {
			var s span
			for i := range s {
				if s[i], err = time.Parse("2006-01-02 15:04:05.000000", pair[i]); err != nil {
					return nil, fmt.Errorf("read %s: %w", file, err)
				}
			}
			windows[path.Base(name)] = append(windows[path.Base(name)], s)
		}
	}
	return windows, nil
}

// readTweets reads one series.
func readTweets(file string, windows []span) (*series, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(f).ReadAll()
	_ = f.Close()
	if err != nil || len(rows) < 2 {
		return nil, fmt.Errorf("no rows: %w", err)
	}
	name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "Twitter_volume_"), ".csv")
	s := &series{name: name, from: week}
	for _, row := range rows[1:] {
		at, err := time.Parse(time.DateTime, row[0])
		if err != nil {
			return nil, err
		}
		count, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			return nil, err
		}
		st := step{at: at, counts: counts{all: count, authors: count}}
		for i, w := range windows {
			if w.holds(at) {
				st.labelled, st.window = true, i
			}
		}
		s.steps = append(s.steps, st)
	}
	s.level = usual(s.steps)
	return s, nil
}
