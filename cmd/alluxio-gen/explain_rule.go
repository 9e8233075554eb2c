package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/golden"
)

// explainRule says everything of one rule.
func (t *tool) explainRule(rules []compiler.Rule, slug string) error {
	i := slices.IndexFunc(rules, func(r compiler.Rule) bool { return r.Slug == slug })
	if i < 0 {
		return usageError{"explain", fmt.Sprintf("there is no rule %s%s (`alluxio-gen explain` lists them)", quoted(slug), orMeant(slug, slugs(rules)))}
	}
	e, err := golden.ExampleOf(slug)
	if err != nil {
		return internalError{err}
	}
	return t.print(ruleText(rules[i], e))
}

func slugs(rules []compiler.Rule) (all []string) {
	for _, r := range rules {
		all = append(all, r.Slug)
	}
	return all
}

// familyOf is the first part of a rule's name.
func familyOf(r compiler.Rule) string {
	family, _, _ := strings.Cut(r.Slug, "/")
	return family
}

// ofFamily are the rules whose name begins with a word; none when it is no family's.
func ofFamily(rules []compiler.Rule, family string) []compiler.Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r compiler.Rule) bool { return familyOf(r) != family })
}

// named are the rules whose name ends in a word, for who remembers only that.
func named(rules []compiler.Rule, name string) []compiler.Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r compiler.Rule) bool { return !strings.HasSuffix(r.Slug, "/"+name) })
}

// ruleList has a line for each rule, by family.
func ruleList(rules []compiler.Rule) string {
	var b strings.Builder
	last := ""
	for _, r := range rules {
		if last != "" && last != familyOf(r) {
			b.WriteByte('\n')
		}
		last = familyOf(r)
		fmt.Fprintf(&b, "%-8s %-40s %s\n", r.Severity, r.Slug, r.Help)
	}
	return b.String()
}

func ruleText(r compiler.Rule, e golden.Example) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n\nInstead: %s.\n%s\n", r.Slug, r.Severity, r.Why, r.Help, waiving(r))
	if e.Before != "" {
		fmt.Fprintf(&b, "\nBuilt before:\n\n%s\n", indented(e.Before))
	}
	fmt.Fprintf(&b, "\nThis fails:\n\n%s\n\n  %s: %s\n", indented(e.Fails), r.Severity, e.Says)
	fmt.Fprintf(&b, "\nThis passes:\n\n%s\n\nSource: %s.\n", indented(e.Passes), r.Source)
	return b.String()
}

func waiving(r compiler.Rule) string {
	name, ofHistory := strings.CutPrefix(r.Slug, "history/")
	switch {
	case r.Waivable:
		return fmt.Sprintf("It can be waived: waive: %q: \"the reason\"", r.Slug)
	case ofHistory && r.Severity == "error":
		return "It can be accepted for one build: --accept " + name
	default:
		return "It can't be waived."
	}
}

func indented(text string) string { return "    " + strings.ReplaceAll(text, "\n", "\n    ") }
