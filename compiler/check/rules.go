package check

import (
	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// Rule is what the schema says of one rule wherever it fires.
type Rule struct {
	// Slug is "family/name".
	Slug     string `json:"-"`
	Severity string `json:"severity"`
	Waivable bool   `json:"waivable"`
	// Help says in a sentence what to write instead, Why the reason, Source where the fact comes from.
	Help   string `json:"help"`
	Why    string `json:"why"`
	Source string `json:"source"`
}

// Rules reads what the schema says of its rules, and of the faults that are told before a rule can speak, in the order
// of the files. An error is a fault of the schema.
func Rules() ([]Rule, error) {
	v, err := load.Schema()
	if err != nil {
		return nil, err
	}
	faults, err := table(v, "faults")
	if err != nil {
		return nil, err
	}
	rules, err := table(v, "meta")
	return append(faults, rules...), err
}

func table(v cue.Value, definition string) ([]Rule, error) {
	entries, err := v.LookupPath(cue.MakePath(cue.Def(definition))).Fields()
	if err != nil {
		return nil, err
	}
	var rules []Rule
	for entries.Next() {
		r := Rule{Slug: entries.Selector().Unquoted()}
		if err := entries.Value().Decode(&r); err != nil {
			return nil, err
		}
		rules = append(rules, r)
	}
	return rules, nil
}

// Secret is the pattern of the properties whose values are secret.
func Secret() (string, error) {
	v, err := load.Schema()
	if err != nil {
		return "", err
	}
	return v.LookupPath(cue.MakePath(cue.Def("secret"))).String()
}
