// Package swarm deploys one stack file to a swarm of one node.
package swarm

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestSwarm deploys Alluxio's own servers, changes what they read, and kills the master: only what must is made anew, and the
// journal is formatted once. What runs once runs until it has ended well.
func TestSwarm(t *testing.T) {
	need.Root(t)
	source := real.Image(t, "2.9.6")
	s := stack.Committed(t, "further/swarm")
	t.Cleanup(func() { empty(t, "/srv/alluxio-gen-swarmed") }) // undo keeps what holds something
	node := s.JoinSwarm("swarmed")
	s.Edit("cluster.cue", "node: {}", `"`+node+`": {}`)
	s.Borrow(source)
	s.Write("note.env", "GREETING=$5 for \"you\"\n")
	s.Build()
	s.Apply()
	s.Deploy()
	c := real.Client{Stack: s, Service: "app"}
	s.Smoke()
	s.Run("what runs once was tried until it ended well", func(s *stack.Stack) {
		if said := s.Said("make"); !strings.Contains(said, "made it") {
			s.Errorf("make says\n%s", said)
		}
		if states := s.States("note"); len(states) != 2 || states[0] != "Complete" || states[1] != "Failed" {
			s.Errorf("note went through %q, the last first", states)
		}
	})
	s.Run("a side service has what its words ask for", limited)
	sum := c.Store("/kept", "4M")
	s.Run("what is written reads as it was", func(s *stack.Stack) { reads(c, sum) })
	s.Run("a changed property makes its worker anew, and nothing else", func(s *stack.Stack) {
		s.Edit("cluster.cue", "workers: worker: {", `workers: worker: {properties: "alluxio.worker.block.heartbeat.interval": "2sec", `)
		rolls(s, "worker")
		reads(c, sum)
	})
	s.Run("a changed property of masters keeps the journal", func(s *stack.Stack) {
		s.Edit("cluster.cue", "masters: master: {", `masters: master: {properties: "alluxio.master.worker.timeout": "4min", `)
		rolls(s, "master")
		reads(c, sum)
	})
	s.Run("what runs once runs again when it is another", func(s *stack.Stack) {
		s.Edit("cluster.cue", "echo made it", "echo made it again")
		rolls(s, "make")
		if said := s.Said("make"); !strings.Contains(said, "/made is there: nothing to do") {
			s.Errorf("make says\n%s", said)
		}
	})
	s.Run("a journal has one master at a time", oneMaster)
	s.Run("a master that dies is started again with its journal", func(s *stack.Stack) {
		before := s.Container("master").ID
		real.Signal(c, "master", "AlluxioMaster", "KILL")
		s.Until("another task is healthy", func() bool {
			now := s.Container("master")
			return now.ID != before && now.State.Health.Status == "healthy"
		})
		reads(c, sum)
	})
	s.Smoke()
}

// reads: the masters know the file, and its bytes are as they were written.
func reads(c real.Client, sum string) {
	c.Helper()
	c.Until("the file reads as it was written", func() bool {
		out, err := c.TryAlluxio("fs", "checksum", "/kept")
		return err == nil && strings.Contains(out, "md5")
	})
	if got := c.Digest("/kept"); got != sum {
		c.Errorf("/kept reads as %s, written was %s", got, sum)
	}
}

// rolls builds and deploys, after which one service has another container.
func rolls(s *stack.Stack, changed string) {
	s.Helper()
	before := map[string]string{}
	for _, service := range []string{"master", "worker", "app", "door", "make", "note"} {
		before[service] = s.Container(service).ID
	}
	s.Compile()
	s.Deploy()
	s.Until(changed+" is another container", func() bool {
		now := s.Container(changed)
		return now.ID != before[changed] && (now.State.Health.Status == "healthy" || now.State.Status == "exited" && now.State.ExitCode == 0)
	})
	for service, id := range before {
		if now := s.Container(service).ID; (now != id) != (service == changed) {
			s.Errorf("%s: container %.12s, before %.12s", service, now, id)
		}
	}
	proof.Log(s, proof.Fact{What: "another description of the " + changed, Value: "its container alone is another after docker stack deploy; what has ended is not started again"})
}

// limited: Swarm's words came to what Compose's ask for.
func limited(s *stack.Stack) {
	mounts := s.Exec("door", "cat", "/proc/mounts")
	for at, size := range map[string]string{"/small": "size=1024k", "/dev/shm": "size=8192k"} {
		if !slices.ContainsFunc(strings.Split(mounts, "\n"), func(line string) bool {
			return strings.HasPrefix(line, "tmpfs "+at+" ") && strings.Contains(line, size)
		}) {
			s.Errorf("at %s there is no memory of %s:\n%s", at, size, mounts)
		}
	}
	limits := strings.TrimSpace(run.Must(s, "docker", "inspect", "--format", "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.Init}}", s.Container("door").ID))
	if limits != "67108864 50 true" {
		s.Errorf("limits of door: %s", limits)
	}
	proof.Log(s, proof.Fact{What: "a side service's mem_limit, pids_limit, init, shm_size and tmpfs", Value: "are what its container has"})
}

func oneMaster(s *stack.Stack) {
	if got := strings.TrimSpace(s.Exec("master", "/bin/sh", "-c", `flock -n "$0" true && echo free || echo taken`, "/journal")); got != "taken" {
		s.Errorf("the journal's lock is %q while its master runs", got)
	}
}

// empty takes away what is in the directories of a directory.
func empty(t *testing.T, dir string) {
	held, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	hidden, _ := filepath.Glob(filepath.Join(dir, "*", ".*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(held, hidden...) {
		if err := os.RemoveAll(path); err != nil {
			t.Error(err)
		}
	}
}
