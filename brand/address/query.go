package address

import (
	"net/url"
	"slices"
	"strings"
)

// query is a query in order of its names, without what only traces visitors.
func query(raw string, p parts) string {
	var kept []string
	for pair := range strings.SplitSeq(raw, "&") {
		// Feeds escape "&" twice.
		for strings.HasPrefix(pair, "amp;") {
			pair = pair[len("amp;"):]
		}
		pair = escaped(pair, "/?$+;=")
		name, value, _ := strings.Cut(pair, "=")
		if pair != "" && !traces(name, value, p) {
			kept = append(kept, pair)
		}
	}
	// Pairs of one name keep their order, which may mean something.
	slices.SortStableFunc(kept, func(a, b string) int {
		a, _, _ = strings.Cut(a, "=")
		b, _, _ = strings.Cut(b, "=")
		return strings.Compare(a, b)
	})
	return strings.Join(kept, "&")
}

// traces reports whether a parameter only tells a site how its visitor came, or
// who that is.
func traces(name, value string, p parts) bool {
	if unescaped, err := url.QueryUnescape(name); err == nil {
		name = unescaped
	}
	name = strings.ToLower(name)
	for _, prefix := range []string{
		"utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "oly_", "vero_", "__hs", "itm_", "bsft_", "aspsessionid", "_x_tr_", "elqtrack", "guce_referrer", "gad_",
	} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "ysclid", "ttclid", "li_fat_id",
		"igshid", "igsh", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "hsctatracking", "mkt_tok", "_openstat", "wickedid", "rb_clickid",
		"s_cid", "srsltid", "ref_src", "ref_url", "at_medium", "at_campaign", "cmpid", "_branch_match_id", "guccounter", "__twitter_impression",
		"_ga", "_gl", "epik", "irclickid", "irgwc", "s_kwcid", "ml_subscriber", "ml_subscriber_hash", "nr_email_referer", "wprov", "xtor",
		"wt_mc", "wt.mc_id", "ns_mchannel", "ns_campaign", "ns_source", "ns_linkname", "mibextid", "amp_js_v", "amp_gsa", "usqp",
		"phpsessid", "jsessionid", "cfid", "cftoken":
		return true
	case "session", "sessionid", "session_id":
		if len(value) >= 20 && hexadecimal(value) {
			return true
		}
	case "sid", "s":
		// A shorter one may be what a database calls its article.
		if len(value) >= 32 && hexadecimal(value) {
			return true
		}
	}
	return tracesAt(site(p.host), name, p.path)
}

func hexadecimal(s string) bool {
	return strings.Trim(strings.ToLower(s), "0123456789abcdef") == ""
}

// tracesAt reports whether a parameter traces at one site that elsewhere may
// name an article.
func tracesAt(site, name, path string) bool {
	var traced []string
	switch site {
	case "x.com", "twitter.com":
		traced = []string{"s", "t"}
	case "youtube.com", "youtu.be":
		traced = []string{"si", "feature", "pp", "ab_channel"}
	case "open.spotify.com":
		traced = []string{"si"}
	case "instagram.com", "threads.com", "threads.net":
		traced = []string{"xmt", "img_index"}
	case "reddit.com", "old.reddit.com", "new.reddit.com":
		traced = []string{"share_id", "rdt", "ref", "ref_source"}
	case "linkedin.com":
		traced = []string{"trk", "trackingid", "lipi", "rcm"}
	case "facebook.com":
		traced = []string{"__tn__", "__cft__[0]", "__xts__[0]", "rdid", "share_url"}
	case "tiktok.com":
		traced = []string{"_r", "_t", "is_from_webapp", "sender_device", "is_copy_url"}
	case "nytimes.com":
		traced = []string{"smid", "smtyp", "partner", "emc", "rss"}
	case "theguardian.com":
		traced = []string{"cmp"}
	case "medium.com":
		traced = []string{"source"}
	case "news.google.com":
		if !strings.Contains(path, "/articles/") {
			return false
		}
		traced = []string{"oc", "hl", "gl", "ceid"}
	}
	return slices.Contains(traced, name)
}
