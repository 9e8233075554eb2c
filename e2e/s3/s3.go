// Package s3 runs a server of the S3 protocol on this machine, on an address that containers of a bridge network reach.
package s3

import (
	_ "embed"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
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
	jars, java := real.Dependencies(t, "an S3 server", pom), filepath.Join(real.Runtime(t), "bin", "java")
	gateway := strings.TrimSpace(run.Must(t, "docker", "network", "inspect", "--format", "{{(index .IPAM.Config 0).Gateway}}", "bridge"))
	dir := t.TempDir()
	s := Server{Endpoint: fmt.Sprintf("http://%s:%d", gateway, free(t, gateway)), Folder: filepath.Join(dir, "buckets")}
	if err := os.MkdirAll(filepath.Join(s.Folder, bucket), 0o755); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, "s3proxy.conf")
	text := fmt.Sprintf("s3proxy.endpoint=%s\ns3proxy.authorization=aws-v2-or-v4\ns3proxy.identity=%s\ns3proxy.credential=%s\n"+
		"jclouds.provider=filesystem\njclouds.filesystem.basedir=%s\n", s.Endpoint, Identity, Credential, s.Folder)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	server := exec.Command(java, "-XX:TieredStopAtLevel=1", "-cp", filepath.Join(jars, "*"), "org.gaul.s3proxy.Main", "--properties", settings)
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	server.Stdout, server.Stderr = log, log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Process.Kill(); server.Wait() })
	s.await(t, log.Name())
	return s
}

// free is a port that nobody has at an address.
func free(t testing.TB, address string) int {
	t.Helper()
	l, err := net.Listen("tcp", address+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func (s Server) await(t testing.TB, log string) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(time.Second) {
		c, err := net.Dial("tcp", strings.TrimPrefix(s.Endpoint, "http://"))
		if err == nil {
			c.Close()
			return
		}
		if time.Now().After(deadline) {
			text, _ := os.ReadFile(log)
			t.Fatalf("the S3 server does not answer: %v\n%s", err, text)
		}
	}
}
