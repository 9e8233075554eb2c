// Package fuseinworker has a worker that mounts Alluxio as a file system of the host by its own process.
package fuseinworker

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/host"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// point is where the host sees what is in Alluxio.
const point = "/mnt/alluxio-e2e-fuse/worker"

// TestFuseInTheWorker writes and reads on both sides of the mount, kills the worker, takes its mount away, and stops it.
func TestFuseInTheWorker(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "fuse-in-worker", "cluster.cue")
	s.Borrow(source)
	s.Build()
	host.AllowFuse(t)
	s.Apply()
	s.Up()
	s.Smoke()
	s.Run("a file that the host writes is read by a client", written)
	s.Run("a file that a client writes is read by the host, from the worker's memory", read)
	s.Run("killed, it mounts anew over what it left", killed)
	s.Run("without its mount it goes on, and its health check and the smoke test tell", unmounted)
	s.Run("started again, it mounts again", restarted)
	s.Run("stopped and undone, it leaves no mount", stopped)
	s.Run("by the property alone it can't mount, and is healthy", alone)
}

func written(s *stack.Stack) {
	content := make([]byte, 4<<20)
	rand.Read(content)
	must(s, os.WriteFile(point+"/from-host", content, 0o644))
	if got := app(s).Digest("/from-host"); !strings.HasPrefix(got, digest(content)) {
		s.Errorf("Alluxio has %s, written was %s", got, digest(content))
	}
}

func read(s *stack.Stack) {
	c := app(s)
	sum := c.Cache("/from-client", "32M")
	before := bytesRead(c)
	s.Until("the host sees the file", func() bool {
		content, err := os.ReadFile(point + "/from-client")
		return err == nil && strings.HasPrefix(sum, digest(content))
	})
	s.Until("the masters count what was read", func() bool { return bytesRead(c) != before })
	proof.Log(s, proof.Fact{What: "bytes read through FUSE in the worker", Value: before + " before 32 MB were read on the host, " + bytesRead(c) + " after"})
}

// bytesRead tells by which ways bytes were read: within a process, past the network, over it.
func bytesRead(c real.Client) string {
	all := c.Metrics()
	return fmt.Sprintf("direct %s, local %s, remote %s", all["Cluster.BytesReadDirect"], all["Cluster.BytesReadLocal"], all["Cluster.BytesReadRemote"])
}

// killed ends the container's processes from outside, as the kernel does where memory is short.
func killed(s *stack.Stack) {
	before := s.Containers()
	pid, err := strconv.Atoi(strings.TrimSpace(run.Must(s, "docker", "inspect", "--format", "{{.State.Pid}}", s.Container("worker").ID)))
	must(s, err)
	must(s, syscall.Kill(pid, syscall.SIGKILL))
	s.Until("the container starts again", func() bool { return len(s.Restarted(before)) > 0 })
	s.Until("the host reads again", reads)
	healthy(s)
}

func unmounted(s *stack.Stack) {
	run.Must(s, "umount", "--lazy", point)
	s.Until("the health check tells", func() bool { return s.Container("worker").State.Health.Status == "unhealthy" })
	if live := app(s).Alluxio("fsadmin", "report"); !strings.Contains(live, "Live Workers: 1") {
		s.Errorf("the worker is gone, and not its mount alone:\n%s", live)
	}
	out, err := run.Try(s.Dir+"/smoke-test.sh", "--wait", "1")
	for _, want := range []string{"FAIL service worker runs", "FAIL this host sees the files at " + point} {
		if err == nil || !strings.Contains(out+err.Error(), want) {
			s.Errorf("the smoke test does not say %q:\n%s", want, out)
		}
	}
	proof.Log(s, proof.Fact{What: "a worker whose mount is taken away", Value: "it is live for the masters, and unhealthy; the smoke test says that nothing is mounted"})
}

func restarted(s *stack.Stack) {
	s.Compose("restart", "worker")
	s.Until("the host reads again", reads)
	healthy(s)
	s.Smoke()
}

func stopped(s *stack.Stack) {
	s.Down()
	left := strings.Contains(mounts(s), " "+point+" fuse")
	proof.Log(s, proof.Fact{What: "stopped in time, the worker takes its mount away", Value: strconv.FormatBool(!left)})
	if err := s.HostPrep("undo"); err != nil {
		s.Error(err)
	}
	if strings.Contains(mounts(s), "/mnt/alluxio-e2e-fuse") {
		s.Errorf("a mount is left after down and undo:\n%s", mounts(s))
	}
}

// complaint are the lines in which a worker tells that it can't mount.
var complaint = regexp.MustCompile(`(?m)^.*(fuse: |Failed to launch worker internal Fuse|FuseException: ).*$`)

// alone has the worker as the rule fuse/in-worker refuses it.
func alone(s *stack.Stack) {
	stack.WithoutRules(s.TB.(*testing.T))
	s.Edit("cluster.cue", `fuse: host: "/mnt/alluxio-e2e-fuse"`, `properties: {"alluxio.worker.fuse.enabled": true, "alluxio.fuse.mount.point": "/tmp/files"}`)
	s.Build()
	s.Up()
	said := ""
	s.Until("the worker complains", func() bool {
		said = strings.Join(complaint.FindAllString(s.Compose("logs", "--no-log-prefix", "worker"), 3), "\n")
		return said != ""
	})
	healthy(s)
	proof.Log(s, proof.Fact{Rule: "fuse/in-worker", Done: "docker compose up; the worker is healthy, as nobody asked for the mount", Said: stamp.ReplaceAllString(said, "")})
	s.Down()
}

// stamp is the time before a line of a log.
var stamp = regexp.MustCompile(`(?m)^[0-9-]+ [0-9:,]+ +(ERROR|WARN|INFO) +`)

// reads says whether the host has the file that it wrote.
func reads() bool {
	content, err := os.ReadFile(point + "/from-host")
	return err == nil && len(content) == 4<<20
}

func healthy(s *stack.Stack) {
	s.Until("the worker is healthy", func() bool { return s.Container("worker").State.Health.Status == "healthy" })
}

func app(s *stack.Stack) real.Client { return real.Client{Stack: s, Service: "app"} }

func mounts(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("/proc/mounts")
	must(t, err)
	return string(bytes.TrimSpace(text))
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
