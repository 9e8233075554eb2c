package compiler_test

import (
	"os"
	"path"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// built compiles an example over the given compose files.
func built(t testing.TB, before ...compiler.Before) compiler.Result {
	t.Helper()
	content, err := os.ReadFile("../examples/quickstart/cluster.cue")
	if err != nil {
		t.Fatal(err)
	}
	r, err := compiler.Compile(compiler.Source{Name: "cluster.cue", Content: content, Before: before})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func composeOf(t testing.TB, r compiler.Result) string {
	t.Helper()
	for _, a := range r.Artifacts {
		if path.Base(a.Path) == "docker-compose.yml" {
			return string(a.Content)
		}
	}
	t.Fatal("no compose file")
	return ""
}

// Any line of the record that is gone, cut or nonsense is a difference, a record that cannot be read, or says the same:
// it is never an internal error, and an edited file is never taken without a word.
func TestEditedRecords(t *testing.T) {
	content := composeOf(t, built(t))
	head, record, _ := strings.Cut(content, "x-alluxio-gen:\n")
	lines := strings.SplitAfter("x-alluxio-gen:\n"+record, "\n")
	for i := range lines {
		for name, line := range map[string]string{"gone": "", "cut": lines[i][:len(lines[i])/2] + "\n", "text": "  ? [\n"} {
			edited := strings.Join(lines[:i], "") + line + strings.Join(lines[i+1:], "")
			r := built(t, compiler.Before{Path: "docker-compose.yml", File: "docker-compose.yml", Content: []byte(head + edited), Cluster: "quickstart", Edited: true})
			if len(r.Diagnostics) == 0 {
				t.Errorf("line %d %s: not a word", i, name)
			}
			for _, d := range r.Diagnostics {
				if d.Severity == diag.Error && !d.Span.Known() {
					t.Errorf("line %d %s: no place: %+v", i, name, d)
				}
			}
		}
	}
}
