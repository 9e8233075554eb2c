package host

import (
	"os"
	"path/filepath"
	"testing"
)

// File is a file of the host of user 1000, with a mode, until the test ends; a folder made for it goes with it.
func File(t testing.TB, path, text string, mode os.FileMode) {
	t.Helper()
	folder := filepath.Dir(path)
	_, missing := os.Stat(folder)
	t.Cleanup(func() {
		os.Remove(path)
		if missing != nil {
			os.Remove(folder)
		}
	})
	for _, err := range []error{
		os.MkdirAll(folder, 0o755), os.WriteFile(path, []byte(text), mode), os.Chown(path, 1000, 1000),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}
