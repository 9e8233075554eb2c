package catalogue

import (
	"bytes"
	"fmt"
	"strings"

	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/literal"
)

const head = `// Code generated from schema/catalogue/data by "make catalogue"; DO NOT EDIT.

package schema

`

// CUE is the file schema/catalogue.cue: flat texts, since a struct for every key would cost the start-up three times as
// much. Same data, same bytes.
func (c *Catalogue) CUE() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(head)
	b.WriteString("// #order is the place of each supported release among the others, oldest first.\n#order: {\n")
	for i, release := range c.Releases {
		fmt.Fprintf(&b, "%s: %d\n", literal.String.Quote(release), i)
	}
	b.WriteString("}\n")
	b.WriteString("\n// #covers finds, in a life such as those below, a span that holds in the release. A pattern, since a match costs CUE a\n// tenth of two comparisons.\n#covers: {\n")
	for i, release := range c.Releases {
		fmt.Fprintf(&b, "%s: %s\n", literal.String.Quote(release), literal.String.Quote(span(c.Releases[:i+1], c.Releases[i:])))
	}
	b.WriteString("}\n")
	for _, t := range c.tables() {
		writeTable(&b, t)
	}
	return format.Source(b.Bytes())
}

// span matches "|since|until" of a life, for any of the releases given.
func span(since, until []string) string {
	return `\|(` + alternatives(since) + `)\|(` + alternatives(until) + `)(;|$)`
}

func alternatives(releases []string) string {
	return strings.ReplaceAll(strings.Join(releases, "|"), ".", `\.`)
}

// table is one map of names to lives.
type table struct {
	name, doc string
	entries   []Entry
}

func (c *Catalogue) tables() []table {
	var properties, templates, refused []Entry
	for _, p := range c.Properties {
		properties = append(properties, Entry{p.Key, p.Life})
		if len(p.Refused) > 0 {
			refused = append(refused, Entry{p.Key, p.Refused})
		}
	}
	for _, t := range c.Templates {
		templates = append(templates, Entry{t.Pattern, t.Life})
	}
	return []table{
		{"#catalogue", "#catalogue is every property without a variable part: \"type|since|until\", joined by \";\" where the type changes or\nreleases in between lack the key. An enum's type names its class.", properties},
		{"#templates", "#templates are the properties with a variable part: a pattern of the whole key, and as above.", templates},
		{"#enums", "#enums are the legal values of each class, joined by commas: \"values|since|until\".", c.Enums},
		{"#renames", "#renames are old names that releases still accept: \"the name that the release reads|since|until\".", c.Aliases},
		{"#instead", "#instead is what to set in releases that do not know a name: \"names, joined by blanks|since|until\".", c.Instead()},
		{"#refusedInSite", "#refusedInSite are the keys that releases ignore in the site file: \"|since|until\".", refused},
	}
}

func writeTable(b *bytes.Buffer, t table) {
	fmt.Fprintf(b, "\n// %s\n%s: {\n", strings.ReplaceAll(t.doc, "\n", "\n// "), t.name)
	for _, e := range t.entries {
		fmt.Fprintf(b, "%s: %s\n", literal.String.Quote(e.Name), literal.String.Quote(e.Life.String()))
	}
	b.WriteString("}\n")
}
