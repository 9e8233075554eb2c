package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// propertyText is what the catalogue has of a key, in one release or in all; "" when it has nothing.
func propertyText(c *catalogue.Catalogue, key, release string) string {
	var b strings.Builder
	describeKey(&b, c, key, release)
	for _, t := range c.Templates {
		if re, err := regexp.Compile(t.Pattern); err == nil && re.MatchString(key) {
			fmt.Fprintf(&b, "%s\n  form     %s\n", key, t.Form)
			lives(&b, c, "type", t.Life, release)
		}
	}
	otherNames(&b, c, key, release)
	return b.String()
}

// otherNames prints what a key is called in other releases.
func otherNames(b *strings.Builder, c *catalogue.Catalogue, key, release string) {
	said := map[string]bool{}
	for _, e := range slices.Concat(c.Aliases, c.Successors) {
		if said[e.Name] {
			continue
		}
		if e.Name == key {
			said[key] = true
			fmt.Fprintf(b, "%s, an old name\n", key)
			lives(b, c, "now", e.Life, release)
		}
		if slices.ContainsFunc(e.Life, func(s catalogue.Span) bool { return s.What == key }) {
			said[e.Name] = true
			fmt.Fprintf(b, "  formerly %s\n", e.Name)
		}
	}
}

func describeKey(b *strings.Builder, c *catalogue.Catalogue, key, release string) {
	i := slices.IndexFunc(c.Properties, func(p catalogue.Property) bool { return p.Key == key })
	if i < 0 {
		return
	}
	p := c.Properties[i]
	b.WriteString(key + "\n")
	lives(b, c, "type", p.Life, release)
	for i, d := range p.Defaults {
		if release == "" || defaultHolds(c, p.Defaults, i, release) {
			fmt.Fprintf(b, "  default  %s (from %s)\n", orNothing(d.Value), d.Since)
		}
	}
	if p.Scope != "" {
		fmt.Fprintf(b, "  scope    %s\n", p.Scope)
	}
	lives(b, c, "refused in the site file", p.Refused, release)
	lives(b, c, "deprecated", p.Deprecated, release)
	for _, span := range p.Life {
		class, isEnum := strings.CutPrefix(span.What, "enum:")
		for _, e := range c.Enums {
			if isEnum && e.Name == class {
				lives(b, c, "values", e.Life, release)
			}
		}
	}
}

// lives prints what holds, and where.
func lives(b *strings.Builder, c *catalogue.Catalogue, what string, life catalogue.Life, release string) {
	if release == "" {
		for _, s := range life {
			fmt.Fprintf(b, "  %-8s %s%s to %s\n", what, spaced(s.What), s.Since, s.Until)
		}
		return
	}
	switch holds, ok := c.At(life, release); {
	case ok:
		fmt.Fprintf(b, "  %-8s %sin %s\n", what, spaced(holds), release)
	case what == "type":
		fmt.Fprintf(b, "  not in %s\n", release)
	}
}

func spaced(s string) string {
	if s == "" {
		return ""
	}
	return s + ", "
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// defaultHolds reports whether the i-th default is the one of a release.
func defaultHolds(c *catalogue.Catalogue, ds []catalogue.Default, i int, release string) bool {
	at := slices.Index(c.Releases, release)
	since := func(i int) int { return slices.Index(c.Releases, ds[i].Since) }
	return since(i) <= at && (i+1 == len(ds) || since(i+1) > at)
}
