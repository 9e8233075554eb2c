package judge_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"cuelang.org/go/cue/cuecontext"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/examples"
	"github.com/alluxio-gen/alluxio-gen/internal/clusters"
)

// Each example, broken in one known way at a place that chance chooses, gets a diagnostic at that place, or one that names
// what was written there; or it compiles to a cluster that is as the broken description says, and would run.
func TestNoBreakSurvives(t *testing.T) {
	shown := examplesAsTrees(t)
	if len(clusters.Breaks()) < 40 || len(shown) < 10 {
		t.Fatalf("%d ways to break %d examples: this test sees too little", len(clusters.Breaks()), len(shown))
	}
	for i, way := range clusters.Breaks() {
		t.Run(way.Name, func(t *testing.T) {
			t.Parallel()
			applied := 0
			for j := range shown {
				name := shown[(i+j)%len(shown)]
				b, applies := way.Apply(name.tree, uint64(i*100+j))
				if !applies {
					continue
				}
				survives(t, name.name, b)
				if applied++; !many {
					break
				}
			}
			if applied == 0 {
				t.Error("applies to no example")
			}
		})
	}
}

// The same for clusters that chance made, each broken in one way that applies to it.
func TestNoBreakOfOthersSurvives(t *testing.T) {
	howMany := 20
	if many {
		howMany = 500
	}
	ways := clusters.Breaks()
	for seed := range uint64(howMany) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := clusters.Valid(seed)
			for i := range ways {
				way := ways[(int(seed)*7+i)%len(ways)]
				if b, applies := way.Apply(d, seed); applies {
					survives(t, way.Name, b)
					return
				}
			}
		})
	}
}

// survives reports a broken description of which nothing is said, and which would not run as it says.
func survives(t *testing.T, name string, b clusters.Broken) {
	t.Helper()
	result := compile(t, b.Description)
	if slices.ContainsFunc(result.Diagnostics, func(d diag.Diagnostic) bool { return concerns(d, b) }) {
		return
	}
	if diag.HasErrors(result.Diagnostics) {
		t.Errorf("%s, broken at %s: told elsewhere:\n%s", name, diag.PathString(b.At), said(t, b.Description, result))
		return
	}
	for _, w := range wrong(t, b.Description, result) {
		t.Errorf("SURVIVES: %s, broken at %s: %s\n%s", name, diag.PathString(b.At), w, b.Text())
	}
}

// concerns says whether a diagnostic is at the broken place, above or below it, or names what is written there.
func concerns(d diag.Diagnostic, b clusters.Broken) bool {
	paths := [][]string{d.Path}
	for _, r := range d.Related {
		paths = append(paths, r.Path)
	}
	if d.Span.Line == 0 || d.Span.Line > 1+bytes.Count(b.Text(), []byte("\n")) {
		return false
	}
	return slices.ContainsFunc(paths, func(p []string) bool { return within(p, b.At) || within(b.At, p) }) ||
		slices.ContainsFunc(b.Words, func(w string) bool { return strings.Contains(d.Message, w) })
}

// within says whether a path leads to a place or into it; what is said of the whole description is said of no place.
func within(p, place []string) bool {
	return len(place) > 0 && len(p) >= len(place) && slices.Equal(p[:len(place)], place)
}

type shownTree struct {
	name string
	tree clusters.Description
}

// examplesAsTrees are the examples as people are shown them.
func examplesAsTrees(t *testing.T) []shownTree {
	t.Helper()
	files, err := fs.Glob(examples.FS, "*/cluster.cue")
	if err != nil {
		t.Fatal(err)
	}
	var all []shownTree
	for _, file := range files {
		text, err := fs.ReadFile(examples.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := cuecontext.New().CompileBytes(text).MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		tree, err := clusters.Parse(plain)
		if err != nil {
			t.Fatal(err)
		}
		if tree["engine"] == "swarm" {
			continue // the judge reads Compose files
		}
		all = append(all, shownTree{file, tree})
	}
	return all
}

// A break at a place is found at that place, above it and below it, and nowhere else.
func TestConcerns(t *testing.T) {
	b := clusters.Broken{Description: clusters.Description{"workers": "x"}, At: []string{"workers", "w", "memory"}, Words: []string{"16MB"}}
	for path, want := range map[string]bool{
		"workers w memory": true, "workers w memory size": true, "workers w": true, "workers": true, "workers v": false, "masters": false, "": false,
	} {
		d := diag.Diagnostic{Path: strings.Fields(path), Span: diag.Span{Line: 1}}
		if concerns(d, b) != want {
			t.Errorf("%q concerns it: %v", path, !want)
		}
	}
	if !concerns(diag.Diagnostic{Message: "of 16MB", Span: diag.Span{Line: 1}}, b) {
		t.Error("a diagnostic that names the value does not concern it")
	}
}
