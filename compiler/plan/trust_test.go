package plan

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// A real Java trusts a server by an authority in one of the files, whatever stands around its certificate there, and no
// other; it trusts as many authorities of its own as before.
func TestTrust(t *testing.T) {
	java := require.Java(t)
	fetch := compiled(t, "Fetch")
	ours, others := newAuthority(t), newAuthority(t)
	dir := t.TempDir()
	certificates := filepath.Join(dir, "a.pem") + ":" + filepath.Join(dir, "b.pem")
	noted := "Subject: CN=ours\n" + strings.ReplaceAll(string(others.pem()), "\n", "\r\n") + "\n" + strings.TrimSpace(string(ours.pem()))
	put(t, filepath.Join(dir, "a.pem"), string(newAuthority(t).pem()))
	put(t, filepath.Join(dir, "b.pem"), noted)

	known, stranger := ours.serve(t), newAuthority(t).serve(t)
	script, store := trustIn(dir, `exec "$@"`)
	options := []string{"-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=changeit", "-cp", fetch, "Fetch"}
	run := func(url string) (string, error) {
		return runTrust(script, certificates, append([]string{java}, append(options, url)...)...)
	}
	if out, err := run(known); err != nil || out != "trusted" {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := run(stranger); err == nil || !strings.Contains(out, "PKIX path building failed") {
		t.Errorf("a server of another authority: %v\n%s", err, out)
	}
	if out, err := exec.Command(java, "-cp", fetch, "Fetch", known).CombinedOutput(); err == nil || !bytes.Contains(out, []byte("PKIX path building failed")) {
		t.Errorf("without the store: %v\n%s", err, out)
	}
	list := []string{"keytool", "-list", "-storepass", "changeit"}
	before, _ := exec.Command(list[0], append(list[1:], "-cacerts")...).Output()
	after, _ := exec.Command(list[0], append(list[1:], "-keystore", store)...).Output()
	if a, b := bytes.Count(before, []byte("trustedCertEntry")), bytes.Count(after, []byte("trustedCertEntry")); a == 0 || b != a+3 {
		t.Errorf("Java trusts %d authorities, and with three more %d", a, b)
	}
}

// What is no certificate keeps the server from starting, and the log names the file.
func TestTrustNothing(t *testing.T) {
	require.Java(t)
	for text, says := range map[string]string{
		"\xfe\xed\xfe\xed": "holds no certificate in the form PEM",
		"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n": "certificate 1 can't be trusted",
		"-----BEGIN CERTIFICATE-----\nAAAA\n":                            "holds no certificate in the form PEM",
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, "ca.pem")
		put(t, file, text)
		script, _ := trustIn(dir, "echo started")
		if out, err := runTrust(script, file); err == nil || !strings.Contains(out, file) || !strings.Contains(out, says) || strings.Contains(out, "started") {
			t.Errorf("%q: %v %s", text, err, out)
		}
	}
}

// In front of another script, each takes what it is given.
func TestTrustingBefore(t *testing.T) {
	c := &model.Cluster{UnderStorage: map[string]model.Storage{"/": {Authorities: "/a.pem"}, "/b": {}, "/c": {Authorities: "/c.pem"}}}
	got := trusting(c, []string{"/bin/sh", "-c", `echo "$1" && shift && exec /entrypoint.sh "$@"`, "sh", "/opt/domain/d"})
	if len(got) != 6 || got[4] != "/a.pem:/c.pem" || got[5] != "/opt/domain/d" {
		t.Fatalf("%q", got)
	}
	rest, there := strings.CutPrefix(got[2], strings.TrimSuffix(trustScript, imageStart+"\n"))
	if !there || rest != `echo "$1" && shift && exec /entrypoint.sh "$@"` {
		t.Errorf("it ends in %q", rest)
	}
	if none := trusting(&model.Cluster{}, nil); none != nil {
		t.Errorf("%q", none)
	}
}

// trustIn is the script with a store below dir, and another end.
func trustIn(dir, end string) (script, store string) {
	store = filepath.Join(dir, "store")
	return strings.NewReplacer(trustStore, store, imageStart, end).Replace(trustScript), store
}

func runTrust(script, files string, arguments ...string) (string, error) {
	out, err := exec.Command("bash", append([]string{"-c", script, "bash", files}, arguments...)...).CombinedOutput()
	return string(out), err
}

// compiled is the folder of a class of testdata.
func compiled(t *testing.T, class string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("javac", "-d", dir, filepath.Join("testdata", class+".java")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// authority signs certificates, and nobody but who is told knows it.
type authority struct {
	key         *ecdsa.PrivateKey
	certificate *x509.Certificate
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	a := authority{key: newKey(t)}
	a.certificate = signed(t, &x509.Certificate{
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign, Subject: pkix.Name{CommonName: rand.Text()},
	}, nil, &a.key.PublicKey, a.key)
	return a
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// signed is a certificate signed by parent, or by itself.
func signed(t *testing.T, c, parent *x509.Certificate, key *ecdsa.PublicKey, by *ecdsa.PrivateKey) *x509.Certificate {
	t.Helper()
	c.SerialNumber = big.NewInt(time.Now().UnixNano())
	c.NotBefore, c.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	if parent == nil {
		parent = c
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key, by)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return c
}

func (a authority) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.certificate.Raw})
}

// serve is the address of a server on this machine with a certificate of the authority.
func (a authority) serve(t *testing.T) string {
	t.Helper()
	key := newKey(t)
	c := signed(t, &x509.Certificate{Subject: pkix.Name{CommonName: "storage"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}, a.certificate, &key.PublicKey, a.key)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "trusted") }))
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{c.Raw}, PrivateKey: key}}}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}
