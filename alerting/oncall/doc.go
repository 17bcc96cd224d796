// Package oncall knows who may act, and when: responders with the strategies,
// severities and hours that are theirs, and whom to ask next where nobody comes.
// It decides from what it is told, and reads neither a clock nor a network.
package oncall
