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
	s.Run("processes", processes)
	s.Run("memory volume", memoryVolume)
	s.Run("a second up changes nothing", idle)
	s.Run("restart keeps the journal", func(s *stack.Stack) {
		s.AssertJournalKept("master", journal, func() { s.Compose("restart", "master"); s.Up() })
	})
	s.Run("down and up keep the journal", func(s *stack.Stack) {
		s.AssertJournalKept("master", journal, func() { s.Down(); s.Up() })
	})
	s.Run("without its volumes it is formatted anew", formattedAnew)
}

const journal = "/journal"

func processes(s *stack.Stack) {
	for service, args := range map[string][]string{
		"master": {"master", "--no-format"},
		"worker": {"worker", "--no-format"},
	} {
		r := s.Handed(service)
		if !slices.Equal(r.Args, args) || r.UID != 1000 || r.Hostname != service {
			s.Errorf("%s: args %q, user %d, host name %q", service, r.Args, r.UID, r.Hostname)
		}
	}
	inForce(s, "master", map[string]string{
		"alluxio.master.hostname":             "master",
		"alluxio.master.journal.folder":       journal,
		"alluxio.master.mount.table.root.ufs": "/underStorage",
	})
	inForce(s, "worker", map[string]string{
		"alluxio.master.hostname":                     "master",
		"alluxio.worker.hostname":                     "worker",
		"alluxio.worker.ramdisk.size":                 "1GB",
		"alluxio.worker.tieredstore.level0.dirs.path": "/opt/ramdisk",
	})
}

func inForce(s *stack.Stack, service string, want map[string]string) {
	got := s.Handed(service).Properties
	for key, value := range want {
		if got[key] != value {
			s.Errorf("%s: %s is %q, want %q", service, key, got[key], value)
		}
	}
}

// memoryVolume: a tmpfs with room for the described size and its head-room, one and the same in worker and client.
func memoryVolume(s *stack.Stack) {
	const gb = 1 << 30
	worker, ok := s.Handed("worker").At("/opt/ramdisk")
	client, also := s.Handed("app").At("/opt/ramdisk")
	if !ok || !also || worker.Device != client.Device {
		s.Fatalf("not one file system: worker %+v, client %+v", worker, client)
	}
	if worker.Type != "tmpfs" || worker.Size < gb || worker.Size > gb+gb/4 {
		s.Errorf("%s of %d bytes, described as 1GB", worker.Type, worker.Size)
	}
	s.Exec("worker", "sh", "-c", "echo block >/opt/ramdisk/alluxioworker/1")
	if got := s.Exec("app", "cat", "/opt/ramdisk/alluxioworker/1"); got != "block\n" {
		s.Errorf("the client reads %q of what the worker wrote", got)
	}
}

func idle(s *stack.Stack) {
	before := s.Containers()
	s.Up()
	if got := append(s.Recreated(before), s.Restarted(before)...); len(got) > 0 {
		s.Errorf("re-created or restarted: %q", got)
	}
}

func formattedAnew(s *stack.Stack) {
	before := s.Journal("master", journal)
	s.Compose("down", "--volumes")
	s.Up()
	for name := range s.Journal("master", journal) {
		if _, same := before[name]; same {
			s.Errorf("%s is still there", name)
		}
	}
}
