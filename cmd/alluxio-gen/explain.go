package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
	"github.com/spf13/pflag"
)

var explainVerb = verb{
	name:     "explain",
	synopsis: "[--release R] [RULE | PROPERTY | RELEASE]",
	summary:  "explain a rule, a property or a release; alone, list the rules",
	details: `Says of a rule why it is, what to write instead and where the fact comes from; of a property its type, default and names
in every supported release, or in one; of a release how its image behaves.
`,
	examples: []string{
		"alluxio-gen explain",
		"alluxio-gen explain short-circuit/hostname-on-shm",
		"alluxio-gen explain alluxio.worker.ramdisk.size --release 2.9.5",
		"alluxio-gen explain 1.8.2",
	},
	bind: func(fs *pflag.FlagSet) action {
		release := fs.String("release", "", "speak of the property in release `R` alone")
		return func(t *tool, args []string) error { return t.explainWord(args, *release) }
	},
}

func (t *tool) explainWord(args []string, release string) error {
	switch {
	case len(args) > 1:
		return usageError{"explain", "explain explains one thing at a time"}
	case len(args) == 1 && !strings.Contains(args[0], "/"):
		return t.explainProperty(args[0], release)
	}
	rules, err := compiler.Rules()
	if err != nil {
		return internalError{err}
	}
	if len(args) == 0 {
		return t.print(ruleList(rules))
	}
	i := slices.IndexFunc(rules, func(r compiler.Rule) bool { return r.Slug == args[0] })
	if i < 0 {
		return usageError{"explain", fmt.Sprintf("there is no rule %s: `alluxio-gen explain` lists them", quoted(args[0]))}
	}
	return t.print(ruleText(rules[i]))
}

func ruleList(rules []compiler.Rule) string {
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%-8s %-40s %s\n", r.Severity, r.Slug, r.Help)
	}
	return b.String()
}

func ruleText(r compiler.Rule) string {
	waive := "It can't be waived."
	if r.Waivable {
		waive = fmt.Sprintf("It can be waived: waive: %q: \"the reason\"", r.Slug)
	}
	return fmt.Sprintf("%s (%s)\n\n%s\n\nInstead: %s.\n%s\nSource: %s.\n", r.Slug, r.Severity, r.Why, r.Help, waive, r.Source)
}

func (t *tool) explainProperty(key, release string) error {
	c, err := catalogue.Load()
	if err != nil {
		return internalError{err}
	}
	if release != "" && !slices.Contains(c.Releases, release) {
		return usageError{"explain", fmt.Sprintf("there is no release %s: %s to %s are supported", quoted(release), c.Releases[0], c.Releases[len(c.Releases)-1])}
	}
	if slices.Contains(c.Releases, key) {
		return t.explainRelease(c, key)
	}
	text := propertyText(c, key, release)
	if text == "" {
		return usageError{"explain", fmt.Sprintf("no supported release has a property %s", quoted(key))}
	}
	return t.print(text)
}
