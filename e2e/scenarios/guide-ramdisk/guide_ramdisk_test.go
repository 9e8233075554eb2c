package guideramdisk

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

const (
	ramdisk = "/mnt/ramdisk"
	blocks  = ramdisk + "/guide/worker/alluxioworker"
)

// TestGuideRamdisk runs the guide's own cluster: host network, a ramfs of the host shared by worker and client.
func TestGuideRamdisk(t *testing.T) {
	need.Root(t)
	s := stack.Example(t, "guide-ramdisk", stack.User{})
	s.Build()
	s.Apply()
	s.Up()
	s.AssertHanded()
	s.Run("environment", environment)
	s.Run("one ramfs for worker, client and host", shared)
	s.Run("restart, down and up keep the journal", func(s *stack.Stack) {
		s.AssertJournalKept("master", "/journal", func() { s.Compose("restart", "master"); s.Down(); s.Up() })
	})
	s.Run("without the ramdisk the worker does not start", unmounted)
}

// environment is what the guide sets by hand, and the worker is told by no other channel.
func environment(s *stack.Stack) {
	want := map[string]string{
		"ALLUXIO_MASTER_HOSTNAME":    "localhost",
		"ALLUXIO_RAM_FOLDER":         "/opt/ramdisk",
		"ALLUXIO_WORKER_MEMORY_SIZE": "1GB",
		"ALLUXIO_UNDERFS_ADDRESS":    "/underStorage",
	}
	r := s.Handed("worker")
	for name, value := range want {
		if r.Env[name] != value {
			s.Errorf("worker: %s is %q, want %q", name, r.Env[name], value)
		}
	}
	if r.UID != 0 || len(r.Files) > 0 {
		s.Errorf("worker: user %d, files %q", r.UID, slices.Sorted(maps.Keys(r.Files)))
	}
}

func shared(s *stack.Stack) {
	if m, _ := s.Handed("worker").At("/opt/ramdisk"); m.Type != "ramfs" {
		s.Errorf("the worker's memory is %+v", m)
	}
	s.Exec("worker", "sh", "-c", "echo block >/opt/ramdisk/alluxioworker/1")
	if text, err := os.ReadFile(blocks + "/1"); string(text) != "block\n" {
		s.Errorf("the host reads %q (%v) of what the worker wrote", text, err)
	}
	if got := s.Exec("app", "cat", "/opt/ramdisk/alluxioworker/1"); got != "block\n" {
		s.Errorf("the client reads %q of what the worker wrote", got)
	}
}

// unmounted: Docker refuses to bind a directory that is not there, be the container old, as after a reboot, or new; so
// nothing fills the disk under the mount point.
func unmounted(s *stack.Stack) {
	s.Compose("stop")
	run.Must(s, "umount", ramdisk)
	if s.HostPrep("check") == nil {
		s.Error("host-prep.sh check does not miss the ramdisk")
	}
	refused(s, "start", "worker")
	s.Down()
	refused(s, "up", "--detach")
	s.Apply()
	s.Up()
	s.AssertHanded()
}

func refused(s *stack.Stack, command ...string) {
	_, err := s.TryCompose(command...)
	if err == nil || !strings.Contains(err.Error(), "/mnt/ramdisk/guide/worker") {
		s.Errorf("%q without the ramdisk: %v", command, err)
	}
	for _, service := range []string{"worker", "app"} {
		if slices.Contains(s.Running(), service) {
			s.Errorf("%q: %s runs", command, service)
		}
	}
	if left, err := os.ReadDir(ramdisk); len(left) > 0 || err != nil {
		s.Errorf("on the disk under %s: %v (%v)", ramdisk, left, err)
	}
}
