package config

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A secretForm is how a kind of secret looks, and where it belongs.
type secretForm struct {
	form  *regexp.Regexp
	what  string
	place string
}

// How secrets look.
var (
	slackApp     = regexp.MustCompile(`\bxapp-[A-Za-z0-9-]{6,}`)
	slackToken   = regexp.MustCompile(`\bxox[a-z](\.xox[a-z])?-[A-Za-z0-9-]{6,}`)
	slackWebhook = regexp.MustCompile(`https://hooks\.slack(-gov)?\.com/[A-Za-z]+/[A-Za-z0-9/_-]{6,}`)
	bearer       = regexp.MustCompile(`(?i)\bbearer[ :=]+"?[A-Za-z0-9._~+/%=-]{16,}`)
	bareBearer   = regexp.MustCompile(`\bA{10,}[A-Za-z0-9%_-]{20,}`)
	telegramBot  = regexp.MustCompile(`(?:\b|bot)[0-9]{6,12}:[A-Za-z0-9_-]{35,}`)
	googleKey    = regexp.MustCompile(`\bAIza[A-Za-z0-9_-]{30,}`)
	redisWord    = regexp.MustCompile(`(?i)\b(rediss?|unix)://[^\s/@:"']*:[^\s/@"']+@`)
	addressWord  = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://[^\s/@:"']*:[^\s/@"']+@`)

	// secretParameter is a query parameter that lets somebody in.
	secretParameter = regexp.MustCompile(`(?i)([?&](?:[a-z_-]*token|[a-z_-]*secret|password|passwd|pwd|api_?key|auth|sig|signature)=)[^&#\s"']+`)
)

// secretForms lists what is refused in a file, the most telling first.
func secretForms() []secretForm {
	return []secretForm{
		{slackApp, "a Slack app token", "put it in SLACK_APP_TOKEN"},
		{slackToken, "a Slack token", "put it in SLACK_BOT_TOKEN"},
		{slackWebhook, "a Slack webhook's address", "put it in an environment variable and name that in defaults.fallback.webhook_env"},
		{bearer, "a bearer token", "put it in X_BEARER_TOKEN"},
		{bareBearer, "a bearer token", "put it in X_BEARER_TOKEN"},
		{telegramBot, "the token of a Telegram bot", "put it in TELEGRAM_BOT_TOKEN"},
		{googleKey, "a key of Google's, as YouTube takes one", "put it in YOUTUBE_KEY"},
		{redisWord, "a password in an address", "put the whole address in REDIS_URL"},
		{addressWord, "a password in an address", "put the whole address in an environment variable and name that in the source's url_env"},
	}
}

// renew is what to do with a secret that stood in a file.
const renew = ", and make a new one: who has read this file has the old one"

// A finding is a secret in a text.
type finding struct {
	line, column int
	secretForm
}

// findSecrets searches a whole file, comments included.
func findSecrets(file string) []finding {
	var found []finding
	line := 1
	for s := range strings.Lines(file) {
		taken := 0
		for _, f := range secretForms() {
			if at := f.form.FindStringIndex(s); at != nil && at[0] >= taken {
				found = append(found, finding{line, 1 + utf8.RuneCountInString(s[:at[0]]), f})
				taken = at[1]
			}
		}
		line++
	}
	return found
}

// veil takes out of a message what must not be repeated in one.
func veil(message string) string {
	for _, f := range secretForms() {
		message = f.form.ReplaceAllString(message, "…")
	}
	return secretParameter.ReplaceAllString(message, "$1…")
}

// tellsSecret reports whether an address has a query parameter that lets somebody in.
func tellsSecret(u *url.URL) bool { return secretParameter.MatchString("?" + u.RawQuery) }
