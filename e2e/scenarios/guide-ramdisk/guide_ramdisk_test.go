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
	t.Run("environment", func(t *testing.T) { environment(t, s) })
	t.Run("one ramfs for worker, client and host", func(t *testing.T) { shared(t, s) })
	t.Run("restart, down and up keep the journal", func(t *testing.T) {
		s.AssertJournalKept("master", "/journal", func() { s.Compose("restart", "master"); s.Down(); s.Up() })
	})
	t.Run("without the ramdisk the worker does not start", func(t *testing.T) { unmounted(t, s) })
}

// environment is what the guide sets by hand, and the worker is told by no other channel.
func environment(t *testing.T, s *stack.Stack) {
	want := map[string]string{
		"ALLUXIO_MASTER_HOSTNAME":    "localhost",
		"ALLUXIO_RAM_FOLDER":         "/opt/ramdisk",
		"ALLUXIO_WORKER_MEMORY_SIZE": "1GB",
		"ALLUXIO_UNDERFS_ADDRESS":    "/underStorage",
	}
	r := s.Handed("worker")
	for name, value := range want {
		if r.Env[name] != value {
			t.Errorf("worker: %s is %q, want %q", name, r.Env[name], value)
		}
	}
	if r.UID != 0 || len(r.Files) > 0 {
		t.Errorf("worker: user %d, files %q", r.UID, slices.Sorted(maps.Keys(r.Files)))
	}
}

func shared(t *testing.T, s *stack.Stack) {
	if m, _ := s.Handed("worker").At("/opt/ramdisk"); m.Type != "ramfs" {
		t.Errorf("the worker's memory is %+v", m)
	}
	s.Exec("worker", "sh", "-c", "echo block >/opt/ramdisk/alluxioworker/1")
	if text, err := os.ReadFile(blocks + "/1"); string(text) != "block\n" {
		t.Errorf("the host reads %q (%v) of what the worker wrote", text, err)
	}
	if got := s.Exec("app", "cat", "/opt/ramdisk/alluxioworker/1"); got != "block\n" {
		t.Errorf("the client reads %q of what the worker wrote", got)
	}
}

// unmounted: Docker refuses to bind a directory that is not there, so that nothing fills the disk under the mount point.
func unmounted(t *testing.T, s *stack.Stack) {
	s.Down()
	run.Must(t, "umount", ramdisk)
	if s.HostPrep("check") == nil {
		t.Error("host-prep.sh check does not miss the ramdisk")
	}
	_, err := s.TryCompose("up", "--detach")
	if err == nil || !strings.Contains(err.Error(), "/mnt/ramdisk/guide/worker") {
		t.Errorf("up without the ramdisk: %v", err)
	}
	if got, want := s.Running(), []string{"master"}; !slices.Equal(got, want) {
		t.Errorf("running: got %q, want %q", got, want)
	}
	if left, err := os.ReadDir(ramdisk); len(left) > 0 || err != nil {
		t.Errorf("on the disk under %s: %v (%v)", ramdisk, left, err)
	}
	s.Apply()
	s.Up()
	s.AssertHanded()
}
