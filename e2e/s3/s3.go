// Package s3 runs a server of the S3 protocol on this machine, on an address that containers of a bridge network reach.
package s3

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/server"
)

//go:embed pom.xml
var pom []byte

// Identity and Credential are the keys that the server takes, and no others.
const (
	Identity   = "e2e-identity"
	Credential = "e2e-credential-of-s3"
)

// Server keeps the objects of a bucket as files below Folder/<bucket>.
type Server struct {
	Endpoint string
	Folder   string
}

// Start gives a server with one empty bucket, until the test ends.
func Start(t testing.TB, bucket string) Server {
	t.Helper()
	jars, address := real.Dependencies(t, "an S3 server", pom), server.Address(t)
	dir := t.TempDir()
	s := Server{Endpoint: fmt.Sprintf("http://%s:%d", address, server.FreePort(t, address)), Folder: filepath.Join(dir, "buckets")}
	if err := os.MkdirAll(filepath.Join(s.Folder, bucket), 0o755); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, "s3proxy.conf")
	text := fmt.Sprintf("s3proxy.endpoint=%s\ns3proxy.authorization=aws-v2-or-v4\ns3proxy.identity=%s\ns3proxy.credential=%s\n"+
		"jclouds.provider=filesystem\njclouds.filesystem.basedir=%s\n", s.Endpoint, Identity, Credential, s.Folder)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	server.Start(t, "the S3 server", server.Java(t, []string{filepath.Join(jars, "*")}, "org.gaul.s3proxy.Main", "--properties", settings),
		func() bool { return server.Listens(strings.TrimPrefix(s.Endpoint, "http://")) })
	return s
}
