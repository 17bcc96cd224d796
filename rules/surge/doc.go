// Package surge says how rare a volume is. A Channel scores one series of counts,
// five minutes at a time: what is usual at this time of the week, how far the last
// quarter of an hour, hour and six hours lie above it, and how many days pass
// between two days on which this very series rises so far. A Detector scores a
// brand through two channels, its voices and its angry voices, under one promise:
// "a volume like this is expected once in N days".
//
// It is arithmetic without a clock, and it never looks ahead: a step is scored by
// what came before it, and learnt from afterwards. What it knows of a series has a
// fixed size and can be saved and restored.
//
// The method: a robust baseline of half hours (see baseline); residuals in standard
// deviations, compressed by a logarithm before they are summed over windows, as single
// bursts of copied posts are common and long ones are not; return periods from a
// Gumbel law of each series' own daily maxima (Gumbel 1958), drawn towards the law
// of a fleet while the series is young.
package surge
