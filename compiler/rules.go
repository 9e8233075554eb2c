package compiler

import (
	"cmp"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/check"
)

// Rule is what is said of a rule wherever it fires.
type Rule = check.Rule

// Rules lists the schema's rules by slug.
func Rules() ([]Rule, error) {
	rules, err := check.Rules()
	slices.SortFunc(rules, func(a, b Rule) int { return cmp.Compare(a.Slug, b.Slug) })
	return rules, err
}
