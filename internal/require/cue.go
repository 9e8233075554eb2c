package require

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Cue builds the cue command of internal/cuecmd and returns its path. It needs the Go tool chain and the command's
// modules, from the module cache or the network.
func Cue(t testing.TB) string {
	t.Helper()
	goTool := Tool(t, "go")
	mod, err := exec.Command(goTool, "env", "GOMOD").Output()
	if err != nil {
		t.Fatal(err)
	}
	cue := filepath.Join(t.TempDir(), "cue")
	build := exec.Command(goTool, "build", "-o", cue, "cuelang.org/go/cmd/cue")
	build.Dir = filepath.Join(filepath.Dir(strings.TrimSpace(string(mod))), "internal", "cuecmd")
	if out, err := build.CombinedOutput(); err != nil {
		t.Logf("go build: %v\n%s", err, out)
		missing(t, "the cue command, built from its module")
	}
	return cue
}
