package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// What init writes is all that the real cue command and its language server need, without a network.
func TestRealCue(t *testing.T) {
	cue := require.Cue(t)
	dir := filepath.Join(t.TempDir(), "lake")
	started(t, dir)
	offline := append(os.Environ(), "CUE_REGISTRY=none", "GOFLAGS=-mod=mod", "HOME="+t.TempDir())
	text, err := os.ReadFile(filepath.Join(dir, "cluster.cue"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"as it is", "", "", ""},
		{"a misspelt field", "name: ", "nmae: ", "nmae: field not allowed"},
		{"a misspelt field below", "size:", "sise:", "workers.worker.memory.sise: field not allowed"},
		{"a rule", `clients: app: {}`, `clients: app: worker: "none"`, "short-circuit/unknown-worker at clients.app.worker"},
		{"no client", `clients: app: {}`, ``, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			put(t, filepath.Join(dir, "cluster.cue"), []byte(strings.Replace(string(text), c.old, c.new, 1)))
			for _, what := range []string{".", "cluster.cue"} {
				vet := exec.Command(cue, "vet", "-c", what)
				vet.Dir, vet.Env = dir, offline
				out, err := vet.CombinedOutput()
				if (err == nil) != (c.want == "") || !bytes.Contains(out, []byte(c.want)) {
					t.Errorf("cue vet -c %s: %v, wanted %q, got\n%s", what, err, c.want, out)
				}
			}
		})
	}
	t.Run("language server", func(t *testing.T) {
		put(t, filepath.Join(dir, "cluster.cue"), text)
		languageServer(t, cue, dir, offline, string(text))
	})
}

// started runs init for a folder.
func started(t *testing.T, dir string, flags ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(append([]string{"init", dir}, flags...), strings.NewReader(""), &out, &errs); code != exitFine {
		t.Fatalf("exit code %d: %s%s", code, &out, &errs)
	}
}

// languageServer asks the real `cue lsp` as an editor does.
func languageServer(t *testing.T, cue, dir string, env []string, text string) {
	c := startLSP(t, cue, dir, env)
	c.open("cluster.cue", strings.Replace(text, "\tclients: app: {}", "\t\n\tclients: app: {}", 1))
	labels := c.complete("cluster.cue", "\t\n", 1)
	for _, field := range []string{"name", "release", "underStorage", "workers", "properties"} {
		if !strings.Contains(labels, "\n"+field+"\n") {
			t.Errorf("no completion %s among %q", field, labels)
		}
	}
	if hover := c.hover("cluster.cue", "release:"); !strings.Contains(hover, "An exact Alluxio release") {
		t.Errorf("hovering over release shows %q", hover)
	}
	if to := c.definition("cluster.cue", "release:"); !strings.Contains(to, "/cue.mod/pkg/github.com/alluxio-gen/alluxio-gen/schema/cluster.cue") {
		t.Errorf("release is defined at %q", to)
	}
}

// Every template starts a description that compiles without a word, and that `cue fmt` leaves alone.
func TestTemplates(t *testing.T) {
	cue := require.Cue(t)
	root := t.TempDir()
	for _, name := range templates() {
		started(t, filepath.Join(root, name), "--template", name)
	}
	started(t, filepath.Join(root, "No name of a cluster!"))
	if _, errs := vetted(t, exitFine, "--strict", root); errs != "" {
		t.Error(errs)
	}
	for _, name := range templates() {
		file := filepath.Join(root, name, "cluster.cue")
		if text, err := os.ReadFile(file); err != nil || !bytes.Contains(text, []byte("\n\tname:    \""+name+"\"\n")) {
			t.Errorf("%s: %v: it is not called %s:\n%s", file, err, name, text)
		}
		format := exec.Command(cue, "fmt", "--diff", "--files", file)
		if out, err := format.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("cue fmt: %v: %s", err, out)
		}
	}
}
