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
	synopsis: "[--release R] [RULE | FAMILY | PROPERTY | RELEASE]",
	summary:  "explain a rule, a property or a release; alone, list the rules",
	details: `Says of a rule why it is, what to write instead and where the fact comes from, with an example that fails and one
that passes; of a family, such as memory, which rules it has; of a property its type, default and names
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
		offer(fs, "release", releases())
		return func(t *tool, args []string) error { return t.explainWord(args, *release) }
	},
	complete: explainable,
}

func releases() []string {
	c, err := catalogue.Load()
	if err != nil {
		return nil
	}
	return c.Releases
}

// explainable lists what there is to explain. What cannot be listed is no reason to disturb a shell's line.
func explainable(before []string) (found []candidate) {
	if len(before) > 0 {
		return nil
	}
	rules, _ := compiler.Rules()
	for _, r := range rules {
		found = append(found, candidate{r.Slug, r.Severity})
	}
	if c, err := catalogue.Load(); err == nil {
		found = append(found, plain(c.Releases)...)
		for _, p := range c.Properties {
			found = append(found, candidate{p.Key, "property"})
		}
	}
	return found
}

func (t *tool) explainWord(args []string, release string) error {
	if len(args) > 1 {
		return usageError{"explain", "explain explains one thing at a time"}
	}
	rules, err := compiler.Rules()
	if err != nil {
		return internalError{err}
	}
	if len(args) == 0 {
		return t.print(ruleList(rules))
	}
	family, sameName := ofFamily(rules, args[0]), named(rules, args[0])
	switch {
	case strings.Contains(args[0], "/"):
		return t.explainRule(rules, args[0])
	case len(family) > 0:
		return t.print(ruleList(family))
	case len(sameName) == 1:
		return t.explainRule(rules, sameName[0].Slug)
	case len(sameName) > 1:
		return t.print(ruleList(sameName))
	}
	return t.explainProperty(args[0], release)
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
		return usageError{"explain", fmt.Sprintf("there is no rule, and no supported release has a property, %s%s", quoted(key), orMeant(key, keys(c)))}
	}
	return t.print(text)
}

// keys are the properties of all releases.
func keys(c *catalogue.Catalogue) (all []string) {
	for _, p := range c.Properties {
		all = append(all, p.Key)
	}
	return all
}
