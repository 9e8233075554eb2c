package realzookeeper

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
	"github.com/alluxio-gen/alluxio-gen/e2e/zookeeper"
)

// TestRealZooKeeper: masters of one journal, elected by ZooKeeper, on Alluxio's and ZooKeeper's own servers.
func TestRealZooKeeper(t *testing.T) {
	s := stack.Files(t, "real-zookeeper", "cluster.cue")
	s.Borrow(real.Image(t, "2.9.6"))
	s.BorrowFor(zookeeper.Name, zookeeper.Image(t))
	s.Build()
	s.Run("masters wait for somebody to format the journal", unformatted)
	s.Compose("run", "--rm", "format")
	s.Up()
	c := real.Client{Stack: s, Service: "app"}
	leader(c)
	s.Run("the master that stands by is healthy", standby)
	s.Smoke()
	s.Run("the journal is formatted once", func(s *stack.Stack) {
		if said := s.Compose("run", "--rm", "format"); !strings.Contains(said, "holds a journal: nothing to format") {
			s.Errorf("format says\n%s", said)
		}
	})
	sum := c.Store("/kept", "1M")
	s.Script("journal.sh", "backup", "before.gz")
	s.Run("another master serves when the one that did is killed", func(s *stack.Stack) { failover(s, sum) })
	s.Run("a cluster begins anew with its backup", restored)
	s.Smoke()
	s.Down()
}

// standby: of two masters one serves, and both are healthy, since nothing waits for one that waits itself.
func standby(s *stack.Stack) {
	serving := leader(real.Client{Stack: s, Service: "app"})
	for _, name := range []string{"m1", "m2"} {
		if health := s.Container(name).State.Health.Status; health != "healthy" {
			s.Errorf("%s is %s while %s serves", name, health, serving)
		}
	}
	proof.Log(s, proof.Fact{What: "health", Value: serving + " serves; both masters are healthy"})
}

// unformatted: up fails at once, and says what to do.
func unformatted(s *stack.Stack) {
	if out, err := s.TryCompose("up", "--detach", "--wait"); err == nil || !strings.Contains(out+err.Error(), "formatted") {
		s.Errorf("up on a journal that nobody formatted: %v\n%s", err, out)
	}
	if said := s.Compose("logs", "formatted"); !strings.Contains(said, "docker compose run --rm format, once") {
		s.Errorf("the service says\n%s", said)
	}
}

func failover(s *stack.Stack, sum string) {
	c := real.Client{Stack: s, Service: "app"}
	first := leader(c)
	s.Compose("kill", first)
	start := time.Now()
	if second := leader(c); second == first {
		s.Errorf("%s serves although it was killed", second)
	}
	proof.Log(s, proof.Fact{What: "another master serves", Value: fmt.Sprintf("%.0f s after the one that did was killed", time.Since(start).Seconds())})
	if got := c.Digest("/kept"); got != sum {
		s.Errorf("read %s, written %s", got, sum)
	}
	s.Up() // the killed one is back
	standby(s)
}

// leader is the master that serves, as soon as one does.
func leader(c real.Client) string {
	c.Helper()
	for range 60 {
		out, err := c.TryCompose("exec", "-T", "app", "timeout", "20", "/opt/alluxio/bin/alluxio", "fsadmin", "report", "summary")
		if _, after, found := strings.Cut(out, "Master Address: "); err == nil && found {
			name, _, _ := strings.Cut(after, ":")
			return name
		}
		time.Sleep(time.Second)
	}
	c.Fatal("no master serves")
	return ""
}

// restored: what was made after the backup is gone, what was there before is there.
func restored(s *stack.Stack) {
	c := real.Client{Stack: s, Service: "app"}
	c.Alluxio("fs", "mkdir", "/later")
	s.Script("journal.sh", "restore", "before.gz")
	leader(c)
	list := c.Alluxio("fs", "ls", "/")
	if !strings.Contains(list, "/kept") || strings.Contains(list, "/later") {
		s.Errorf("after the restore there is\n%s", list)
	}
}
