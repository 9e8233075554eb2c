package history

import (
	"encoding/json"
	"fmt"

	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/compiler/write"
)

// Loss is what goes with a service's container: "metadata" or "cache".
type Loss struct {
	Service string `json:"service"`
	Loses   string `json:"loses"`
	Message string `json:"message"`
}

// Losses says what goes with the containers that end: each service with its volumes that those which go on mount too.
// A record that cannot be read loses nothing here; Compare refuses it. An error is a fault of the compiler.
func Losses(b Build, before []write.Before, ends map[string][]string) ([]Loss, error) {
	c := newComparison(b, before)
	if len(c.was) == 0 {
		return nil, nil
	}
	definition := c.Description.Definition("Losses")
	all := definition.FillPath(cue.MakePath(cue.Def("was")), definition.Context().NewList(c.was...)).
		FillPath(cue.MakePath(cue.Def("is")), c.records()).
		FillPath(cue.MakePath(cue.Def("ends")), ends).
		LookupPath(cue.ParsePath("all"))
	text, err := all.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("what is lost cannot be told: %w", err)
	}
	var losses []Loss
	return losses, json.Unmarshal(text, &losses)
}
