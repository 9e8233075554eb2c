package host

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Disk is a file system of a size, such as 600M, on a loop device, mounted at a folder until the test ends; what a killed
// run left there is taken away first.
func Disk(t testing.TB, folder, size string) {
	t.Helper()
	need.Root(t)
	file := filepath.Join(os.TempDir(), "alluxio-gen-e2e-disk"+strings.ReplaceAll(folder, "/", "-"))
	remove := func() {
		run.Try("umount", folder) // which frees the loop device
		os.Remove(folder)
		os.Remove(file)
	}
	remove()
	t.Cleanup(remove)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	run.Must(t, "truncate", "--size", size, file)
	run.Must(t, "mkfs.ext4", "-q", file)
	if _, err := run.Try("mount", "-o", "loop", file, folder); err != nil {
		need.Missing(t, "loop devices: "+err.Error())
	}
}
