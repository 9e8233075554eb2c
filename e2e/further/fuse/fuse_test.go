// Package fuse has a client that mounts Alluxio as a file system of the host.
package fuse

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"os"
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
const point = "/mnt/alluxio-e2e-fuse/files"

// TestFuse writes and reads on both sides of the mount, and kills what mounts.
func TestFuse(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "fuse", "cluster.cue")
	s.Borrow(source)
	s.Build()
	if err := s.HostPrep("check"); err == nil {
		t.Error("check finds nothing to do on a host where nobody mounts yet")
	}
	host.AllowFuse(t)
	s.Apply()
	s.Up()
	s.Smoke()
	s.Run("a file that the host writes is one of Alluxio", written)
	s.Run("a file of Alluxio is read by the host, from the worker's memory", read)
	s.Run("killed, it mounts anew over what it left", killed)
	s.Down()
	if strings.Contains(mounts(t), " "+point+" ") {
		t.Log("a dead mount is left, for host-prep.sh to take away")
	}
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
	const metric = "Cluster.BytesReadLocal"
	c := app(s)
	sum := c.Cache("/from-alluxio", "32M")
	before := c.Metric(metric)
	s.Until("the host sees the file", func() bool {
		content, err := os.ReadFile(point + "/from-alluxio")
		return err == nil && strings.HasPrefix(sum, digest(content))
	})
	s.Until("bytes are read past the network", func() bool { return c.Metric(metric) != before })
	proof.Log(s, proof.Fact{What: "short-circuit bytes through FUSE", Value: before + " before 32 MB were read on the host, " + c.Metric(metric) + " after"})
}

// killed ends the container's processes from outside, as the kernel does where memory is short.
func killed(s *stack.Stack) {
	before := s.Containers()
	pid, err := strconv.Atoi(strings.TrimSpace(run.Must(s, "docker", "inspect", "--format", "{{.State.Pid}}", s.Container("files").ID)))
	must(s, err)
	must(s, syscall.Kill(pid, syscall.SIGKILL))
	s.Until("the container starts again", func() bool { return len(s.Restarted(before)) > 0 })
	s.Until("the host reads again", func() bool {
		content, err := os.ReadFile(point + "/from-host")
		return err == nil && len(content) == 4<<20
	})
}

func app(s *stack.Stack) real.Client { return real.Client{Stack: s, Service: "app"} }

func mounts(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("/proc/mounts")
	must(t, err)
	return string(text)
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
