package realmounts

import (
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestRealMounts: what is described below the root is mounted, once, on Alluxio's own servers; what is mounted by hand stays.
func TestRealMounts(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "real-mounts", "cluster.cue")
	s.Borrow(source)
	s.Build()
	s.Up()
	s.Smoke() // which claims every mount
	c := real.Client{Stack: s, Service: "app"}
	c.Alluxio("fs", "mkdir", "/hand")
	c.Alluxio("fs", "mount", "/hand/made", "/tmp")
	sum := c.Store("/raw/f", "1M")
	s.Run("a second up finds all of it", func(s *stack.Stack) {
		before := mounts(c)
		s.Compose("up", "-d", "--wait")
		if said := s.Compose("logs", "--no-log-prefix", "--tail", "2", "mounts"); strings.Count(said, "is mounted already") != 2 {
			s.Errorf("the service says\n%s", said)
		}
		if now := mounts(c); !slices.Equal(now, before) || !slices.Contains(now, "/tmp on /hand/made") {
			s.Errorf("mounted before %q, now %q", before, now)
		}
		if got := c.Digest("/raw/f"); got != sum {
			s.Errorf("read %s, written %s", got, sum)
		}
	})
	s.Run("a mount that changed is told, not changed", changed)
}

// mounts are what is mounted where, without what changes by itself.
func mounts(c real.Client) []string {
	var all []string
	for line := range strings.Lines(c.Alluxio("fs", "mount")) {
		if words := strings.Fields(line); len(words) > 3 {
			all = append(all, strings.Join(words[:3], " "))
		}
	}
	return all
}

func changed(s *stack.Stack) {
	s.Write("cluster.cue", strings.Replace(s.Read("cluster.cue"), "shared: true", "readOnly: true", 1))
	s.Build()
	if said, err := s.TryCompose("up", "-d", "--wait"); err == nil {
		s.Errorf("up did not fail:\n%s", said)
	}
	if said := s.Compose("logs", "mounts"); !strings.Contains(said, "/raw is mounted otherwise") {
		s.Errorf("the service says\n%s", said)
	}
}
