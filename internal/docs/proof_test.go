package docs_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/docs"
)

// The record is of rules that there are, and of runs that passed or say why they could not.
func TestRecord(t *testing.T) {
	var proof docs.Proof
	if err := json.Unmarshal([]byte(read(t, "e2e/record.json")), &proof); err != nil {
		t.Fatal(err)
	}
	rules, err := compiler.Rules()
	if err != nil {
		t.Fatal(err)
	}
	seen := proof.Failures()
	for _, s := range seen {
		if !slices.ContainsFunc(rules, func(r compiler.Rule) bool { return r.Slug == s.Rule }) {
			t.Errorf("there is no rule %s any more: run make -C e2e one S=further/counterproof", s.Rule)
		}
		if strings.TrimSpace(s.Said) == "" {
			t.Errorf("nothing was seen of %s", s.Rule)
		}
	}
	if len(seen) < 15 {
		t.Errorf("the failures of only %d rules were seen", len(seen))
	}
	for _, s := range proof.Scenarios {
		if s.Result == "fail" || s.Result == "skip" && s.Reason == "" {
			t.Errorf("%s: %s %s", s.Folder, s.Result, s.Reason)
		}
	}
}
