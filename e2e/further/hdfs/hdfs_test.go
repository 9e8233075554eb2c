// Package hdfs has a cluster on Hadoop's file system, with two folders mounted below its root.
package hdfs

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/hdfs"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

const (
	conf    = "/srv/alluxio-e2e-hadoop"
	scratch = "/srv/alluxio-e2e-scratch"
	user    = "lake"
)

// TestHDFS: what is written is a file of HDFS and belongs to the user described, who is no super user there; it is read back
// from there; the folders below it are read, and the one that is only to read takes nothing.
func TestHDFS(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Committed(t, "further/hdfs")
	server := hdfs.Start(t)
	server.Mkdir("/alluxio", user)
	server.Write("/scans/old", "scanned long ago\n")
	folder(t, conf)
	server.Configure(conf, "lake")
	t.Cleanup(func() { empty(t, scratch) }) // undo keeps what holds something
	s.Borrow(source)
	s.Build()
	s.Apply()
	s.Up()
	s.Smoke() // which claims the mounts
	s.Run("a file is written through to HDFS and read back from there", func(s *stack.Stack) { through(s, server) })
	s.Run("HDFS below the root is only read", readOnly)
	s.Run("a folder of the host below the root is written", onHost)
	s.Down()
	s.Up() // the journal knows the mounts
	if got := app(s).Alluxio("fs", "cat", "/scans/old"); !strings.Contains(got, "scanned long ago") {
		t.Errorf("after down and up /scans/old reads %q", got)
	}
	s.Down()
	proof.Log(t, proof.Fact{What: "HDFS " + hdfs.Version, Value: "16 MB written through as user lake, seen in HDFS, freed and read back; a nested HDFS mount refused a write as read-only, a nested local one took it"})
}

func through(s *stack.Stack, server hdfs.Server) {
	c := app(s)
	sum := c.Cache("/f", "16M")
	c.Alluxio("fs", "persist", "/f")
	got := sha256.Sum256(server.Read("/alluxio/f"))
	if !strings.HasPrefix(sum, hex.EncodeToString(got[:])) {
		s.Errorf("HDFS has the digest %x, written %s", got, sum)
	}
	if owner := server.Owner("/alluxio/f"); owner != user {
		s.Errorf("in HDFS the file is %s's, want %s's", owner, user)
	}
	c.Alluxio("fs", "free", "/f")
	s.Until("the cache is free of /f", func() bool { return len(c.Blocks("worker", "/opt/ramdisk")) == 0 })
	c.AssertReads("/f", sum)
}

func readOnly(s *stack.Stack) {
	c := app(s)
	if got := c.Alluxio("fs", "cat", "/scans/old"); !strings.Contains(got, "scanned long ago") {
		s.Errorf("/scans/old reads %q", got)
	}
	if said, err := c.TryAlluxio("fs", "copyFromLocal", "/etc/passwd", "/scans/new"); err == nil || !strings.Contains(said+err.Error(), "readonly mount point") {
		s.Errorf("writing into what is only to read: %v\n%s", err, said)
	}
}

func onHost(s *stack.Stack) {
	c := app(s)
	c.Alluxio("fs", "copyFromLocal", "/etc/passwd", "/scratch/f")
	c.Alluxio("fs", "persist", "/scratch/f")
	if _, err := os.Stat(scratch + "/f"); err != nil {
		s.Error(err)
	}
}

func app(s *stack.Stack) real.Client { return real.Client{Stack: s, Service: "app"} }

// folder makes one of the host, until the test ends.
func folder(t *testing.T, path string) {
	t.Helper()
	t.Cleanup(func() { os.RemoveAll(path); os.Remove(filepath.Dir(path)) })
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
}

// empty takes away what Alluxio keeps in a directory.
func empty(t *testing.T, dir string) {
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, entry.Name())))
	}
	if err != nil {
		t.Error(err)
	}
}
