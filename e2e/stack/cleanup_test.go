package stack

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/image"
	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// abandon makes TestAKilledRunIsSwept start a stack and wait to be killed.
const abandon = "E2E_ABANDON"

func TestAKilledRunIsSwept(t *testing.T) {
	need.Docker(t)
	if os.Getenv(abandon) != "" {
		abandoned(t)
	}
	dir := killed(t)
	if left(t) == "" {
		t.Fatal("the killed run left nothing to sweep")
	}
	lock(t)
	sweep(t)
	if got := left(t); got != "" {
		t.Errorf("after sweeping there is still %q", got)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Errorf("after sweeping there is still %s", dir)
	}
}

// killed starts a stack in a process of its own, kills that, and returns the stack's directory.
func killed(t *testing.T) string {
	child := exec.Command(os.Args[0], "-test.run=^TestAKilledRunIsSwept$", "-test.v")
	child.Env = append(os.Environ(), abandon+"=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { child.Process.Kill(); child.Wait() }()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, dir, ok := strings.Cut(lines.Text(), "abandoned in "); ok {
			return dir
		}
	}
	t.Fatal("the child ended without a stack")
	return ""
}

// abandoned never returns.
func abandoned(t *testing.T) {
	s := Files(t, "plain", "testdata/plain/docker-compose.yml", "testdata/plain/alluxio-site.properties")
	s.Images()
	s.Up()
	os.Stdout.WriteString("abandoned in " + s.Dir + "\n")
	select {}
}

// left are the containers, networks, volumes and images of the plain stack.
func left(t *testing.T) string {
	var all []string
	for _, kind := range []string{"container", "network", "volume"} {
		out := run.Must(t, "docker", kind, "ls", "--quiet", "--filter", "label=com.docker.compose.project=plain")
		all = append(all, strings.Fields(out)...)
	}
	return strings.Join(append(all, strings.Fields(run.Must(t, "docker", "image", "ls", "--quiet", "--filter", "label=alluxio-gen.e2e"))...), " ")
}

// TestAnImageOfTheSameNameIsPutBack: a developer's real image is not lost to a stand-in.
func TestAnImageOfTheSameNameIsPutBack(t *testing.T) {
	need.Docker(t)
	lock(t)
	sweep(t)
	const reference = "alluxio/alluxio:2.9.5"
	id := func() string { return run.Must(t, "docker", "image", "inspect", "--format", "{{.Id}}", reference) }
	if _, err := run.Try("docker", "image", "inspect", reference); err != nil {
		empty := run.With(run.Options{Stdin: bytes.NewReader(make([]byte, 1024))}) // a tar of no files
		empty.Must(t, "docker", "import", "-", reference)
		t.Cleanup(func() { run.Should(t, "docker", "rmi", reference) })
	}
	before := id()
	image.StandIn(t, reference)
	if id() == before {
		t.Error("the stand-in did not take the name")
	}
	image.Restore(t, reference)
	if id() != before {
		t.Error("the image was not put back")
	}
}
