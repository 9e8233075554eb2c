package guidetmpfs

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestGuideTmpfs: Docker's own tmpfs on /dev/shm, which no other container sees, with clients that do not look for it.
func TestGuideTmpfs(t *testing.T) {
	need.Root(t)
	s := stack.Example(t, "guide-tmpfs", stack.User{})
	s.Build()
	s.Apply()
	s.Up()
	s.AssertHanded()
	s.Run("shm", shm)
	s.Run("clients read remotely", remote)
}

// shm has room for the described size and its head-room, and is the tier though no RAM folder is named.
func shm(s *stack.Stack) {
	const gb = 1 << 30
	r := s.Handed("worker")
	if m, _ := r.At("/dev/shm"); m.Type != "tmpfs" || m.Size < gb || m.Size > gb+gb/4 {
		s.Errorf("described as 1GB, is %+v", m)
	}
	if _, set := r.Env["ALLUXIO_RAM_FOLDER"]; set || r.Env["ALLUXIO_WORKER_MEMORY_SIZE"] != "1GB" {
		s.Errorf("worker: environment %q", r.Env)
	}
	if got := strings.TrimSpace(s.Exec("worker", "ls", "/dev/shm")); got != "alluxioworker" {
		s.Errorf("/dev/shm of the worker holds %q", got)
	}
	if got := s.Exec("app", "ls", "/dev/shm"); got != "" {
		s.Errorf("/dev/shm of the client holds %q", got)
	}
}

// remote: on the host's network a client has the worker's host name, and would open blocks that it cannot see.
func remote(s *stack.Stack) {
	const key = "alluxio.user.hostname"
	worker := s.Handed("worker").Env["ALLUXIO_WORKER_HOSTNAME"]
	if got := s.Handed("app").Properties[key]; got == "" || got == worker {
		s.Errorf("client: %s is %q, the worker's host name %q", key, got, worker)
	}
	_, line, _ := strings.Cut(s.Read("client/alluxio-site.properties"), "\n"+key+"=")
	if got, _, _ := strings.Cut(line, "\n"); got == "" || got == worker {
		s.Errorf("undeclared client: %s is %q, the worker's host name %q", key, got, worker)
	}
}
