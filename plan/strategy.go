// Package plan holds what the business wants: strategies of its functions, and
// why a mention or an incident touches one. It is plain data and pure functions.
package plan

// A Strategy is a business function's goal. A strategy is never a channel:
// "customer-service", not "twitter".
type Strategy struct {
	// ID is its name in configuration and on cards, such as "customer-service".
	ID string
	// Why is the sentence that says what the strategy is for.
	Why string
	// Owner is the ID of the person who answers for it, "" if nobody does yet.
	Owner string
	// Channel is where its people read incidents, "" for the brand's own channel.
	Channel string
	// Terms are words and phrases that tie a mention to it, in the spelling of a
	// dictionary: they are found without their accents and umlauts as well.
	Terms []string
	// Links are addresses ("solvo.example/sling"), handles ("@solvocare") and tags
	// ("#slingad") that belong to it, whichever the brand: campaign pages, accounts, tags
	// of ads.
	Links []string
	// Voices are source voices ("press") that belong to it by default.
	Voices []string
}

// Unassigned is the strategy of what touches none.
const Unassigned = "unassigned"
