package image

import (
	"path/filepath"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// build compiles the stand-in program, static, and returns its path.
func build(t testing.TB) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "standin")
	static := run.With(run.Options{Env: []string{"CGO_ENABLED=0"}})
	static.Must(t, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", out, "github.com/alluxio-gen/alluxio-gen/e2e/standin")
	return out
}
