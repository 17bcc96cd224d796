package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// checked is what "tocsin check" says of a file with these sources, and how it exits.
func checked(t *testing.T, sources string, env map[string]string) (string, int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "tocsin.yaml")
	const rest = "brand: Solvo\nmatch: [solvo]\npeople: [{name: Ana Ruiz, can: [\"*\"]}, {name: Ben Cole, can: [crisis]}]\nsources:\n"
	if err := os.WriteFile(file, []byte(rest+sources), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	code := execute(&world{ctx: t.Context(), args: []string{"check", file}, stdout: &out, stderr: &out, env: func(name string) string { return env[name] }})
	return out.String(), code
}

func TestCheckSaysWhereASourceReadsNothing(t *testing.T) {
	key := map[string]string{"YOUTUBE_KEY": "k", "OTHER_KEY": "k"}
	for _, tt := range []struct {
		claim, source string
		env           map[string]string
		want          string
		code          int
	}{
		{"Britain's store by its other name", `{kind: appstore, app: "1234567", countries: [us, uk]}`, nil, `sources[0].countries[1]: appstore countries: "uk" is no store of Apple's: write gb`, 1},
		{"a hub that would call the daemon itself", `{kind: websub, url: "https://a.example/f", callback: "https://127.0.0.1:8080"}`, nil, "warning: no hub on the web reaches 127.0.0.1", 0},
		{"a hub in the house", `{kind: websub, url: "http://10.0.0.7/f", callback: "http://10.0.0.8:8080", allow_private: true}`, nil, "", 0},
		{"a hub on the web", `{kind: websub, url: "https://a.example/f", callback: "https://tocsin.example"}`, nil, "", 0},
		{"neither channels nor a key", `{kind: youtube}`, nil, "warning: it follows no channels", 0},
		{"comments without a key", `{kind: youtube, key_env: OTHER}`, key, "which OTHER does not hold here", 0},
		{"a search with a key", `{kind: youtube}`, key, "", 0},
		{"channels", `{kind: youtube, channels: [UCabcdefghijklmnopqrstuv]}`, nil, "", 0},
	} {
		said, code := checked(t, "  - "+tt.source+"\n", tt.env)
		if quiet := tt.want == ""; code != tt.code || !strings.Contains(said, tt.want) || quiet && strings.Contains(said, "sources[0]") {
			t.Errorf("%s: exit %d, want %d; said is\n%s\nwant %s", tt.claim, code, tt.code, said, tt.want)
		}
	}
}
