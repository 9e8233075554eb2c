// Package proof is what a run of the scenarios shows: facts that a test logs, a line each, and the record that keeps them.
package proof

import (
	"encoding/json"
	"strings"
	"testing"
)

// mark stands before a fact in a test's output.
const mark = "proof: "

// Fact is one thing that a scenario measured, or a failure that it saw; the other fields are empty.
type Fact struct {
	// What was measured, and its value with its unit.
	What  string `json:"what,omitempty"`
	Value string `json:"value,omitempty"`
	// Rule is whose failure was seen: Done is what was done as if the rule did not exist, Said what came of it.
	Rule string `json:"rule,omitempty"`
	Done string `json:"done,omitempty"`
	Said string `json:"said,omitempty"`
	// Alluxio is a release whose own servers ran.
	Alluxio string `json:"alluxio,omitempty"`
}

// Log puts a fact into the test's output.
func Log(t testing.TB, f Fact) {
	t.Helper()
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(mark + string(text))
}

// Parse finds the fact in a line of a test's output.
func Parse(line string) (f Fact, ok bool) {
	_, text, found := strings.Cut(line, mark+"{")
	return f, found && json.Unmarshal([]byte("{"+text), &f) == nil
}
