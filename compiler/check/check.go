// Package check says everything that is wrong with a description: what CUE finds against the schema, and what the
// rules decide. It mends each fault in the syntax tree and evaluates again, so that faults do not hide one another.
package check

import (
	"fmt"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// maxRounds bounds the evaluations of one description. CUE hides faults behind others by kind and by depth; five
// rounds were the most that any description of the tests needed.
const maxRounds = 10

// checker gathers what one description's rounds find.
type checker struct {
	d      *load.Description
	now    load.Evaluation
	faults []fault
	// mended are the findings dealt with; what CUE or a rule says about their paths afterwards is an echo.
	mended []finding
	// meant are the fields that misspelt ones were meant to be; that they are not there is an echo too.
	meant [][]string
}

// Check evaluates a description. It returns #resolved as JSON when no diagnostic is an error. An error means that the
// description could not be judged, or that the schema contradicts itself. Faults leave the description edited, so it
// is not to be evaluated again.
func Check(d *load.Description) ([]byte, []diag.Diagnostic, error) {
	type outcome struct {
		resolved []byte
		ds       []diag.Diagnostic
		err      error
	}
	o, err := load.Bounded(d.Limit(), func() outcome {
		resolved, ds, err := check(d)
		return outcome{resolved, ds, err}
	})
	if ds, refused := load.Refuse(d.Name(), err); refused {
		return nil, ds, nil
	}
	if err != nil {
		return nil, nil, err
	}
	return o.resolved, o.ds, o.err
}

func check(d *load.Description) ([]byte, []diag.Diagnostic, error) {
	c := &checker{d: d}
	left := c.recover()
	ds := c.diagnostics()
	verdicts, err := c.verdicts()
	ds = diag.Sort(c.group(append(ds, verdicts...)))
	switch {
	case diag.HasErrors(ds):
		return nil, ds, nil
	case left != nil:
		return nil, ds, fmt.Errorf("the schema does not say what is wrong: %w", left)
	case err != nil:
		return nil, ds, fmt.Errorf("the rules cannot be evaluated: %w", err)
	}
	resolved, err := c.resolved()
	return resolved, ds, err
}
