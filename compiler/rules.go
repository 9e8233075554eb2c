package compiler

import (
	"cmp"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/check"
	"github.com/alluxio-gen/alluxio-gen/compiler/history"
)

// Rule is what is said of a rule wherever it fires.
type Rule = check.Rule

// Rules lists the schema's rules by slug.
func Rules() ([]Rule, error) {
	rules, err := check.Rules()
	slices.SortFunc(rules, func(a, b Rule) int { return cmp.Compare(a.Slug, b.Slug) })
	return rules, err
}

// Changes are the names that Source.Accept takes: of the rules that refuse what an earlier build's cluster would lose.
func Changes() ([]string, error) {
	rules, err := Rules()
	var names []string
	for _, r := range rules {
		if name, ok := strings.CutPrefix(r.Slug, history.Family); ok && r.Severity == "error" {
			names = append(names, name)
		}
	}
	return names, err
}

// Nearest finds the name of several that was most likely meant; false when none is like it.
func Nearest(name string, names []string) (string, bool) { return check.Nearest(name, names) }
