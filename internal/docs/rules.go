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
	all := map[string]Rule{}
	if err := decode(language, "#meta", &all); err != nil {
		return Rulebook{}, err
	}
	var book Rulebook
	for _, name := range slices.Sorted(maps.Keys(all)) {
		r := all[name]
		r.Name = name
		if last := len(book.Families) - 1; last < 0 || book.Families[last].Name != r.Family() {
			book.Families = append(book.Families, Family{Name: r.Family()})
		}
		f := &book.Families[len(book.Families)-1]
		f.Rules = append(f.Rules, r)
	}
	var err error
	book.Faults, err = faults(language)
	return book, err
}

func faults(language cue.Value) ([]Rule, error) {
	all := map[string]Rule{}
	if err := decode(language, "#faults", &all); err != nil {
		return nil, err
	}
	var found []Rule
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f := all[name]
		f.Name = name
		found = append(found, f)
	}
	return found, nil
}
