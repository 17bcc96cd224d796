package text

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestPlainIsWhatAReaderSees(t *testing.T) {
	for _, tt := range []struct{ claim, in, want string }{
		{"plain text", "Solvo is down", "Solvo is down"},
		{"plain lines are kept", "one\ntwo\r\n\n  three  ", "one\ntwo\nthree"},
		{"a block starts a line", "<p>down</p><p>again</p>", "down\nagain"},
		{"a break starts a line", "is it<br>down<br/>again", "is it\ndown\nagain"},
		{"lines of markup are one", "<p>one\n   two</p>", "one two"},
		{"lines of preformatted text stay", "<pre>one\ntwo</pre>", "one\ntwo"},
		{"half a word may be bold", "<b>Sol</b>vo", "Solvo"},
		{"cells do not glue", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
		{"an image does not glue", "down<img src=x>again", "down again"},
		{"list items", "<ul><li>one<li>two</ul>", "one\ntwo"},
		{"entities", "AT&amp;T &lt;3 caf&eacute; It&#8217;s &#x1F621;", "AT&T <3 café It’s 😡"},
		{"entities are decoded once", "&amp;lt;b&amp;gt;", "&lt;b&gt;"},
		{"no-break space", "pain&nbsp;away", "pain away"},
		{"script and style are dropped", "a<script>var b='<p>';</script><style>p{}</style>c", "ac"},
		{"a page's head is dropped", "<html><head><title>t</title></head><body>b</body></html>", "b"},
		{"a head never closed ends with the body", "<head><title>t</title><body>b", "b"},
		{"comments are dropped", "a<!-- b -->c", "ac"},
		{"character data", "<![CDATA[Solvo & co]]>", "Solvo & co"},
		{"a bare less-than is text", "I <3 Solvo, 1 < 2", "I <3 Solvo, 1 < 2"},
		{"an ampersand alone is text", "M&M's & more", "M&M's & more"},
		{"a link keeps its words", `see <a href="https://x.example">the ad</a>.`, "see the ad."},
		{"markup that breaks off", "down <a href=\"x", "down"},
		{"custom elements", "<x-y>Solvo</x-y> is", "Solvo is"},
		{"an entity without its semicolon", "AT&ampT caf&eacute &copy 2026 &#8217s", "AT&T café © 2026 ’s"},
		{"numbers of Windows-1252", "It&#146;s &#147;down&#148; &#150; &#x85;", "It’s “down” – …"},
		{"numbers that are no letters", "a&#0;b&#xD800;c&#x110000;", "a\uFFFDb\uFFFDc\uFFFD"},
		{"entities written twice", "AT&amp;amp;T isn&amp;#8217;t caf&amp;eacute;&amp;nbsp;here", "AT&T isn’t café here"},
		{"markup written twice is still about markup", "write &amp;lt;b&amp;gt; &amp;#60;i&amp;#x3E;", "write &lt;b&gt; &#60;i&#x3E;"},
		{"an address with an ampersand", "https://solvo.example/?a=1&amp;copy=2&amp;reg=3", "https://solvo.example/?a=1&copy=2&reg=3"},
		{"a whole page escaped", "&lt;p&gt;Solvo is &lt;b&gt;down&lt;/b&gt;&lt;br/&gt;again&lt;/p&gt;", "Solvo is down\nagain"},
		{"escaped markup that is quoted", "use &lt;br&gt; and not &lt;p&gt;", "use <br> and not <p>"},
		{"an emoji as an image", `down <img class="emoji" alt="😡" src="x.png">again`, "down 😡 again"},
		{"an image with words", `<img alt="our new ad" src=x> look`, "look"},
		{"soft hyphens stay for whoever shows them", "pro&shy;duct", "pro\u00adduct"},
		{"a break within a word", "super<wbr>long", "superlong"},
		{"a Mastodon link", `<a href="https://solvo.example/recall"><span class="invisible">https://</span><span class="ellipsis">solvo.example/re</span><span class="invisible">call</span></a>`, "https://solvo.example/recall"},
		{"text broken on its way", "voil\u00c3\u00a0, It\u00e2\u0080\u0099s down", "voilà, It’s down"},
		{"Persian keeps its joiner", "<b>می\u200cشود</b>", "می\u200cشود"},
		{"emoji keep theirs", "<p>👩\u200d🚒 👍🏽 🇩🇪 1️⃣</p>", "👩\u200d🚒 👍🏽 🇩🇪 1️⃣"},
		{"bytes that are no text", "a\xffb", "a\uFFFDb"},
		{"nothing", "", ""},
	} {
		if got := Plain(tt.in); got != tt.want {
			t.Errorf("%s: Plain(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
	}
}

func TestTags(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"never again #SolvoMoms, #solvomoms #Été_2026", "solvomoms été_2026"},
		{"#a#b", "a b"},
		{"C# #1 # #_", ""},
		{"x#no &#39; page.example/#top", ""},
		{"＃ソルボ #手机坏了！", "ソルボ 手机坏了"},
		{"(#solvo)", "solvo"},
		{"#e\u0301te\u0301", "été"},
		{"no tags", ""},
	} {
		if got := strings.Join(Tags(tt.in), " "); got != tt.want {
			t.Errorf("Tags(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestSplitTag(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"SolvoMoms2026", "Solvo Moms 2026"},
		{"solvomoms", "solvomoms"},
		{"ATTFail", "ATT Fail"},
		{"motrin_moms__now", "motrin moms now"},
		{"iPhoneX", "iPhone X"},
		{"iPhone15ProMax", "iPhone 15 Pro Max"},
		{"ThisSucksSoBad", "This Sucks So Bad"},
		{"USAToday", "USA Today"},
		{"NYCFail", "NYC Fail"},
		{"eBayDown", "eBay Down"},
		{"aBadDay", "a Bad Day"},
		{"iOS17Bug", "iOS 17 Bug"},
		{"x2", "x 2"},
		{"手机Fail", "手机 Fail"},
		{"solvo手机", "solvo 手机"},
		{"新しいiPhoneが", "新しい iPhone が"},
		{"Solvo가안돼", "Solvo 가안돼"},
		{"ΤοSolvoΈπεσε", "Το Solvo Έπεσε"},
		{"solvo__", "solvo"},
		{"ßTest", "ß Test"},
		{"ÉtéAParis", "Été A Paris"},
		{"СбербанкУпал", "Сбербанк Упал"},
		{"2026", "2026"},
		{"E\u0301te\u0301Fou", "E\u0301te\u0301 Fou"},
		{"_", ""},
		{"", ""},
	} {
		if got := strings.Join(SplitTag(tt.in), " "); got != tt.want {
			t.Errorf("SplitTag(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, tt := range []struct {
		in    string
		runes int
		want  string
	}{
		{"short", 10, "short"},
		{"exactly ten", 11, "exactly ten"},
		{"hello wonderful world", 16, "hello wonderful…"},
		{"hello wonderful world", 15, "hello wonderfu…"}, // rather than five letters of fifteen
		{"hello big wonderful world", 15, "hello big…"},
		{"hello, wonderful world", 8, "hello…"},
		{"one\n two\t three", 20, "one two three"},
		{"Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"},
		{"手机坏了怎么办", 5, "手机坏了…"},
		{"été fou à Paris", 8, "été fou…"},
		{"😡😡😡😡😡😡", 4, "😡😡😡…"},
		{"👍🏽👍🏽👍🏽👍🏽", 4, "👍🏽…"},
		{"🇩🇪🇫🇷🇧🇷🇯🇵", 6, "🇩🇪🇫🇷…"},
		{"👩\u200d👩\u200d👧👩\u200d👩\u200d👧", 8, "👩\u200d👩\u200d👧…"},
		{"1️⃣2️⃣3️⃣", 6, "1️⃣…"},
		{"ab", 1, "…"},
		{"ab", 0, ""},
		{"ab", -3, ""},
		{"", 5, ""},
	} {
		got := Clip(tt.in, tt.runes)
		if got != tt.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", tt.in, tt.runes, got, tt.want)
		}
		if n := utf8.RuneCountInString(got); n > max(tt.runes, 0) {
			t.Errorf("Clip(%q, %d) has %d characters", tt.in, tt.runes, n)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"<p>a<br>b", "&amp;&lt;", "<script>", "a\xff<b", "<pre>\n", "<![CDATA[x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Plain(s)
		if !utf8.ValidString(got) || got != strings.TrimSpace(got) {
			t.Errorf("Plain(%q) = %q: not tidy text", s, got)
		}
		if again := Plain(got); again != got && !strings.ContainsAny(got, "<&") && Repair(got) == got {
			t.Errorf("Plain(%q) = %q, and again %q", s, got, again)
		}
		for _, tag := range Tags(got) {
			if Fold(tag) != tag || strings.Join(SplitTag(tag), "") != strings.ReplaceAll(tag, "_", "") {
				t.Errorf("text %q has the tag %q, which is not folded or loses letters when split", got, tag)
			}
		}
		if n := utf8.RuneCountInString(Clip(got, 20)); n > 20 {
			t.Errorf("Clip(%q, 20) has %d characters", got, n)
		}
	})
}

// Whoever writes a hundred thousand tags wants to be found, or to stop the reader.
func TestTagsBeyondReasonCostNothing(t *testing.T) {
	var heap strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&heap, "#a%d ", i)
	}
	began := time.Now()
	tags := Tags("#" + strings.Repeat("x", 1<<20) + " " + heap.String())
	if len(tags) != 64 || tags[0] != "a0" || tags[63] != "a63" {
		t.Errorf("%d tags from %.20q on; want the first 64, and none a megabyte long", len(tags), tags)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

// What a Reader read before leaves nothing behind, whatever it broke off in.
func TestAReaderReadsOneMarkupAfterAnother(t *testing.T) {
	markups := []string{
		"plain", "<p>It&#8217;s down<br>again</p>", `<a href="x" class=y title="z">link</a>`, "<script>if (a < b) {", "<textarea><b>not bold", "<!-- never closed",
		"<![CDATA[ <b>raw</b> ]]>", "&lt;p&gt;escaped&lt;/p&gt;", strings.Repeat("<p>long ", 2_000), `<a href="` + strings.Repeat("x", 10_000), "<", "",
	}
	var r Reader
	for _, before := range markups {
		for _, markup := range markups {
			_ = r.Plain(before)
			if got, want := r.Plain(markup), Plain(markup); got != want {
				t.Errorf("after %.40q, %.40q is %.80q; by itself %.80q", before, markup, got, want)
			}
		}
	}
}
