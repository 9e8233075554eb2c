package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// diagnostics are the faults found, a misspelt field and the required one that it stands for as one.
func (c *checker) diagnostics() (ds []diag.Diagnostic) {
	faults := slices.Clone(c.faults)
	for i := range faults {
		if faults[i].kind == unknown {
			faults = join(faults, i)
		}
	}
	for _, f := range faults {
		if f.Rule != "" {
			ds = append(ds, f.Diagnostic)
		}
	}
	return ds
}

// join merges the missing field that an unknown one was meant to be; the merged one keeps no rule.
func join(faults []fault, i int) []fault {
	u := faults[i]
	last := len(u.path) - 1
	sisters := map[string]int{}
	for j, f := range faults {
		if f.kind == missing && f.Rule != "" && len(f.path) == len(u.path) && slices.Equal(f.path[:last], u.path[:last]) {
			sisters[f.path[last]] = j
		}
	}
	names := []string{}
	for name := range sisters {
		names = append(names, name)
	}
	near, ok := Nearest(u.path[last], names)
	if !ok {
		return faults
	}
	faults[i].Message = fmt.Sprintf("unknown field %q, and %q is missing", u.path[last], near)
	faults[i].Help = fmt.Sprintf("did you mean %q?", near)
	faults[sisters[near]].Rule = ""
	return faults
}

// group makes one diagnostic of many that one place in the source is behind, such as a template's field.
func (c *checker) group(ds []diag.Diagnostic) (grouped []diag.Diagnostic) {
	index := map[string]int{}
	for _, d := range ds {
		key := c.groupKey(d)
		if i, ok := index[key]; ok && !slices.Equal(grouped[i].Path, d.Path) {
			grouped[i].Count++
			continue
		}
		index[key] = len(grouped)
		grouped = append(grouped, d)
	}
	return grouped
}

// groupKey tells apart what shares a place for want of a better one: two missing fields point at the same label.
func (c *checker) groupKey(d diag.Diagnostic) string {
	key := fmt.Sprint(d.Span, d.Rule, d.Severity, len(d.Path))
	if d.Rule == "schema/missing-field" || len(c.d.Sites(d.Path)) == 0 {
		key += strings.Join(d.Path[max(len(d.Path)-1, 0):], "")
	}
	return key
}
