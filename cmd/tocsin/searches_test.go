package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Where the file leaves X's query out, X is asked for what the brand looks for.
func TestXIsAskedForWhatTheBrandLooksFor(t *testing.T) {
	for claim, tt := range map[string]struct{ source, want string }{
		"the brand's words":    {"{id: search, kind: x}", "recall"},
		"the file's own query": {"{id: search, kind: x, query: calmio -is:retweet}", "calmio -is:retweet"},
	} {
		var asked []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.Query().Get("query"))
			w.Header().Set("Content-Type", "application/json")
			_, _ = fmt.Fprint(w, `{"meta":{"result_count":0}}`)
		}))
		file := filepath.Join(t.TempDir(), "tocsin.yaml")
		if err := os.WriteFile(file, []byte("brand: Solvo\nmatch: [solvo NEAR/3 recall]\nsources: ["+tt.source+"]\n"+
			"people: [{name: Ana Ruiz, can: [crisis]}, {name: Ben Cole, can: [crisis]}]\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		env := map[string]string{"X_BEARER_TOKEN": "a-token-of-tests", "TOCSIN_X_API": server.URL}
		code := execute(&world{
			ctx: t.Context(), args: []string{"source", "try", "search", "--config", file}, stdout: &said, stderr: &said,
			env: func(name string) string { return env[name] }, now: time.Now,
		})
		server.Close()
		if code != exitOK || len(asked) != 1 || !strings.Contains(asked[0], tt.want) {
			t.Errorf("%s: code %d, X is asked %q, want one query with %q\n%s", claim, code, asked, tt.want, said.String())
		}
	}
}
