package archtest

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
	"github.com/google/go-cmp/cmp"
)

// packages asks the go command for the packages of the module, without their tests.
func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command(require.Tool(t, "go"), "list", "-json=ImportPath,Name,Dir,GoFiles,Imports", module+"/...")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var pkgs []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

func TestNobodyImportsThroughAWall(t *testing.T) {
	pkgs := packages(t)
	if !slices.ContainsFunc(pkgs, func(p pkg) bool {
		return own(p.ImportPath) == "compiler/load" && slices.Contains(p.Imports, cueLib+"/cue")
	}) {
		t.Error("go list shows no compiler/load that imports CUE: this test sees nothing")
	}
	for _, b := range breaches(pkgs) {
		t.Error(b)
	}
}

func TestOnlyProgramsEndOrPrint(t *testing.T) {
	for _, p := range packages(t) {
		if p.Name == "main" {
			continue
		}
		for _, name := range p.GoFiles {
			found, err := calls(filepath.Join(p.Dir, name), nil)
			if err != nil {
				t.Error(err)
			}
			for _, f := range found {
				t.Error(f)
			}
		}
	}
}

// The walls stand: each of these imports is refused, and the one beside it is not.
func TestBreaches(t *testing.T) {
	for _, tt := range []struct{ from, imports, want string }{
		{"compiler/model", cueLib + "/cue", "compiler/model imports cuelang.org/go/cue"},
		{"compiler/plan", composeLib + "/types", "compiler/plan imports " + composeLib + "/types"},
		{"compiler/plan", module + "/compiler/load", "compiler/plan imports compiler/load"},
		{"compiler/plan", module + "/compiler/model", ""},
		{"compiler/render/compose", composeLib + "/types", ""},
		{"compiler/render/hostprep", composeLib + "/types", "compiler/render/hostprep imports " + composeLib + "/types"},
		{"compiler/render/smoke", module + "/compiler/model", "compiler/render/smoke imports compiler/model"},
		{"compiler/render/smoke", module + "/compiler/plan", ""},
		{"compiler/render/smoke", module + "/compiler/render/compose", "compiler/render/smoke imports compiler/render/compose"},
		{"compiler/render/new", module + "/templates", ""},
		{"compiler/verify", composeLib + "/loader", ""},
		{"compiler/verify", cueLib + "/cue", "compiler/verify imports cuelang.org/go/cue"},
		{"compiler/check", cueLib + "/cue", ""},
		{"compiler/check", cueLib + "x/cue", "compiler/check imports cuelang.org/gox/cue"},
		{"compiler", cueLib + "/cue", "compiler imports cuelang.org/go/cue"},
		{"compiler", module + "/compiler/render/compose", ""},
		{"cmd/alluxio-gen", module + "/compiler/load", "cmd/alluxio-gen imports compiler/load"},
		{"compiler/write", module + "/compiler", "compiler/write imports compiler"},
		{"compiler/diag", "os", ""},
		{"compiler/optimize", "os", "compiler/optimize has no room: say in rooms what it may import"},
	} {
		var want []string
		if tt.want != "" {
			want = []string{tt.want}
		}
		got := breaches([]pkg{{ImportPath: module + "/" + tt.from, Imports: []string{tt.imports}}})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s -> %s: %s", tt.from, tt.imports, d)
		}
	}
}

func TestCalls(t *testing.T) {
	for _, tt := range []struct {
		body string
		want int
	}{
		{`import "os"; func f() { os.Exit(1) }`, 1},
		{`import . "os"; func f() { Exit(1) }`, 1},
		{`import sys "os"; func f() { sys.Exit(1); sys.Stdout.Close() }`, 2},
		{`import "os"; func f() { os.ReadFile("x") }`, 0},
		{`import "fmt"; func f() { fmt.Println() }`, 1},
		{`import "fmt"; func f() { fmt.Sprintln() }`, 0},
		{`import "log"; func f() { go log.Fatalf("x") }`, 1},
		{`type os struct{ Exit func() }; func f(os os) { os.Exit() }`, 0},
	} {
		got, err := calls("x.go", "package x; "+tt.body)
		if err != nil || len(got) != tt.want {
			t.Errorf("%s: %q, %v, want %d", tt.body, got, err, tt.want)
		}
	}
}
