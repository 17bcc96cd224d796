package main

import (
	"runtime/debug"

	"github.com/alecthomas/kong"
)

// commands is the command line: one field a command.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Play a synthetic month that ends in a crisis, through the real path, in under a minute."`
	Run     runCommand     `cmd:"" help:"Listen, detect, ring and report until stopped."`
	Check   checkCommand   `cmd:"" help:"Say all that is wrong with a configuration file, each fault with its place and remedy."`
	Config  configCommand  `cmd:"" help:"Look at a configuration."`
	Query   queryCommand   `cmd:"" help:"Print the posts, one a line, that a query matches, as grep does."`
	Source  sourceCommand  `cmd:"" help:"Look at a source."`
	Sources sourcesCommand `cmd:"" help:"List the kinds of source: what each hears, needs, and cannot hear."`
	Doctor  doctorCommand  `cmd:"" help:"Look at everything the installation needs, a line each; exit 1 if anything is wrong."`
	Status  statusCommand  `cmd:"" help:"Tell where things are kept, how well sources are read, and which incidents are live."`
	Digest  digestCommand  `cmd:"" help:"Tell a brand's week: what was heard per strategy, incidents, how quick people were."`

	Mentions  mentionsCommand  `cmd:"" help:"List the mentions kept of a brand, as NDJSON."`
	Incidents incidentsCommand `cmd:"" help:"List incidents, or show one with its whole record."`
	Explain   explainCommand   `cmd:"" help:"Say why an incident rings, with arithmetic that can be redone."`
	Act       actCommand       `cmd:"" help:"Claim, decide, dismiss or close an incident without Slack."`

	Forget forgetCommand `cmd:"" help:"Forget what an author said, or one post: the words go, the counts stay."`

	Refusals refusalsCommand `cmd:"" help:"List what was turned away at the daemon's doors (Slack's, inboxes, hubs), as NDJSON."`
	Import   importCommand   `cmd:"" help:"Keep old posts from a file, so that what is usual is known from the first day."`
	Replay   replayCommand   `cmd:"" help:"Say what would have fired, and when: from counts, from posts of a file, or from what was kept."`

	Healthcheck healthCommand `cmd:"" help:"Ask a running daemon whether it lives; exit 1 if not." hidden:""`

	Version kong.VersionFlag `name:"version" help:"Tell the version."`
}

// configCommand groups what looks at configurations.
type configCommand struct {
	Show showCommand `cmd:"" help:"Print the effective configuration, every default filled in, no secrets."`
}

// sourceCommand groups what looks at sources.
type sourceCommand struct {
	Try tryCommand `cmd:"" help:"Read one source once, keep nothing, and print its posts as NDJSON."`
}

// version is the module's version as it was built.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
