package alerting

import (
	"strconv"
	"strings"
)

// CommandLine writes what somebody types at a prompt to do to an incident what a
// button does. as is their ID in the configuration; words are a value, a reason.
func CommandLine(verb Verb, id ID, as string, words ...string) string {
	line := append([]string{"tocsin", "act", string(verb), id.String()}, words...)
	return strings.Join(append(line, "--as", as), " ")
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
	return CommandLine(verb, who.ID, as, words...)
}

// listing writes what they would type to see which incidents there are.
func (who presser) listing() string {
	if who.Via == slackDoor {
		return "/tocsin incidents"
	}
	return "tocsin incidents"
}
