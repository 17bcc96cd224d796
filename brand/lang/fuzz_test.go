package lang

import "testing"

func FuzzDetect(f *testing.F) {
	d := New()
	for _, s := range sentences(f) {
		f.Add(s.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := d.Detect(s)
		if got != Normalize(got) {
			t.Errorf("Detect(%+q) = %q, which is no normal tag", s, got)
		}
		if again := d.Detect(s); again != got {
			t.Errorf("Detect(%+q) = %q, and then %q", s, got, again)
		}
		if tag := Normalize(s); tag != Normalize(tag) {
			t.Errorf("Normalize(%+q) = %q, and again %q", s, tag, Normalize(tag))
		}
	})
}
