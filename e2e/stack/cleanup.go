package stack

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/image"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// state is the folder that holds the directories of all stacks: what a killed run left there is swept by the next.
func state(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(os.TempDir(), "alluxio-gen-e2e")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// lock keeps the machine for this test alone, also against tests of other packages, which share ports and mount points.
func lock(t testing.TB) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(os.TempDir(), "alluxio-gen-e2e.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
}

// sweep removes what an earlier run on the same engine could not, because it was killed.
func sweep(t testing.TB) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(state(t), "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range left {
		if filepath.Base(dir) != engineFile && engineOf(dir) == os.Getenv("DOCKER_HOST") {
			t.Logf("sweeping what an earlier run left in %s", dir)
			remove(t, dir)
		}
	}
}

// engineFile keeps beside a stack's directory which engine it is on, as DOCKER_HOST says it.
const engineFile = "engine"

func engineOf(dir string) string {
	text, _ := os.ReadFile(filepath.Join(filepath.Dir(dir), engineFile))
	return string(text)
}

// remove takes a stack down: containers, networks, volumes, the host's preparation, images, its directory.
func remove(t testing.TB, dir string) {
	t.Helper()
	here := run.With(run.Options{Dir: dir, Env: []string{"ALLUXIO_HOST=127.0.0.1"}}) // Compose may ask for it, and .env be gone
	if _, err := os.Stat(filepath.Join(dir, "docker-compose.yml")); err == nil {
		references, _ := here.Try("docker", "compose", "config", "--images")
		here.Should(t, "docker", "compose", "down", "--volumes", "--remove-orphans", "--timeout", "5")
		for reference := range strings.FieldsSeq(references) {
			image.Restore(t, reference)
		}
	}
	for _, reference := range stackImages(dir) {
		image.Restore(t, reference)
	}
	if _, err := os.Stat(filepath.Join(dir, "host-prep.sh")); err == nil {
		undo(t, here)
	}
	if err := os.RemoveAll(filepath.Dir(dir)); err != nil {
		t.Error(err)
	}
}

// undo takes back what apply made, and first what the cluster stored in its directories, since undo keeps one that holds anything.
func undo(t testing.TB, here run.Runner) {
	t.Helper()
	said, _ := here.Try("./host-prep.sh", "undo", "--drop-cache")
	for _, kept := range holdsSomething.FindAllStringSubmatch(said, -1) {
		discard(t, kept[1])
	}
	here.Should(t, "./host-prep.sh", "undo", "--drop-cache")
}

// holdsSomething is how undo says that it keeps a directory which apply made.
var holdsSomething = regexp.MustCompile(`(?m)^keep +(/\S+) is not empty$`)

func discard(t testing.TB, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, entry.Name())))
	}
	if err != nil {
		t.Error(err)
	}
}
