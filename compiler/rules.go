package compiler

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// metaOf finds a rule's entry in the schema: `#meta: "family/name": {` at the beginning of a line, as cue fmt writes it.
var metaOf = regexp.MustCompile(`(?m)^#meta: "([^"]+)": \{`)

// Rules lists the slugs of the schema's rules, sorted.
func Rules() []string {
	var slugs []string
	files, err := fs.Glob(schema.FS, "*.cue")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	for _, name := range files {
		content, err := fs.ReadFile(schema.FS, name)
		if err != nil {
			panic(fmt.Sprintf("embedded %s: %v", name, err))
		}
		for _, match := range metaOf.FindAllSubmatch(content, -1) {
			slugs = append(slugs, string(match[1]))
		}
	}
	slices.Sort(slugs)
	return slugs
}
