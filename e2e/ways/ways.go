// Package ways are the four ways in which a client comes to a worker's memory, each as a scenario for a release whose own
// servers can be had: descriptions that differ in nothing but the release.
package ways

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// built is a stack that runs on a release's own servers, and the client in it.
func built(s *stack.Stack, source, release string) real.Client {
	s.Helper()
	s.Borrow(source)
	s.Write("cluster.cue", regexp.MustCompile(`release: "[^"]*"`).ReplaceAllString(s.Read("cluster.cue"), `release: "`+release+`"`))
	s.Build()
	return real.Client{Stack: s, Service: "app"}
}

// takes: a file is written and read, all of it by one way and with no word of a failed try.
func takes(c real.Client, way real.Path) (sum string) {
	c.Helper()
	c.Smoke() // which claims the capacity
	sum = c.Cache("/f", "64M")
	c.AssertReads("/f", sum)
	c.AssertAll(way)
	c.AssertQuiet("worker")
	return sum
}

// Quickstart runs the README's commands, by a user without root: memory in a volume that worker and client share.
func Quickstart(t *testing.T, release string) {
	source := real.Image(t, release)
	c := built(stack.Example(t, "quickstart", stack.InDockerGroup(t)), source, release)
	c.Up()
	takes(c, real.Local)
	if worker, client := c.Blocks("worker", "/opt/ramdisk"), c.Blocks("app", "/opt/ramdisk"); len(worker) == 0 || !slices.Equal(worker, client) {
		t.Errorf("blocks of the worker %q, seen by the client %q", worker, client)
	}
	if !c.Epoll() {
		t.Error("the jars of the image do not fit: Netty has no native transport")
	}
}

// Ramdisk has the guide's ramdisk of the host, and short circuit by the host's name that all share.
func Ramdisk(t *testing.T, release string) {
	need.Root(t)
	source := real.Image(t, release)
	c := built(stack.Committed(t, "scenarios/real-guide-ramdisk"), source, release)
	c.Apply()
	c.Up()
	takes(c, real.Local)
	onHost(c, "/mnt/ramdisk/real-guide/worker")
	c.Alluxio("fs", "persist", "/f")
	if info, err := os.Stat(filepath.Join(c.Dir, "underStorage", "f")); err != nil || info.Size() != 64<<20 {
		t.Errorf("underStorage/f: %v, %v", info, err)
	}
}

// onHost: the host sees the file's bytes in the worker's folder of the ramdisk.
func onHost(c real.Client, folder string) {
	c.Helper()
	blocks, err := filepath.Glob(folder + "/alluxioworker/[0-9]*")
	if err != nil {
		c.Fatal(err)
	}
	var bytes int64
	for _, block := range blocks {
		if info, err := os.Stat(block); err == nil {
			bytes += info.Size()
		}
	}
	if bytes != 64<<20 {
		c.Errorf("the blocks under %s have %d bytes", folder, bytes)
	}
	proof.Log(c, proof.Fact{What: "blocks on the host", Value: "64 MB under " + folder})
}

// Shm has memory that no client can see; a client with the worker's name looks for it in vain.
func Shm(t *testing.T, release string) {
	source := real.Image(t, release)
	c := built(stack.Committed(t, "scenarios/real-shm"), source, release)
	c.Up()
	takes(c, real.Remote)
	pretending(c)
}

// pretending is what the rule short-circuit/hostname-on-shm refuses: a client that bears the worker's host name.
func pretending(c real.Client) {
	c.Helper()
	said, err := run.Try("docker", "exec", "--env", "ALLUXIO_USER_JAVA_OPTS=-Dalluxio.user.hostname=worker",
		c.Container("app").ID, "/opt/alluxio/bin/alluxio", "fs", "copyFromLocal", "/tmp/noise", "/g")
	line := regexp.MustCompile(`wrong path when creating RandomAccessFile.*|\S*/alluxioworker/\S+ \(No such file or directory\)`).FindString(said)
	if err == nil || line == "" {
		c.Errorf("want the client to look for a block where it cannot be, got %q, %v", said, err)
	}
	if c.Complaints("worker") == "" {
		c.Error("the logs say nothing of it")
	}
	proof.Log(c, proof.Fact{Rule: "short-circuit/hostname-on-shm", Done: "alluxio fs copyFromLocal, by a client named as the worker", Said: line})
}

// Socket has a domain socket between containers of different host names, found by its UUID.
func Socket(t *testing.T, release string) {
	need.Root(t)
	source := real.Image(t, release)
	c := built(stack.Committed(t, "scenarios/real-socket"), source, release)
	c.Apply()
	c.Up()
	if got := strings.TrimSpace(c.Exec("app", "hostname")); got != "app-1" {
		t.Errorf("the client's host name is %q", got)
	}
	mine, theirs := c.Exec("worker", "ls", "/opt/domain"), c.Exec("app", "ls", "/opt/domain")
	if len(strings.TrimSpace(mine)) != 36 || mine != theirs {
		t.Errorf("sockets of the worker %q, seen by the client %q", mine, theirs)
	}
	sum := takes(c, real.Domain)
	c.Run("a client that takes none goes by the network", func(s *stack.Stack) {
		far := real.Client{Stack: s, Service: "far"}
		far.AssertReads("/f", sum)
		s.Until("bytes are read remotely", far.Remotely)
	})
}
