package text

import "testing"

func TestBytesOfWindows1252ReadAsTheyWereWritten(t *testing.T) {
	for bytes, want := range map[string]string{
		"f\xfcr \x80 5": "für € 5", "\x93solvo\x94 \x96 na\xefve": "“solvo” – naïve", "plain": "plain", "": "", "\x81": "\u0081",
	} {
		if got := FromWindows1252([]byte(bytes)); got != want {
			t.Errorf("%q reads as %q, want %q", bytes, got, want)
		}
	}
	for bytes, want := range map[string]bool{"f\xfcr": false, "für ö \xff": true, "\xf0\x9f\x98": false} {
		if got := MostlyUTF8([]byte(bytes)); got != want {
			t.Errorf("that %q is mostly UTF-8 is found to be %v", bytes, got)
		}
	}
}
