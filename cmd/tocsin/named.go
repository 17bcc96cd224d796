package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tocsin/brand/text"
	"tocsin/config"
)

// namedFile is what a data folder holds where a brand was only named, so that other
// commands know what the daemon there listens for.
const namedFile = "named.json"

// A named is a brand without a configuration file.
type named struct {
	Brand string   `json:"brand"`
	Feeds []string `json:"feeds,omitempty"`
}

// config is what a daemon makes of it.
func (n named) config() (*config.Config, error) { return config.Quick(n.Brand, n.Feeds, known()) }

// readNamed answers the configuration of the brand that was named in a folder; nil if none was.
func readNamed(folder string) (*config.Config, error) {
	data, err := os.ReadFile(filepath.Join(folder, namedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // no configuration is an answer
	}
	if err != nil {
		return nil, fmt.Errorf("read what %s listens for: %w; name a configuration with --config", folder, err)
	}
	var n named
	if err := json.Unmarshal(data, &n); err != nil {
		return nil, fmt.Errorf("%s does not say what is listened for: %s; name a configuration with --config", filepath.Join(folder, namedFile), text.BadJSON(err))
	}
	cfg, err := n.config()
	if err == nil {
		cfg.DataDir = folder
	}
	return cfg, err
}

// remember leaves what is listened for in the data folder. Where a file says it, nothing is
// left; nor is it where everything is in a Redis, and no folder is there.
func (c *runCommand) remember(folder string) error {
	path := filepath.Join(folder, namedFile)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if c.Brand == "" {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	data, err := json.Marshal(named{Brand: c.Brand, Feeds: c.Feed})
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o600)
}

// apart gives a brand that is only named a folder of its own where the folder is that of
// a configuration, and says so.
func (c *runCommand) apart(w *world, cfg *config.Config) {
	if _, err := os.Stat(defaultFile); err != nil {
		return
	}
	warning := config.Fault{File: "command line", Path: "--brand", Warning: true}
	switch {
	case w.env("REDIS_URL") != "":
		warning.What = defaultFile + " is left aside, but if it means the Redis of REDIS_URL too, its brands and this one lie there together"
		warning.Remedy = "unset REDIS_URL to keep them apart"
	case c.Data == "":
		c.Data = config.DefaultDataDir + "-" + string(cfg.Brands[0].Key)
		warning.What = defaultFile + " is left aside, and what is heard is kept apart from it, in " + c.Data
		warning.Remedy = "give other commands --data " + c.Data + ", or leave --brand out to listen for what the file says"
	default:
		return
	}
	cfg.Warnings = append(cfg.Warnings, warning)
}
