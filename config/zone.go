package config

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	// A zone's name must mean the same on a machine that has no zones of its own.
	_ "time/tzdata"
)

// zoneNames are the places of the tz database, one a line: the library that
// knows their clocks does not list them.
//
//go:embed zones.txt
var zoneNames string

// parseZone finds a time zone by the name of its place.
func parseZone(name string) (*time.Location, *complaint) {
	if name == "Local" || name == "" {
		return nil, &complaint{quoted(name) + " is no place", "write the zone's name, such as America/New_York: the file must mean the same on every machine"}
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		return zone, nil
	}
	c := &complaint{quoted(name) + " is no time zone", "write a place of the tz database, such as America/New_York"}
	if near := nearestZone(name); near != "" {
		c.remedy = didYouMean(near)
	}
	return nil, c
}

// standsStill warns of an abbreviation that names the hours of winter the whole
// year: nil for every other zone. Such a clock is an hour off for half a year
// where people put theirs forward.
func standsStill(zone string) *complaint {
	place := map[string]string{
		"EST": "America/New_York, or America/Panama", "MST": "America/Denver, or America/Phoenix",
		"HST": "Pacific/Honolulu", "GMT": "Europe/London, or UTC",
	}[zone]
	if place == "" {
		return nil
	}
	remedy := "write " + place
	if strings.Contains(place, ",") {
		remedy += " if clocks are never put forward there"
	}
	return &complaint{quoted(zone) + " has no summer time", remedy}
}

// nearestZone also knows a place by its city alone: "new york".
func nearestZone(name string) string {
	zones := strings.Fields(zoneNames)
	cities := make([]string, len(zones))
	for i, zone := range zones {
		cities[i] = zone[strings.LastIndex(zone, "/")+1:]
		if loose(cities[i]) == loose(name) {
			return zone
		}
	}
	if near := Nearest(name, zones); near != "" {
		return near
	}
	if len(name) <= len("CEST") {
		return "" // an abbreviation is near to many cities
	}
	if city := Nearest(name, cities); city != "" {
		return zones[slices.Index(cities, city)]
	}
	return ""
}
