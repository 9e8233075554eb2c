package s3

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// password is of stores that are gone with the test.
const password = "changeit"

// Authority signs certificates, and is one that no Java knows.
type Authority struct {
	testing.TB
	dir string
	// Certificate is its own, in the form PEM.
	Certificate string
}

// NewAuthority has a key of its own, until the test ends.
func NewAuthority(t testing.TB) Authority {
	t.Helper()
	a := Authority{TB: t, dir: t.TempDir()}
	a.keytool("authority.p12", "-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=an authority of a test", "-ext", "bc:c", "-validity", "3")
	a.keytool("authority.p12", "-exportcert", "-rfc", "-alias", "authority", "-file", a.at("authority.pem"))
	text, err := os.ReadFile(a.at("authority.pem"))
	if err != nil {
		t.Fatal(err)
	}
	a.Certificate = string(text)
	return a
}

// certify is a store with a key, and with a certificate for an address.
func (a Authority) certify(address string) string {
	a.Helper()
	a.keytool("server.p12", "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=a server of a test")
	a.keytool("server.p12", "-certreq", "-alias", "server", "-file", a.at("request"))
	a.keytool("authority.p12", "-gencert", "-rfc", "-alias", "authority", "-ext", "san=ip:"+address, "-validity", "2", "-infile", a.at("request"), "-outfile", a.at("server.pem"))
	a.keytool("server.p12", "-importcert", "-noprompt", "-alias", "authority", "-file", a.at("authority.pem"))
	a.keytool("server.p12", "-importcert", "-noprompt", "-alias", "server", "-file", a.at("server.pem"))
	return a.at("server.p12")
}

func (a Authority) at(name string) string { return filepath.Join(a.dir, name) }

func (a Authority) keytool(store string, args ...string) {
	a.Helper()
	line := append(args, "-storetype", "PKCS12", "-keystore", a.at(store), "-storepass", password)
	run.Must(a, filepath.Join(real.Runtime(a), "bin", "keytool"), line...)
}
