// Command bench measures how well Tocsin tells a crisis from an ordinary day, how often it
// is wrong, and what that costs. Each of its commands prints its figures:
//
//	go run ./bench crisis       crises laid into ordinary weeks: which are found, how soon
//	go run ./bench fleet        how often each detector pages where nothing happens
//	go run ./bench confounders  floods, copies and campaigns, which are no crises
//	go run ./bench nab          the score of the Numenta Anomaly Benchmark
//	go run ./bench cost         time, memory and allocations of a step
//	go run ./bench many         a hundred thousand series at once
//	go run ./bench fit          what the constants of the detector are taken from
//
// With -nab the background is real: NAB's realTweets, a folder of Twitter_volume_*.csv and
// windows.json (github.com/numenta/NAB, data/realTweets and labels/combined_windows.json).
// Without it the background is invented. Everything follows from the seeds.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	if err := command(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		log.Fatal(err)
	}
}

// A setting is what a command is asked to measure on.
type setting struct {
	// nab is the folder of NAB's realTweets; "" stands for an invented fleet.
	nab    string
	seeds  seeds
	brands int
	weeks  int
	series int
}

// seeds are those that a command repeats itself for.
type seeds []uint64

func (s *seeds) String() string { return strings.Trim(fmt.Sprint([]uint64(*s)), "[]") }

// Set reads seeds with commas between them.
func (s *seeds) Set(text string) error {
	*s = nil
	for word := range strings.SplitSeq(text, ",") {
		n, err := strconv.ParseUint(word, 10, 64)
		if err != nil {
			return fmt.Errorf("seed %q is no number; write them like 1,2,3", word)
		}
		*s = append(*s, n)
	}
	return nil
}

// command runs one command by its name.
func command(args []string, out io.Writer) error {
	commands := map[string]func(setting, printer) error{
		"crisis": crisis, "fleet": rates, "confounders": confounders, "nab": nab,
		"cost": cost, "many": many, "fit": fit,
	}
	if len(args) == 0 || commands[args[0]] == nil {
		return errors.New("bench measures one thing at a time: name crisis, fleet, confounders, nab, cost, many or fit")
	}
	name := args[0]
	o := setting{seeds: seeds{1, 2, 3}, brands: 30}
	switch name {
	case "fleet", "fit":
		o.seeds, o.brands = seeds{1}, 200
	case "confounders":
		o.seeds = seeds{1}
	}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(out)
	flags.StringVar(&o.nab, "nab", "", "the `folder` of NAB's realTweets; none for an invented fleet")
	flags.Var(&o.seeds, "seeds", "`numbers` that chance begins with")
	flags.IntVar(&o.brands, "brands", o.brands, "how many brands an invented fleet has")
	flags.IntVar(&o.weeks, "weeks", 10, "how many weeks an invented fleet lives")
	flags.IntVar(&o.series, "series", 100_000, "how many series many has")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	return commands[name](o, printer{out})
}

// background is what a command lays its crises into, for a seed.
func (o setting) background(seed uint64) ([]*series, error) {
	if o.nab == "" {
		return fleet(o.brands, o.weeks, seed), nil
	}
	all, err := readNAB(o.nab)
	voice(all, seed)
	return all, err
}

// A printer writes lines for people.
type printer struct{ out io.Writer }

func (p printer) line(format string, args ...any) {
	_, _ = fmt.Fprintf(p.out, format+"\n", args...)
}
