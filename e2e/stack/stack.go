// Package stack takes one description through its life on this machine's Docker Engine: build, prepare, up, down, undo;
// and holds the machine to be as it was before. Only one stack lives at a time.
package stack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/host"
	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Stack is a directory that holds a description and what was compiled from it, and the containers made of that.
type Stack struct {
	testing.TB
	Dir string
	// runner runs all commands of a user: in Dir, as that user.
	runner run.Runner
	// lent are the images that Borrow and BorrowFor name: "" is for whatever has none of its own.
	lent map[string]string
	// swarm is the name of the stack that Swarm runs; "" where Compose runs the services.
	swarm string
}

// User is who runs the user's own commands; the zero value is whoever runs the test.
type User struct{ UID, GID uint32 }

// Example starts from a committed description, examples/<name>/cluster.cue, alone in an empty directory.
func Example(t testing.TB, name string, user User) *Stack {
	t.Helper()
	s := empty(t, name, user)
	s.Copy(filepath.Join(repository(t), "examples", name, "cluster.cue"))
	return s
}

// Files starts from ready files, for tests of this harness itself.
func Files(t testing.TB, name string, files ...string) *Stack {
	t.Helper()
	s := empty(t, name, User{})
	for _, f := range files {
		s.Copy(f)
	}
	return s
}

func empty(t testing.TB, name string, user User) *Stack {
	t.Helper()
	need.Docker(t)
	lock(t)
	sweep(t)
	before := host.Take(t)
	t.Cleanup(func() {
		for _, line := range before.Diff(host.Take(t)) {
			t.Errorf("the host is not as before: %s", line)
		}
	})
	dir := directory(t, name, user)
	s := &Stack{TB: t, Dir: dir, runner: runner(dir, user)}
	t.Cleanup(func() { remove(t, dir) })
	return s
}

// Run is a subtest on the same stack, to which its failures belong.
func (s *Stack) Run(name string, test func(s *Stack)) {
	s.Helper()
	s.TB.(*testing.T).Run(name, func(t *testing.T) {
		t.Helper()
		test(&Stack{TB: t, Dir: s.Dir, runner: s.runner, lent: s.lent, swarm: s.swarm})
	})
}

func runner(dir string, user User) run.Runner {
	o := run.Options{Dir: dir, UID: user.UID, GID: user.GID}
	if user.UID != 0 {
		o.Env = []string{"HOME=" + filepath.Dir(dir)}
	}
	return run.With(o)
}

// directory is <state>/<name>-<random>/<name>: its own last element, since Compose may name a project after it.
func directory(t testing.TB, name string, user User) string {
	t.Helper()
	parent, err := os.MkdirTemp(state(t), name+"-")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(parent, name)
	for _, err := range []error{
		os.WriteFile(filepath.Join(parent, engineFile), []byte(os.Getenv("DOCKER_HOST")), 0o644),
		os.Mkdir(dir, 0o755), os.Chmod(parent, 0o755), os.Chown(parent, int(user.UID), int(user.GID)),
		os.Chown(dir, int(user.UID), int(user.GID)),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Copy puts a file into the stack's directory.
func (s *Stack) Copy(path string) {
	s.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		s.Fatal(err)
	}
	s.Write(filepath.Base(path), string(text))
}

// Write makes a file in the stack's directory; the directory's owner may do with it as he likes.
func (s *Stack) Write(name, text string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.Dir, name), []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

// Read is the text of a file in the stack's directory.
func (s *Stack) Read(name string) string {
	s.Helper()
	text, err := os.ReadFile(filepath.Join(s.Dir, name))
	if err != nil {
		s.Fatal(err)
	}
	return string(text)
}

// Edit replaces what stands once at least in a file of the stack's directory.
func (s *Stack) Edit(name, old, new string) {
	s.Helper()
	text := s.Read(name)
	if old == "" || !strings.Contains(text, old) {
		s.Fatalf("no %q in %s:\n%s", old, name, text)
	}
	s.Write(name, strings.ReplaceAll(text, old, new))
}

// Committed starts from the description in a folder of e2e/.
func Committed(t testing.TB, folder string) *Stack {
	t.Helper()
	s := empty(t, filepath.Base(folder), User{})
	s.Copy(filepath.Join(repository(t), "e2e", folder, "cluster.cue"))
	return s
}
