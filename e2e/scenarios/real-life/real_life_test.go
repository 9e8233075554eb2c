package reallife

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/engine"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

const journal = "/journal"

// TestRealLife does to a cluster what time does: processes die, the engine restarts, the description changes. Nothing that
// was written is lost, the journal is formatted once, and only what changed is made anew.
func TestRealLife(t *testing.T) {
	source := real.Image(t, "2.9.6")
	own := engine.Start(t, "life")
	own.Load(t, source)
	own.Use(t)
	s := stack.Files(t, "real-life", "cluster.cue")
	s.Borrow(source)
	s.Build()
	s.Up()
	l := life{sum: written(s), formats: formats(s)}
	s.Run("killed processes come back", l.killed)
	s.Run("a master that hangs is unhealthy until it goes on", l.hangs)
	s.Run("a journal made short", l.checkpoint)
	s.Run("a restart of the engine", func(s *stack.Stack) { l.engine(s, own) })
	s.Run("a changed property", l.property)
	s.Run("one more worker", l.worker)
	s.Run("down and up", func(s *stack.Stack) { s.Down(); s.Up(); l.holds(s) })
}

// life is what has to stay: a file's digest, and the marks that formatting leaves in the journal.
type life struct {
	sum     string
	formats []string
}

func client(s *stack.Stack) real.Client { return real.Client{Stack: s, Service: "app"} }

// holds: the cluster is whole, the file is what was written, and the journal is the one that was formatted first.
func (l life) holds(s *stack.Stack) {
	s.Helper()
	s.Smoke()
	client(s).AssertReads("/kept/f", l.sum)
	if now := formats(s); !slices.Equal(now, l.formats) {
		s.Errorf("the journal was formatted: before %q, now %q", l.formats, now)
	}
}

// written is the digest of a file that has reached the under storage.
func written(s *stack.Stack) string {
	s.Helper()
	c := client(s)
	c.Alluxio("fs", "mkdir", "/kept")
	sum := c.Store("/kept/f", "16M")
	s.Until("/kept/f is persisted", func() bool { return strings.Contains(c.Alluxio("fs", "ls", "/kept"), " PERSISTED ") })
	return sum
}

// formats are the marks that each formatting leaves in the journal's folders, with its time in the name.
func formats(s *stack.Stack) []string {
	s.Helper()
	all := strings.Fields(s.Exec("master", "find", journal, "-name", "_format_*"))
	slices.Sort(all)
	if len(all) == 0 {
		s.Error("nothing tells that the journal was formatted")
	}
	return all
}

// killed: with a process of two, its container ends and starts again, and is healthy in the end.
func (l life) killed(s *stack.Stack) {
	for _, pair := range []map[string]string{
		{"master": "AlluxioMaster", "worker": "AlluxioJobWorker"},
		{"master": "AlluxioJobMaster", "worker": "AlluxioWorker"},
	} {
		before := s.Containers()
		for service, class := range pair {
			real.Signal(client(s), service, class, "KILL")
		}
		for service := range pair {
			again(s, service, before[service])
		}
		if got := s.Recreated(before); len(got) > 0 {
			s.Errorf("re-created %q", got)
		}
	}
	l.holds(s)
}

// again: the same container, another start of it, and healthy.
func again(s *stack.Stack, service string, before stack.Container) {
	s.Helper()
	s.Until(service+" starts again and is healthy", func() bool {
		now := s.Container(service)
		return now.State.StartedAt != before.State.StartedAt && now.State.Health.Status == "healthy"
	})
}

// hangs: a process that neither works nor ends is what only the health check can tell.
func (l life) hangs(s *stack.Stack) {
	start := time.Now()
	real.Signal(client(s), "master", "AlluxioMaster", "STOP")
	health(s, "master", "unhealthy")
	proof.Log(s, proof.Fact{What: "a hanging master is unhealthy after", Value: fmt.Sprintf("%.0f s", time.Since(start).Seconds())})
	real.Signal(client(s), "master", "AlluxioMaster", "CONT")
	health(s, "master", "healthy")
}

// checkpoint: what the master knows stands in the journal as one, and a master that begins with that knows it all.
func (l life) checkpoint(s *stack.Stack) {
	checkpoints := func() int {
		return len(strings.Fields(s.Exec("master", "find", journal, "-path", "*/checkpoints/*", "-type", "f")))
	}
	before := checkpoints()
	s.Script("journal.sh", "checkpoint")
	if after := checkpoints(); after <= before {
		s.Errorf("%d checkpoints, and %d before", after, before)
	}
	s.Compose("restart", "master")
	s.Up()
	l.holds(s)
}

func health(s *stack.Stack, service, status string) {
	s.Helper()
	s.Until(service+" is "+status, func() bool { return s.Container(service).State.Health.Status == status })
}

func (l life) engine(s *stack.Stack, own *engine.Engine) {
	before := s.Containers()
	start := time.Now()
	own.Down(s)
	own.Up(s)
	for _, service := range []string{"master", "worker"} {
		again(s, service, before[service])
	}
	if got := s.Recreated(before); len(got) > 0 {
		s.Errorf("re-created %q", got)
	}
	l.holds(s)
	proof.Log(s, proof.Fact{What: "whole again after a restart of the engine", Value: fmt.Sprintf("%.0f s", time.Since(start).Seconds())})
}

// property: build and up replace the worker, which reads it, and nobody else.
func (l life) property(s *stack.Stack) {
	l.edited(s, `workers: worker: properties: "alluxio.worker.block.heartbeat.interval": "2sec"`, "worker")
}

// worker: another one comes, the others stay.
func (l life) worker(s *stack.Stack) {
	l.edited(s, `workers: second: memory: {size: "256MB", volume: {}}`, "second")
}

// edited adds a line to the description and compares whose containers are new.
func (l life) edited(s *stack.Stack, line string, want ...string) {
	s.Helper()
	before := s.Containers()
	s.Write("cluster.cue", s.Read("cluster.cue")+line+"\n")
	s.Build()
	s.Up()
	got := s.Recreated(before)
	if !slices.Equal(got, want) {
		s.Errorf("of %q re-created %q, want %q", slices.Sorted(maps.Keys(s.Containers())), got, want)
	}
	l.holds(s)
}
