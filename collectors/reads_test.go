package collectors_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Tocsin never posts in public: what would write to a source is not written.
func TestCollectorsOnlyRead(t *testing.T) {
	files := token.NewFileSet()
	read := 0
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		read++
		if path == filepath.Join("guard", "signin.go") {
			return nil // the one door for more than a reading, and its own tests say where it leads
		}
		for _, fault := range writes(f) {
			t.Errorf("%s: %s: collectors only read", path, fault)
		}
		return nil
	})
	if err != nil || read < 10 {
		t.Fatalf("%d files read, %v; the test looks in the wrong place", read, err)
	}
}

func TestAWritingCollectorWouldBeFound(t *testing.T) {
	for body, found := range map[string]bool{
		`http.NewRequestWithContext(ctx, http.MethodGet, u, nil)`:   false,
		`http.NewRequestWithContext(ctx, http.MethodHead, u, nil)`:  false,
		`http.NewRequestWithContext(ctx, "GET", u, nil)`:            false,
		`http.NewRequestWithContext(ctx, http.MethodPost, u, body)`: true,
		`http.NewRequestWithContext(ctx, "DELETE", u, nil)`:         true,
		`http.NewRequestWithContext(ctx, method, u, nil)`:           true,
		`http.NewRequest(http.MethodPut, u, body)`:                  true,
		`http.Post(u, "text/plain", body)`:                          true,
		`client.PostForm(u, values)`:                                true,
		`func() { request.Method = "POST" }()`:                      true,
		`client.Statuses.Update("hello", nil)`:                      true,
		`http.Request{Method: "PATCH"}`:                             true,
		`func() bool { return r.Method != http.MethodPost }()`:      false,
		`"POST" == r.Method`:                                        false,
		`func() bool { return http.Post(u, "", nil) == nil }()`:     true,
		`w.Header().Set("Allow", http.MethodPost)`:                  false,
		`r.Header.Set("X-HTTP-Method-Override", "POST")`:            true,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nvar _ = "+body, 0)
		if err != nil {
			t.Fatal(err)
		}
		if faults := writes(f); len(faults) > 0 != found {
			t.Errorf("%s: found %q, want a fault: %v", body, faults, found)
		}
	}
}

// writes lists what in a file could change something at a source.
func writes(f *ast.File) []string {
	var faults []string
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if (n.Op == token.EQL || n.Op == token.NEQ) && name(n.X) && name(n.Y) {
				return false // who is asked looks how
			}
		case *ast.CallExpr:
			name := called(n)
			switch {
			case name == "Set" && len(n.Args) == 2 && literal(n.Args[0]) == `"Allow"`:
				return false // and says how to
			case name == "NewRequest" && !reads(n.Args[0]), name == "NewRequestWithContext" && !reads(n.Args[1]):
				faults = append(faults, name+" of another method than GET or HEAD")
			case slices.Contains([]string{"Post", "PostForm", "Update", "Retweet", "Destroy"}, name):
				faults = append(faults, "calls "+name)
			}
		case *ast.SelectorExpr:
			if slices.Contains([]string{"MethodPost", "MethodPut", "MethodPatch", "MethodDelete"}, n.Sel.Name) {
				faults = append(faults, "names "+n.Sel.Name)
			}
		case *ast.BasicLit:
			if slices.Contains([]string{`"POST"`, `"PUT"`, `"PATCH"`, `"DELETE"`}, n.Value) {
				faults = append(faults, fmt.Sprint("names ", n.Value))
			}
		}
		return true
	})
	return faults
}

// name reports whether an expression is no more than a name or a literal.
func name(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return name(e.X)
	case *ast.Ident, *ast.BasicLit:
		return true
	}
	return false
}

// literal is what stands in a literal, "" if there is none.
func literal(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok {
		return l.Value
	}
	return ""
}

// called is the name of the function or method a call calls.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// reads reports whether a method is one that reads.
func reads(method ast.Expr) bool {
	switch m := method.(type) {
	case *ast.SelectorExpr:
		return m.Sel.Name == "MethodGet" || m.Sel.Name == "MethodHead"
	case *ast.BasicLit:
		return m.Value == `"GET"` || m.Value == `"HEAD"`
	}
	return false
}
