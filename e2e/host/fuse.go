package host

import (
	"errors"
	"io/fs"
	"os"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
)

// AllowFuse gives the host what host-prep.sh asks its owner for: a device that users may open, and their leave to show others
// what they mount.
func AllowFuse(t testing.TB) {
	t.Helper()
	device, err := os.Stat("/dev/fuse")
	if err != nil {
		need.Missing(t, "/dev/fuse")
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Chmod("/dev/fuse", 0o666))
	t.Cleanup(func() { must(os.Chmod("/dev/fuse", device.Mode().Perm())) })
	const conf = "/etc/fuse.conf"
	before, err := os.ReadFile(conf)
	t.Cleanup(func() {
		if errors.Is(err, fs.ErrNotExist) {
			must(os.Remove(conf))
		} else {
			must(os.WriteFile(conf, before, 0o644))
		}
	})
	must(os.WriteFile(conf, append(before, "\nuser_allow_other\n"...), 0o644))
}
