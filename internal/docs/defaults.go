package docs

import (
	_ "embed" // the defaults

	"cuelang.org/go/cue"
)

//go:embed defaults.cue
var defaultsText string

// standard is what a field is when it is left out, in words, and what shows that the words are true.
type standard struct {
	Is    string  `json:"is"`
	Holds []proof `json:"holds"`
}

// proof is a value at a path of #Cluster.#resolved for the base description and what With adds to it.
type proof struct {
	With  cue.Value `json:"with"`
	At    string    `json:"at"`
	Value cue.Value `json:"value"`
}

func readDefaults(ctx *cue.Context) (map[string]standard, error) {
	v := ctx.CompileString(defaultsText, cue.Filename("internal/docs/defaults.cue"))
	all := map[string]standard{}
	return all, decode(v, "defaults", &all)
}
