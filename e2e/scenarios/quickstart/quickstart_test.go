package quickstart

import (
	"slices"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestQuickstart runs the README's two commands as a user without root, and lives with the cluster for a while.
func TestQuickstart(t *testing.T) {
	s := stack.Example(t, "quickstart", stack.InDockerGroup(t))
	s.Build()
	s.Up()
	if got, want := s.Running(), []string{"app", "master", "worker"}; !slices.Equal(got, want) {
		t.Errorf("running: got %q, want %q", got, want)
	}
	s.AssertHanded()
	t.Run("processes", func(t *testing.T) { processes(t, s) })
	t.Run("memory volume", func(t *testing.T) { memoryVolume(t, s) })
	t.Run("a second up changes nothing", func(t *testing.T) {
		before := s.Containers()
		s.Up()
		if got := append(s.Recreated(before), s.Restarted(before)...); len(got) > 0 {
			t.Errorf("re-created or restarted: %q", got)
		}
	})
	t.Run("restart keeps the journal", func(t *testing.T) {
		s.AssertJournalKept("master", "/journal", func() { s.Compose("restart", "master"); s.Up() })
	})
	t.Run("down and up keep the journal", func(t *testing.T) {
		s.AssertJournalKept("master", "/journal", func() { s.Down(); s.Up() })
	})
	t.Run("volumes gone, the journal is formatted anew", func(t *testing.T) {
		before := s.Journal("master", "/journal")
		s.Compose("down", "--volumes")
		s.Up()
		for name := range s.Journal("master", "/journal") {
			if _, same := before[name]; same {
				t.Errorf("%s is still there", name)
			}
		}
	})
}

func processes(t *testing.T, s *stack.Stack) {
	for service, args := range map[string][]string{
		"master": {"master", "--no-format"},
		"worker": {"worker", "--no-format"},
	} {
		r := s.Handed(service)
		if !slices.Equal(r.Args, args) || r.UID != 1000 || r.Hostname != service {
			t.Errorf("%s: args %q, user %d, host name %q", service, r.Args, r.UID, r.Hostname)
		}
	}
	want := map[string]string{
		"alluxio.master.hostname":                     "master",
		"alluxio.worker.ramdisk.size":                 "1GB",
		"alluxio.worker.tieredstore.level0.dirs.path": "/opt/ramdisk",
		"alluxio.master.mount.table.root.ufs":         "/underStorage",
		"alluxio.worker.hostname":                     "worker",
		"alluxio.master.journal.folder":               "/journal",
	}
	got := s.Handed("worker").Properties
	for key, value := range want {
		if got[key] != value {
			t.Errorf("worker: %s is %q, want %q", key, got[key], value)
		}
	}
}

// memoryVolume: a tmpfs with room for the described size and its head-room, one and the same in worker and client.
func memoryVolume(t *testing.T, s *stack.Stack) {
	const gb = 1 << 30
	worker, ok := s.Handed("worker").At("/opt/ramdisk")
	client, also := s.Handed("app").At("/opt/ramdisk")
	if !ok || !also || worker.Device != client.Device {
		t.Fatalf("not one file system: worker %+v, client %+v", worker, client)
	}
	if worker.Type != "tmpfs" || worker.Size < gb || worker.Size > gb+gb/4 {
		t.Errorf("%s of %d bytes, described as 1GB", worker.Type, worker.Size)
	}
	s.Exec("worker", "sh", "-c", "echo block >/opt/ramdisk/alluxioworker/1")
	if got := s.Exec("app", "cat", "/opt/ramdisk/alluxioworker/1"); got != "block\n" {
		t.Errorf("the client reads %q of what the worker wrote", got)
	}
}
