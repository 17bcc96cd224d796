package web_test

import (
	"context"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tocsin/web"
)

// In a real browser the page shows what it knows, in its own style, which its
// policy lets through, and what a stranger wrote stays text.
func TestThePageInABrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("TOCSIN_TEST_REQUIRE_ALL") != "" {
			t.Fatal("chromium is not on the PATH, and nothing may be skipped: install it")
		}
		t.Skip("chromium is not on the PATH: the page is not looked at in a browser")
	}
	address, stop := serve(t, web.New(web.Options{
		Checks: []web.Check{{Name: "store", Probe: func(context.Context) error { return nil }}},
		Status: func(context.Context) (web.Status, error) {
			return web.Status{
				Brands:    []web.BrandStatus{{Key: "solvo", Name: `Solvo <script>document.title="taken"</script>`, Voices: 212}},
				Incidents: []web.IncidentStatus{{ID: "solvo/241", Severity: "crisis", State: "open", Voices: 212}},
			}, nil
		},
	}), time.Minute)
	defer func() { _ = stop() }()
	picture := filepath.Join(t.TempDir(), "page.png")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	look := func(more ...string) (string, string) {
		args := append([]string{
			"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--window-size=1000,900", "--user-data-dir=" + t.TempDir(),
		}, more...)
		c := exec.CommandContext(ctx, browser, append(args, "http://"+address+"/")...)
		var said strings.Builder
		c.Stderr = &said
		out, err := c.Output()
		if err != nil {
			t.Fatalf("chromium: %v\n%s", err, said.String())
		}
		return string(out), said.String()
	}
	page, said := look("--dump-dom")
	for _, want := range []string{"solvo/241", "nobody yet", "&lt;script&gt;", "Ready."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if strings.Contains(page, "<title>taken") || strings.Contains(said, "Content Security Policy") {
		t.Errorf("the browser refuses something of the page's own, or runs something of a stranger's:\n%s", said)
	}
	look("--screenshot=" + picture)
	if green := (color.RGBA{R: 0x15, G: 0x80, B: 0x3d, A: 0xff}); !shows(t, picture, green) {
		t.Error("nothing on the picture has the colour in which the page says that all is well: its style is not applied")
	}
}

// shows reports whether a picture has a pixel of a colour.
func shows(t *testing.T, path string, want color.RGBA) bool {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if color.RGBAModel.Convert(picture.At(x, y)) == want {
				return true
			}
		}
	}
	return false
}
