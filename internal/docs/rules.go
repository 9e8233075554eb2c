package docs

import (
	"maps"
	"slices"
	"strings"

	"cuelang.org/go/cue"
)

// Rulebook is what the rules' pages show.
type Rulebook struct {
	Families []Family
	// Faults are what the compiler itself says of a description that it cannot read, or that does not fit the language.
	Faults []Rule
	// Failures are what people met.
	Failures []Failure
}

// Family are the rules that share the first part of their name.
type Family struct {
	Name  string
	Rules []Rule
}

// Rule is #meta of one rule.
type Rule struct {
	Name     string `json:"-"`
	Severity string `json:"severity"`
	Waivable bool   `json:"waivable"`
	Help     string `json:"help"`
	Why      string `json:"why"`
	Source   string `json:"source"`
}

// Family is the first part of the rule's name.
func (r Rule) Family() string {
	family, _, _ := strings.Cut(r.Name, "/")
	return family
}

func rules(language cue.Value) (Rulebook, error) {
	meta, err := ruleTable(language, "#meta")
	if err != nil {
		return Rulebook{}, err
	}
	faults, err := ruleTable(language, "#faults")
	if err != nil {
		return Rulebook{}, err
	}
	failures, err := failures(language.Context())
	return Rulebook{Families: byFamily(meta), Faults: faults, Failures: failures}, err
}

// Pages are the families that have a page: those of the faults too.
func (b Rulebook) Pages() []Family { return slices.Concat(b.Families, byFamily(b.Faults)) }

func byFamily(rules []Rule) (families []Family) {
	for _, r := range rules {
		if last := len(families) - 1; last < 0 || families[last].Name != r.Family() {
			families = append(families, Family{Name: r.Family()})
		}
		f := &families[len(families)-1]
		f.Rules = append(f.Rules, r)
	}
	return families
}

// ruleTable reads the rules of a definition, by name.
func ruleTable(language cue.Value, definition string) ([]Rule, error) {
	all := map[string]Rule{}
	if err := decode(language, definition, &all); err != nil {
		return nil, err
	}
	var found []Rule
	for _, name := range slices.Sorted(maps.Keys(all)) {
		r := all[name]
		r.Name = name
		found = append(found, r)
	}
	return found, nil
}
