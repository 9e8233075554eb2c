package contract

import (
	"slices"
	"strings"
)

// What a start may have printed, in short.
const (
	usageHint      = "usage text printed"
	fuseHint       = "fuse environment names are refused"
	scriptHint     = "env script could not be written: "
	siteHint       = "site file could not be written: "
	identifierHint = "env script line refused by the shell: not a valid identifier"
	quoteHint      = "env script has an unbalanced quote"
	syntaxHint     = "env script has a shell syntax error"
	commandHint    = "the shell tried to run a part of a value as a command"
	rightsHint     = "an operation needs more rights"
	missingHint    = "a file or command was not found"
	signalHint     = "the script forwarded a signal to the other process"
	warningHint    = "warning: "
	refusedHint    = "JVM refused its command line: "
)

// hintOrder is the order in which hints are told.
var hintOrder = []string{
	usageHint, fuseHint, scriptHint, siteHint, identifierHint, quoteHint, syntaxHint, commandHint, rightsHint,
	missingHint, warningHint, signalHint, refusedHint,
}

// hint notes what was printed, once.
func (c *container) hint(text string) {
	if !slices.Contains(c.out.Hints, text) {
		c.out.Hints = append(c.out.Hints, text)
	}
}

// sortHints puts hints into their order; those of one kind stay as they came.
func sortHints(hints []string) {
	rank := func(hint string) int {
		return slices.IndexFunc(hintOrder, func(kind string) bool { return strings.HasPrefix(hint, kind) })
	}
	slices.SortStableFunc(hints, func(a, b string) int { return rank(a) - rank(b) })
}
