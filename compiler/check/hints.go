package check

import (
	"slices"
	"strings"

	"cuelang.org/go/cue"
)

// patterned is the entry of a table of the schema whose pattern, such as workers.*.memory.size, is the first to fit a path.
func (c *checker) patterned(table string, path []string) (cue.Value, bool) {
	fields, err := c.d.Definition(table).Fields()
	for err == nil && fields.Next() {
		if matches(strings.Split(fields.Selector().Unquoted(), "."), path) {
			return fields.Value(), true
		}
	}
	return cue.Value{}, false
}

func matches(pattern, path []string) bool {
	if len(pattern) != len(path) {
		return false
	}
	for i, p := range pattern {
		if p != "*" && p != path[i] {
			return false
		}
	}
	return true
}

// hint is what the schema's #hints say to write at a path, or nothing.
func (c *checker) hint(path []string) string {
	if v, ok := c.patterned("hints", path); ok {
		text, _ := v.String()
		return text
	}
	return ""
}

// isNames reports whether a group of fields holds what has names of the user's own, such as workers.
func (c *checker) isNames(path []string) bool {
	element := c.schemaAt(path).LookupPath(cue.MakePath(cue.AnyString))
	return element.IncompleteKind() == cue.StructKind
}

// unnamed reports whether what is called as a field of what has names was meant to be that field: memory, of workers: memory: size.
func (c *checker) unnamed(path []string) bool {
	last := len(path) - 1
	return last > 0 && c.isNames(path[:last]) && slices.Contains(c.fieldNames(path), path[last])
}

func (c *checker) unnamedWords(f finding) words {
	return words{
		rule: "schema/unknown-field", span: c.d.LabelSpan(f.path), help: c.hint(f.parent()),
		message: "a name is missing before " + f.name(),
	}
}
