package fromhost

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/image"
	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

const release = "2.9.5"

// TestFromHost prepares a host that says its own address and keeps keys in files, and lives with the cluster until nothing
// is left of either.
func TestFromHost(t *testing.T) {
	need.Root(t)
	s := stack.Committed(t, "scenarios/from-host")
	s.Compile()
	image.StandIn(s, "alluxio/alluxio:"+release)
	if _, err := s.TryCompose("config"); err == nil || !strings.Contains(err.Error(), "run ./host-prep.sh apply") {
		t.Errorf("before the host is prepared Compose says %v", err)
	}
	if err := s.HostPrep("apply"); err == nil {
		t.Error("apply is content without the keys")
	}
	keys(s, "first-id", "first-secret")
	s.Apply()
	s.Up()
	s.AssertHanded()
	s.Run("address", address)
	s.Run("keys reach the processes that need them", func(s *stack.Stack) { read(s, "first-id", "first-secret") })
	s.Run("keys are nowhere else", func(s *stack.Stack) { hidden(s, "first-id", "first-secret") })
	s.Run("another secret is read after apply", func(s *stack.Stack) {
		keys(s, "first-id", "second-secret")
		s.Apply()
		read(s, "first-id", "first-secret") // what runs keeps what it has read
		s.Compose("up", "--detach", "--wait", "--force-recreate")
		read(s, "first-id", "second-secret")
	})
	s.Run("nothing is left", undone)
}

// keys are files that only root may read.
func keys(s *stack.Stack, id, secret string) {
	s.Helper()
	if err := os.MkdirAll(filepath.Join(s.Dir, "keys"), 0o700); err != nil {
		s.Fatal(err)
	}
	s.Write("keys/id", id+"\n")
	s.Write("keys/secret", secret+"\n")
}

// address: the one in .env is what the worker and the client go by.
func address(s *stack.Stack) {
	line, _, _ := strings.Cut(s.Read(".env"), "\n")
	at, ok := strings.CutPrefix(line, "ALLUXIO_HOST=")
	if !ok || strings.HasPrefix(at, "127.") {
		s.Fatalf(".env begins with %q", line)
	}
	for service, name := range map[string]string{"worker": "ALLUXIO_WORKER_JAVA_OPTS", "app": "ALLUXIO_USER_JAVA_OPTS"} {
		if options := s.Handed(service).Env[name]; !strings.Contains(options, "hostname="+at) {
			s.Errorf("%s: %s is %q, without %s", service, name, options, at)
		}
	}
}

func read(s *stack.Stack, id, secret string) {
	s.Helper()
	for _, service := range []string{"master", "worker"} {
		r := s.Handed(service)
		if got := []string{r.Properties["fs.oss.accessKeyId"], r.Properties["fs.oss.accessKeySecret"]}; !slices.Equal(got, []string{id, secret}) {
			s.Errorf("%s, user %d, reads %q", service, r.UID, got)
		}
	}
	if got := s.Handed("app").Properties["fs.oss.accessKeySecret"]; got != "" {
		s.Errorf("the client reads %q", got)
	}
}

// hidden: no file that others may read holds a key, and Docker knows none.
func hidden(s *stack.Stack, secrets ...string) {
	seen := map[string]string{"docker compose config": s.Compose("config")}
	for _, id := range strings.Fields(s.Compose("ps", "--all", "--quiet")) {
		seen["docker inspect"] += run.Must(s, "docker", "inspect", id)
	}
	err := filepath.WalkDir(s.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path, filepath.Join(s.Dir, "keys")) {
			return err
		}
		text, err := os.ReadFile(path)
		if info, _ := d.Info(); info.Mode().Perm() != 0o400 {
			seen[path] = string(text)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	for where, text := range seen {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				s.Errorf("%s shows %s", where, secret)
			}
		}
	}
}

func undone(s *stack.Stack) {
	s.Down()
	if err := s.HostPrep("undo"); err != nil {
		s.Fatal(err)
	}
	for _, name := range []string{".env", "secret"} {
		if _, err := os.Lstat(filepath.Join(s.Dir, name)); !os.IsNotExist(err) {
			s.Errorf("%s is left: %v", name, err)
		}
	}
	if s.Read("keys/secret") != "second-secret\n" {
		s.Error("undo touched the keys")
	}
}
