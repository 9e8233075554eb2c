// Package storage has a cluster on a bucket, with a folder mounted below it only to read.
package storage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/host"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/s3"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

const (
	keys  = "/srv/alluxio-e2e-aws"
	scans = "/srv/alluxio-e2e-scans"
)

// TestStorage: what is written is an object of the bucket; the folder below is read and takes nothing; no secret in any file.
func TestStorage(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "storage", "cluster.cue")
	server := s3.Start(t, "lake")
	host.File(t, keys, s3.Keys, 0o400)
	host.File(t, scans+"/old", "scanned long ago\n", 0o444)
	s.Borrow(source)
	s.Edit("cluster.cue", "ENDPOINT", server.Endpoint)
	s.Build()
	secret(s)
	s.Prepared()
	s.Up()
	s.Smoke() // which claims the mount
	c := real.Client{Stack: s, Service: "app"}
	sum := c.Cache("/f", "16M")
	c.Alluxio("fs", "persist", "/f")
	server.AssertObject(t, "lake/alluxio/f", sum)
	c.Alluxio("fs", "free", "/f")
	s.Until("the cache is free of /f", func() bool { return len(c.Blocks("worker", "/opt/ramdisk")) == 0 })
	c.AssertReads("/f", sum) // from the bucket
	if got := c.Alluxio("fs", "cat", "/scans/old"); !strings.Contains(got, "scanned long ago") {
		t.Errorf("/scans/old reads %q", got)
	}
	if said, err := c.TryAlluxio("fs", "copyFromLocal", "/etc/passwd", "/scans/new"); err == nil || !strings.Contains(said+err.Error(), "readonly mount point") {
		t.Errorf("writing into the folder that is only to read: %v\n%s", err, said)
	}
	proof.Log(t, proof.Fact{What: "under storages", Value: "16 MB written to a bucket by S3Proxy, path style, keys from a file, freed and read back; a nested local mount refused a write as read-only"})
}

// secret: it stands in none of the compiled files.
func secret(s *stack.Stack) {
	s.Helper()
	err := filepath.Walk(s.Dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), s3.Credential) {
			s.Errorf("the secret is in %s", path)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
}
