// Package s3 runs a server of the S3 protocol on this machine, on an address that containers of a bridge network reach.
package s3

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
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

// Keys are the text of a file of them, as Amazon's tools have it.
const Keys = "[default]\naws_access_key_id = " + Identity + "\naws_secret_access_key = " + Credential + "\n"

// Server keeps the objects of a bucket as files below Folder/<bucket>.
type Server struct {
	Endpoint string
	Folder   string
}

// Start gives a server with one empty bucket, until the test ends.
func Start(t testing.TB, bucket string) Server {
	t.Helper()
	return start(t, bucket, "http", "endpoint", "")
}

// StartSecure is the same behind TLS, by a certificate that an authority of a test has signed for its address.
func StartSecure(t testing.TB, bucket string, signer Authority) Server {
	t.Helper()
	store := signer.certify(server.Address(t))
	return start(t, bucket, "https", "secure-endpoint", fmt.Sprintf("s3proxy.keystore-path=%s\ns3proxy.keystore-password=%s\n", store, password))
}

func start(t testing.TB, bucket, scheme, setting, more string) Server {
	t.Helper()
	jars, address := real.Dependencies(t, "an S3 server", pom), server.Address(t)
	dir, at := t.TempDir(), fmt.Sprintf("%s:%d", address, server.FreePort(t, address))
	s := Server{Endpoint: scheme + "://" + at, Folder: filepath.Join(dir, "buckets")}
	if err := os.MkdirAll(filepath.Join(s.Folder, bucket), 0o755); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, "s3proxy.conf")
	text := fmt.Sprintf("s3proxy.%s=%s\ns3proxy.authorization=aws-v2-or-v4\ns3proxy.identity=%s\ns3proxy.credential=%s\n"+
		"jclouds.provider=filesystem\njclouds.filesystem.basedir=%s\n", setting, s.Endpoint, Identity, Credential, s.Folder)
	if err := os.WriteFile(settings, []byte(text+more), 0o600); err != nil {
		t.Fatal(err)
	}
	server.Start(t, "the S3 server", server.Java(t, []string{filepath.Join(jars, "*")}, "org.gaul.s3proxy.Main", "--properties", settings),
		func() bool { return server.Listens(at) })
	return s
}

// AssertObject says that the server keeps the bytes of a digest, which begins with SHA-256 in hexadecimal digits.
func (s Server) AssertObject(t testing.TB, path, sum string) {
	t.Helper()
	bytes, err := os.ReadFile(filepath.Join(s.Folder, path))
	if err != nil {
		t.Fatal(err)
	}
	got := sha256.Sum256(bytes)
	if !strings.HasPrefix(sum, hex.EncodeToString(got[:])) {
		t.Errorf("the object has the digest %x, written %s", got, sum)
	}
}
