package docs_test

import (
	"io/fs"
	"strings"
	"testing"
)

// Every example has its page, and the README leads to it.
func TestEveryExampleHasAPage(t *testing.T) {
	files, err := fs.Glob(root, "examples/*/cluster.cue")
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		name := strings.Split(file, "/")[1]
		if page := "docs/tasks/" + name + ".md"; !strings.Contains(read(t, "README.md"), "]("+page+")") {
			t.Errorf("the README does not lead to %s", page)
		} else if !strings.Contains(read(t, page), "## Start it") {
			t.Errorf("%s does not say how to start it", page)
		}
	}
}
