package golden

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// edit is what stands in the first two lines of a case: the text of the description, and what is written instead.
var edit = regexp.MustCompile(`^- (.+)\n\+ (.+)\n\n`)

// One edit in the description, and every line of the artifacts that follows it: a case is the edit and those lines. Sums of
// files are left out.
func TestFollow(t *testing.T) {
	before, err := os.ReadFile("follow/cluster.cue")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := filepath.Glob("follow/*.txt")
	if err != nil || len(cases) < 4 {
		t.Fatal(cases, err)
	}
	for _, file := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m := edit.FindSubmatch(text)
			if m == nil || strings.Count(string(before), string(m[1])) != 1 {
				t.Fatalf("%s begins with no edit of follow/cluster.cue", file)
			}
			after := strings.Replace(string(before), string(m[1]), string(m[2]), 1)
			compare(t, file, string(m[0])+followed(withoutSums(t, string(before)), withoutSums(t, after)))
		})
	}
}

// withoutSums are the artifacts by path, without the lines of sums.
func withoutSums(t *testing.T, text string) map[string]string {
	t.Helper()
	result, err := compiler.Compile(compiler.Source{Name: "cluster.cue", Content: []byte(text)})
	if err != nil || diag.HasErrors(result.Diagnostics) {
		t.Fatalf("%v %+v", err, result.Diagnostics)
	}
	all := map[string]string{}
	for _, a := range result.Artifacts {
		name := path.Clean(a.Path)
		all[name] = string(sumLine.ReplaceAll(a.Content, nil))
	}
	return all
}

// followed are the lines that went and came, by file.
func followed(before, after map[string]string) string {
	var b strings.Builder
	names := slices.Sorted(maps.Keys(before))
	for name := range maps.Keys(after) {
		if before[name] == "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		switch was, is := before[name], after[name]; {
		case was == "":
			fmt.Fprintf(&b, "%s: new\n", name)
		case is == "":
			fmt.Fprintf(&b, "%s: gone\n", name)
		case was != is:
			fmt.Fprintf(&b, "%s\n", name)
			b.WriteString(changedLines(was, is))
		}
	}
	return b.String()
}

// changedLines are those that went or came and hold something, without their indents.
func changedLines(was, is string) string {
	var b strings.Builder
	for i, line := range strings.Split(string(diff.Diff("was", []byte(was), "is", []byte(is))), "\n") {
		const head = 3 // the names of both
		if i < head || line == "" || line[0] != '-' && line[0] != '+' {
			continue
		}
		if text := strings.TrimSpace(line[1:]); text != "" {
			fmt.Fprintf(&b, "  %c %s\n", line[0], text)
		}
	}
	return b.String()
}
