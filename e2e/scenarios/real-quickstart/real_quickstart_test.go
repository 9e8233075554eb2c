package realquickstart

import (
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// release is the nearest to the example's whose servers can be had.
const release = "2.9.6"

// TestRealQuickstart runs the README's commands, by a user without root, on Alluxio's own servers.
func TestRealQuickstart(t *testing.T) {
	source := real.Image(t, release)
	s := stack.Example(t, "quickstart", stack.InDockerGroup(t))
	s.Borrow(source)
	s.Write("cluster.cue", strings.Replace(s.Read("cluster.cue"), `"2.9.5"`, `"`+release+`"`, 1))
	s.Build()
	s.Up()
	s.Smoke()
	c := real.Client{Stack: s, Service: "app"}
	sum := c.Store("/kept", "64M")
	local(c, sum)
	s.Run("the file outlives a restart of the master", func(s *stack.Stack) {
		s.Compose("restart", "master")
		kept(s, sum)
	})
	s.Run("the file outlives down and up", func(s *stack.Stack) {
		persisted(real.Client{Stack: s, Service: "app"})
		s.Down()
		kept(s, sum)
	})
}

// local: all bytes went through the volume that worker and client share, none through the network.
func local(c real.Client, sum string) {
	c.Helper()
	worker, client := c.Blocks("worker", "/opt/ramdisk"), c.Blocks("app", "/opt/ramdisk")
	if len(worker) == 0 || !slices.Equal(worker, client) {
		c.Errorf("blocks of the worker %q, seen by the client %q", worker, client)
	}
	if got := c.Digest("/kept"); got != sum {
		c.Errorf("read %s, written %s", got, sum)
	}
	for name, want := range map[string]string{
		"Cluster.BytesWrittenLocal":  "64.00MB",
		"Cluster.BytesReadLocal":     "64.00MB",
		"Cluster.BytesReadRemote":    "0B",
		"Cluster.BytesWrittenRemote": "0B",
	} {
		if got := c.Metric(name); got != want {
			c.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if got := c.Complaints("worker"); got != "" {
		c.Errorf("the logs say\n%s", got)
	}
	if !c.Epoll() {
		c.Error("the jars of the image do not fit: Netty has no native transport")
	}
}

// kept: after an up, whatever it does, the smoke test holds and the file is what was written.
func kept(s *stack.Stack, sum string) {
	s.Helper()
	s.Up()
	s.Smoke()
	c := real.Client{Stack: s, Service: "app"}
	if got := c.Digest("/kept"); got != sum {
		c.Errorf("read %s, written %s", got, sum)
	}
}

// persisted waits for the file to be in the under storage, since memory is gone after down.
func persisted(c real.Client) {
	c.Helper()
	for range 30 {
		if strings.Contains(c.Alluxio("fs", "ls", "/kept"), " PERSISTED ") {
			return
		}
	}
	c.Fatalf("not persisted:\n%s", c.Alluxio("fs", "ls", "/kept"))
}
