package docs

import (
	_ "embed" // the failures
	"fmt"
	"strings"

	"cuelang.org/go/cue"
)

// Failure is something that people met in containers, and what holds it off here: any of the ways, one at least.
type Failure struct {
	ID     string   `json:"-"`
	Met    string   `json:"met"`
	Issues []int    `json:"issues"`
	Tests  []string `json:"tests"`
	Rules  []string `json:"rules"`
	Checks []string `json:"checks"`
	// Needs is what the language can't say yet; Only is why nothing but a running cluster can tell.
	Needs string `json:"needs"`
	Only  string `json:"only"`
}

//go:embed failures.cue
var failuresText string

// failures are the table's rows, in its order.
func failures(ctx *cue.Context) ([]Failure, error) {
	v := ctx.CompileString(failuresText, cue.Filename("internal/docs/failures.cue"))
	areas, err := v.LookupPath(cue.ParsePath("failures")).Fields()
	if err != nil {
		return nil, err
	}
	var all []Failure
	for areas.Next() {
		rows, err := areas.Value().Fields()
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			f := Failure{ID: rows.Selector().Unquoted()}
			if err := rows.Value().Validate(cue.Concrete(true)); err != nil {
				return nil, err
			}
			if err := rows.Value().Decode(&f); err != nil {
				return nil, err
			}
			all = append(all, f)
		}
	}
	return all, nil
}

// Held says in Markdown what holds a failure off.
func (f Failure) Held() string {
	var ways []string
	for _, r := range f.Rules {
		family, _, _ := strings.Cut(r, "/")
		ways = append(ways, fmt.Sprintf("rule [`%s`](rules/%s.md#%s)", r, family, Anchor(r)))
	}
	for _, t := range f.Tests {
		room, test, _ := strings.Cut(t, " ")
		ways = append(ways, fmt.Sprintf("can't happen: `%s` in `%s`", test, room))
	}
	for _, c := range f.Checks {
		ways = append(ways, "`host-prep.sh`: `"+c+"`")
	}
	if f.Needs != "" {
		ways = append(ways, "needs "+text(f.Needs))
	}
	if f.Only != "" {
		ways = append(ways, "at run time only: "+text(f.Only))
	}
	return strings.Join(ways, "; ")
}

// Known are the issues where it was told.
func (f Failure) Known() string {
	var issues []string
	for _, n := range f.Issues {
		issues = append(issues, fmt.Sprintf("[%d](https://github.com/Alluxio/alluxio/issues/%d)", n, n))
	}
	return strings.Join(issues, ", ")
}
