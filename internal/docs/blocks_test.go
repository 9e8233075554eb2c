package docs_test

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// block is a code block that holds a complete description: its first line is a comment that ends with the file's name.
type block struct {
	name, text string
}

var (
	fenced   = regexp.MustCompile("(?ms)^```(cue|yaml)\n(.*?)^```$")
	complete = regexp.MustCompile(`^(?://|#) (?:\S*/)?cluster\.(cue|yaml)\n`)
)

func blocks(page string) []block {
	var found []block
	for _, m := range fenced.FindAllStringSubmatch(page, -1) {
		if head := complete.FindStringSubmatch(m[2]); head != nil && head[1] == m[1] {
			found = append(found, block{"cluster." + m[1], m[2]})
		}
	}
	return found
}

// What readers copy compiles, without a word.
func TestBlocksCompile(t *testing.T) {
	seen := map[string]int{}
	for _, page := range markdown(t) {
		for i, b := range blocks(read(t, page)) {
			seen[page]++
			t.Run(fmt.Sprintf("%s/%d", page, i+1), func(t *testing.T) {
				result, err := compiler.Compile(compiler.Source{Name: b.name, Content: []byte(b.text)})
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range result.Diagnostics {
					t.Errorf("%d:%d %s[%s] %s: %s", d.Span.Line, d.Span.Column, d.Severity, d.Rule, diag.PathString(d.Path), d.Message)
				}
				if len(result.Artifacts) == 0 {
					t.Error("compiled to nothing")
				}
			})
		}
	}
	for _, page := range []string{"README.md", "docs/language.md", "docs/rules.md"} {
		if seen[page] == 0 {
			t.Errorf("%s shows no description: this test sees nothing", page)
		}
	}
}

func TestBlocks(t *testing.T) {
	fence := func(language, text string) string { return "text\n\n```" + language + "\n" + text + "```\n" }
	for _, tt := range []struct {
		page string
		want []block
	}{
		{fence("cue", "// cluster.cue\nname: \"a\"\n"), []block{{"cluster.cue", "// cluster.cue\nname: \"a\"\n"}}},
		{fence("cue", "// examples/a/cluster.cue\n// A\n"), []block{{"cluster.cue", "// examples/a/cluster.cue\n// A\n"}}},
		{fence("yaml", "# cluster.yaml\nname: a\n"), []block{{"cluster.yaml", "# cluster.yaml\nname: a\n"}}},
		{fence("cue", "name: \"a\"\n"), nil},
		{fence("cue", "// a part of cluster.cue alone\n"), nil},
		{fence("console", "// cluster.cue\n"), nil},
	} {
		if d := cmp.Diff(tt.want, blocks(tt.page), cmp.AllowUnexported(block{})); d != "" {
			t.Errorf("%q: %s", tt.page, d)
		}
	}
}

// markdown are the pages that people read: README.md, CONTRIBUTING.md and docs/.
func markdown(t *testing.T) []string {
	t.Helper()
	pages := []string{"README.md", "CONTRIBUTING.md"}
	for _, name := range files(t, root, "docs") {
		if path.Ext(name) == ".md" {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)
	return pages
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(content), "\r\n", "\n")
}
