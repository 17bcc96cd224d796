package alerting

import (
	"strconv"
	"strings"
)

// A Shell is what commands end in so as to mean this installation, such as "--data
// /srv/tocsin"; "" where they mean it by themselves.
type Shell string

// Line writes a command as somebody types it at a prompt.
func (s Shell) Line(words ...string) string {
	line := append([]string{"tocsin"}, words...)
	if s != "" {
		line = append(line, string(s))
	}
	return strings.Join(line, " ")
}

// Act is the command that does to an incident what a button does. as is their ID in the
// configuration who acts; words are a value, a reason.
func (s Shell) Act(verb Verb, id ID, as string, words ...string) string {
	line := append([]string{"act", string(verb), id.String()}, words...)
	return s.Line(append(line, "--as", as)...)
}

// slashCommand writes what somebody types in Slack for the same. The number
// alone names an incident where there is but one brand.
func slashCommand(verb Verb, id ID, brands int, words ...string) string {
	name := id.String()
	if brands == 1 {
		name = strconv.Itoa(id.Number)
	}
	return strings.Join(append([]string{"/tocsin", string(verb), name}, words...), " ")
}

// whyPlaceholder stands for a reason in what is to be typed.
const whyPlaceholder = "WHY"

// typed writes what the presser would type through the door they came by.
func (who presser) typed(verb Verb, words ...string) string {
	if who.Via == slackDoor {
		return slashCommand(verb, who.ID, who.brands, words...)
	}
	as := who.person.ID
	if !who.known {
		as = "YOU"
	}
	return who.shell.Act(verb, who.ID, as, words...)
}

// listing writes what they would type to see which incidents there are.
func (who presser) listing() string {
	if who.Via == slackDoor {
		return "/tocsin incidents"
	}
	return who.shell.Line("incidents")
}
