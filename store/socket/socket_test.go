package socket

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func at(t *testing.T, dir string) *Place {
	t.Helper()
	p, err := At(dir, "s.sock")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// shortDir is a folder for one test. That of t.TempDir has the test in its name.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "t") //nolint:usetesting // its path would be too long
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func TestASocketIsInItsFolderWhereItsNameIsShort(t *testing.T) {
	if got := at(t, "/var/lib/tocsin").Path(); got != "/var/lib/tocsin/s.sock" {
		t.Errorf("At(/var/lib/tocsin) = %s", got)
	}
}

func TestALongNameGetsAFolderOfItsOwn(t *testing.T) {
	t.Setenv("TMPDIR", shortDir(t))
	long := "/var/lib/" + strings.Repeat("long/", 30)
	p, again, other := at(t, long+"a"), at(t, long+"a"), at(t, long+"b")
	if p.Path() != again.Path() || p.Path() == other.Path() || len(p.Path()) > longest {
		t.Errorf("At answers %s, then %s, and for another folder %s", p.Path(), again.Path(), other.Path())
	}
	if info, err := os.Stat(filepath.Dir(p.Path())); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("others can look into it: %v", err)
	}
	if err := p.Remove(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Dir(p.Path())); err == nil {
		t.Error("Remove leaves the folder")
	}
	if err := p.Remove(); err != nil {
		t.Errorf("a second Remove: %v", err)
	}
}

// The folder of temporary files is everybody's.
func TestAFolderThatOthersPreparedIsRefused(t *testing.T) {
	long := "/var/lib/" + strings.Repeat("long/", 30)
	for name, prepare := range map[string]func(folder string) error{
		"one that others may write to":  func(f string) error { return os.Chmod(f, 0o777) },
		"a link to some other place":    func(f string) error { return os.Symlink(os.TempDir(), moved(f)) },
		"a file where a folder must be": func(f string) error { return os.WriteFile(moved(f), nil, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", shortDir(t))
			folder := filepath.Dir(at(t, long).Path())
			if err := prepare(folder); err != nil {
				t.Fatal(err)
			}
			if p, err := At(long, "s.sock"); err == nil || !strings.Contains(err.Error(), "remove "+folder) {
				t.Errorf("At = %v, %v; want what to remove", p, err)
			}
		})
	}
}

// moved makes room where a folder was.
func moved(folder string) string {
	if err := os.Remove(folder); err != nil {
		panic(err)
	}
	return folder
}

func TestWhatACrashLeftIsReplaced(t *testing.T) {
	p := at(t, shortDir(t))
	if err := os.WriteFile(p.Path(), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		l, err := p.Listen()
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(p.Path()); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("others can use the socket: %v, %v", info.Mode(), err)
		}
		l.Close()
	}
}
