package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"tocsin/collectors/postline"
)

// A grep is "tocsin query" as a process of its own.
type grep struct {
	*exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	shut   func() error
	stderr *bytes.Buffer
}

func startGrep(t *testing.T, args ...string) *grep {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	g := &grep{Cmd: exec.CommandContext(ctx, "tocsin", append([]string{"query"}, args...)...), stderr: &bytes.Buffer{}}
	g.Stderr = g.stderr
	in, err := g.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := g.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	g.in, g.out, g.shut = in, bufio.NewReader(out), out.Close
	if err := g.Start(); err != nil {
		t.Fatal(err)
	}
	return g
}

// asked runs a query over posts, and answers what came out, what was said, and the exit code.
func asked(t *testing.T, posts string, args ...string) (string, string, int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := execute(&world{
		ctx: t.Context(), args: append([]string{"query"}, args...), stdin: strings.NewReader(posts), stdout: &stdout, stderr: &stderr,
		env: func(string) string { return "" }, now: time.Now,
	})
	return stdout.String(), stderr.String(), code
}

// Whoever watches a source sees a post when it comes, not when the next thousand have.
func TestAMatchIsShownBeforeTheNextPostComes(t *testing.T) {
	g := startGrep(t, "solvo")
	for _, post := range []string{"solvo 1\n", "calmio\nsolvo 2\n"} {
		if _, err := io.WriteString(g.in, post); err != nil {
			t.Fatal(err)
		}
		want := post[strings.Index(post, "solvo"):]
		if got, err := g.out.ReadString('\n'); err != nil || got != want {
			t.Fatalf("after the post %q comes %q, %v", post, got, err)
		}
	}
	_ = g.in.Close()
	if err := g.Wait(); err != nil || g.stderr.Len() > 0 {
		t.Errorf("it ends with %v: %s", err, g.stderr)
	}
}

// A query that waits for posts ends when it is told to.
func TestAWaitingQueryCanBeStopped(t *testing.T) {
	g := startGrep(t, "solvo")
	if _, err := io.WriteString(g.in, "solvo\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := g.out.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := g.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = g.Wait()
	if code := g.ProcessState.ExitCode(); code != int(exitTrouble) || !strings.Contains(g.stderr.String(), "tocsin: query: the posts end in line 2: ") {
		t.Errorf("it ends with %v: %q; want exit 2, and where it stopped", g.ProcessState, g.stderr)
	}
}

// "tocsin query … | head -1" ends quietly, however many posts there are.
func TestWhoReadsNoMoreIsNotComplainedTo(t *testing.T) {
	g := startGrep(t, "solvo")
	go func() {
		for {
			if _, err := io.WriteString(g.in, strings.Repeat("solvo\n", 1000)); err != nil {
				return
			}
		}
	}()
	if _, err := g.out.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	_ = g.shut()
	err := g.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGPIPE || g.stderr.Len() > 0 { //nolint:forcetypeassert // on this system
		t.Errorf("it ends with %v: %q; want SIGPIPE, and nothing said", err, g.stderr)
	}
}

func TestAFullDiskIsTold(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full here")
	}
	defer func() { _ = full.Close() }()
	var said bytes.Buffer
	code := execute(&world{
		ctx: t.Context(), args: []string{"query", "solvo"}, stdin: strings.NewReader("solvo\n"), stdout: full, stderr: &said,
		env: func(string) string { return "" }, now: time.Now,
	})
	if code != int(exitTrouble) || strings.Count(said.String(), "no space left") != 1 {
		t.Errorf("code %d, said %q; want 2, and once what is wrong", code, said.String())
	}
}

