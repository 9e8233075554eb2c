package stack

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// WithoutRules gives this test a compiler whose rules all are warnings, so that a description which a rule refuses is
// compiled as if the rule did not exist. It is built of the tree, with each `severity: "error"` of the schema replaced.
func WithoutRules(t *testing.T) {
	t.Helper()
	root, dir := repository(t), t.TempDir()
	files, err := filepath.Glob(filepath.Join(root, "schema", "*.cue"))
	if err != nil {
		t.Fatal(err)
	}
	replaced := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if lenient := strings.ReplaceAll(string(text), `severity: "error"`, `severity: "warning"`); lenient != string(text) {
			replaced[file] = filepath.Join(dir, filepath.Base(file))
			write(t, replaced[file], []byte(lenient))
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), overlay)
	program := filepath.Join(dir, "alluxio-gen")
	run.With(run.Options{Dir: root}).Must(t, "go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, "./cmd/alluxio-gen")
	t.Setenv("ALLUXIO_GEN", program)
}

func write(t testing.TB, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Refuted starts from the description that a rule's golden refuses, golden/err/<rule>/cluster.cue.
func Refuted(t testing.TB, rule string) *Stack {
	t.Helper()
	s := empty(t, filepath.Base(rule), User{})
	s.Copy(filepath.Join(repository(t), "golden", "err", filepath.FromSlash(rule), "cluster.cue"))
	return s
}
