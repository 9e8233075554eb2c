package realshm

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestRealShm: memory that no client can see, on Alluxio's own servers.
func TestRealShm(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "real-shm", "cluster.cue")
	s.Borrow(source)
	s.Build()
	s.Up()
	s.Smoke() // which claims the capacity
	c := real.Client{Stack: s, Service: "app"}
	sum := c.Store("/f", "64M")
	remote(c, sum)
	s.Run("without the client's host name, writing fails", pretending)
}

func remote(c real.Client, sum string) {
	c.Helper()
	if got := c.Digest("/f"); got != sum {
		c.Errorf("read %s, written %s", got, sum)
	}
	for name, want := range map[string]string{
		"Cluster.BytesWrittenRemote": "64.00MB",
		"Cluster.BytesWrittenLocal":  "0B",
		"Cluster.BytesReadLocal":     "0B",
	} {
		if got := c.Metric(name); got != want {
			c.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if got := c.Complaints("worker"); got != "" {
		c.Errorf("the logs say\n%s", got)
	}
}

// pretending is what the rule short-circuit/hostname-on-shm refuses: a client that bears the worker's host name.
func pretending(s *stack.Stack) {
	c := real.Client{Stack: s, Service: "app"}
	said, err := run.Try("docker", "exec", "--env", "ALLUXIO_USER_JAVA_OPTS=-Dalluxio.user.hostname=worker",
		s.Container("app").ID, "/opt/alluxio/bin/alluxio", "fs", "copyFromLocal", "/tmp/noise", "/g")
	if err == nil || !strings.Contains(said, "Failed to cache: wrong path when creating RandomAccessFile") {
		s.Errorf("want the client to look for a block where it cannot be, got %q, %v", said, err)
	}
	if got := c.Complaints("worker"); !strings.Contains(got, "RandomAccessFile") {
		s.Errorf("the logs say nothing of it: %q", got)
	}
}
