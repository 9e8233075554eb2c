package stack

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// repository is the project's top folder: the nearest one above that holds this module.
func repository(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != "/"; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "e2e", "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("this test runs inside the project's tree only")
	return ""
}

// compiler is the program under test: $ALLUXIO_GEN, or built from the tree.
func compiler(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("ALLUXIO_GEN"); path != "" {
		return path
	}
	dir, err := os.MkdirTemp(state(t), "bin-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "alluxio-gen")
	run.With(run.Options{Dir: repository(t)}).Must(t, "go", "build", "-o", path, "./cmd/alluxio-gen")
	return path
}
