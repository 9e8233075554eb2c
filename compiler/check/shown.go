package check

import (
	"fmt"

	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// Shown is the schema's #Shown of a description without an error, as JSON. An error is a fault of the schema.
func Shown(d *load.Description) ([]byte, error) {
	now := d.Evaluate()
	of := now.Cluster.LookupPath(cue.MakePath(cue.Def("resolved")))
	text, err := d.Definition("Shown").FillPath(cue.MakePath(cue.Def("of")), of).MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("what is to be shown cannot be told: %w", err)
	}
	return text, nil
}