// Posts from any editor and system are read as they are meant, and come out byte for byte.
func TestPostsFromAnywhere(t *testing.T) {
	object := `{"text":"solvo"}`
	for claim, tt := range map[string]struct {
		posts, out, said string
		code             verdict
	}{
		"no end of the last line":         {"calmio\nsolvo", "solvo\n", "", exitSelected},
		"Windows line ends":               {"solvo\r\n" + object + "\r\ncalmio\r\n", "solvo\r\n" + object + "\r\n", "", exitSelected},
		"a byte order mark":               {"\xef\xbb\xbf" + object + "\nsolvo\n", "\xef\xbb\xbf" + object + "\nsolvo\n", "", exitSelected},
		"empty lines":                     {"\n\r\n\nsolvo\n\n", "solvo\n", "", exitSelected},
		"bytes that are no UTF-8":         {"\xff\xc3 solvo \xe9\n{\"text\":\"\xff solvo\"}\n", "\xff\xc3 solvo \xe9\n{\"text\":\"\xff solvo\"}\n", "", exitSelected},
		"zero bytes":                      {"\x00solvo\x00 solvo\n", "\x00solvo\x00 solvo\n", "", exitSelected},
		"an indented object":              {"  " + object + "\n\t{ \"text\" : \"solvo\" }\n", "  " + object + "\n\t{ \"text\" : \"solvo\" }\n", "", exitSelected},
		"UTF-16":                          {"\xff\xfes\x00o\x00l\x00v\x00o\x00\n\x00", "", "the posts are UTF-16: convert them to UTF-8", exitTrouble},
		"a line as long as may be":        {"solvo " + strings.Repeat("x", postline.Longest-6) + "\nsolvo\n", "solvo " + strings.Repeat("x", postline.Longest-6) + "\nsolvo\n", "", exitSelected},
		"a line too long":                 {"solvo " + strings.Repeat("x", postline.Longest-5) + "\nsolvo\n", "solvo\n", "line 1 has more than 1048576 bytes, and is left out: cut it", exitTrouble},
		"a line far too long":             {"solvo\nsolvo " + strings.Repeat("x", 5*postline.Longest) + "\nsolvo 3\n", "solvo\nsolvo 3\n", "line 2 has more than", exitTrouble},
		"a line too long that never ends": {"solvo " + strings.Repeat("x", 3*postline.Longest), "", "line 1 has more than", exitTrouble},
		"an object too deep":              {`{"text":"solvo","x":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "}\n", "", "line 1 is no JSON object", exitTrouble},
	} {
		out, said, code := asked(t, tt.posts, "solvo")
		if out != tt.out || verdict(code) != tt.code || (tt.said == "") != (said == "") || !strings.Contains(said, tt.said) {
			t.Errorf("%s: code %d, %d bytes %.60q, said %.200q; want code %d, %d bytes %.60q, and %q", claim, code, len(out), out, said, tt.code, len(tt.out), tt.out, tt.said)
		}
	}
}

// A reason of several lines would tear a line in two.
func TestAReasonStaysInItsLine(t *testing.T) {
	out, _, code := asked(t, "pain away\r\n{\"text\":\"Pain  away\"}\r\n", "--why", "\"pain\n\taway\"")
	if code != exitOK || strings.Count(out, "\n") != 2 || strings.Count(out, "\t") != 1 || strings.Count(out, "\r\n") != 2 {
		t.Errorf("code %d, %q; want two lines that end as they did, and one tab", code, out)
	}
	if again, _, code := asked(t, out, "--why", "away"); code != exitOK || strings.Count(again, `"why"`) != 1 {
		t.Errorf("asked again: code %d, %q; want one reason in the object", code, again)
	}
}

// Every line is found, or found by the query turned round, or told to be broken.
func FuzzQueryLosesNoLine(f *testing.F) {
	for _, posts := range []string{"solvo\ncalmio", "{\"text\":\"solvo\"}\r\n{\n{}\n", "\xef\xbb\xbf{\"title\":1}", "\n\n\x00", "{\"why\":1,\"text\":\"solvo\",\"why\":2}"} {
		f.Add(posts)
	}
	f.Fuzz(func(t *testing.T, posts string) {
		if strings.HasPrefix(posts, "\xff\xfe") || strings.HasPrefix(posts, "\xfe\xff") {
			return
		}
		found, broken, _ := asked(t, posts, "solvo")
		rest, _, _ := asked(t, posts, "-v", "solvo")
		lines := strings.Count(posts, "\n")
		if posts != "" && !strings.HasSuffix(posts, "\n") {
			lines++
		}
		if n := strings.Count(found, "\n") + strings.Count(rest, "\n") + strings.Count(broken, "tocsin: query: line "); n != lines {
			t.Fatalf("of the %d lines of %q, %d come out: %q, %q, %q", lines, posts, n, found, rest, broken)
		}
		if why, _, _ := asked(t, posts, "--why", "solvo"); strings.Count(why, "\n") != strings.Count(found, "\n") {
			t.Fatalf("of %q with reasons comes %q, without %q", posts, why, found)
		}
	})
}
