// Package trust has a cluster on a bucket behind TLS, whose server's certificate is of an authority that Java does not know.
package trust

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/host"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/s3"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

const (
	keys      = "/srv/alluxio-e2e-aws"
	authority = "/srv/alluxio-e2e-authority.pem"
)

// TestTrust: Alluxio's own processes believe whom trust names; the file names another authority besides, before it.
func TestTrust(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "trust", "cluster.cue")
	signer, other := s3.NewAuthority(t), s3.NewAuthority(t)
	server := s3.StartSecure(t, "lake", signer)
	host.File(t, keys, s3.Keys, 0o400)
	host.File(t, authority, other.Certificate+signer.Certificate, 0o444)
	s.Borrow(source)
	s.Edit("cluster.cue", "ENDPOINT", server.Endpoint)
	s.Build()
	s.Prepared()
	s.Up()
	s.Smoke()
	c := real.Client{Stack: s, Service: "app"}
	sum := c.Cache("/f", "16M")
	c.Alluxio("fs", "persist", "/f")
	server.AssertObject(t, "lake/alluxio/f", sum)
	c.Alluxio("fs", "free", "/f")
	s.Until("the cache is free of /f", func() bool { return len(c.Blocks("worker", "/opt/ramdisk")) == 0 })
	c.AssertReads("/f", sum) // from the bucket
	proof.Log(t, proof.Fact{What: "a private authority", Value: "16 MB written to a bucket behind TLS whose certificate an authority has signed that Java does not know, freed and read back"})
}
