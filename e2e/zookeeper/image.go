// Package zookeeper makes zookeeper:3.9 of ZooKeeper's own jars from Maven and a Java runtime, with an entrypoint of our
// own that takes the official image's variables.
package zookeeper

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/image"
	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/rootfs"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

//go:embed files image.go
var sources embed.FS

const (
	// Name is what the compiler writes unless the description names another.
	Name = "zookeeper:3.9"
	java = "/usr/lib/jvm/java"
	uid  = 1000
)

// Image makes sure that the engine has the image, under a name of its own, which is returned.
func Image(t testing.TB) string {
	t.Helper()
	need.Docker(t)
	reference, there := image.Keep(Name, inputs(t))
	if there {
		return reference
	}
	jars, runtime := jars(t), real.Runtime(t)
	file := filepath.Join(t.TempDir(), "rootfs.tar")
	if err := write(file, jars, runtime); err != nil {
		t.Fatalf("root file system of %s: %v", reference, err)
	}
	run.Must(t, "docker", "import", "--change", `ENTRYPOINT ["/docker-entrypoint.sh"]`,
		"--change", "VOLUME /data /datalog /logs", "--change", "ENV JAVA_HOME="+java,
		"--change", "ENV PATH=/usr/sbin:/usr/bin:/sbin:/bin", "--change", "LABEL "+image.Lent+"=zookeeper", file, reference)
	return reference
}

func write(file, jars, runtime string) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	w := rootfs.New(out, "")
	w.Accounts("zookeeper", uid, "/data")
	w.Text("/etc/nsswitch.conf", "hosts: files dns\n", 0o644)
	for _, dir := range []string{"/data", "/datalog", "/logs", "/conf"} {
		w.Dir(dir, 0o755, uid)
	}
	w.Shared("libstdc++.so.6", "libz.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libm.so.6")
	w.Tree(runtime, java)
	found, _ := filepath.Glob(filepath.Join(jars, "*.jar"))
	for _, jar := range found {
		w.Copy(jar, "/zookeeper/lib/"+filepath.Base(jar), 0o644, 0)
	}
	w.Text("/docker-entrypoint.sh", text("files/entrypoint.sh"), 0o755)
	return w.Close()
}

// jars are ZooKeeper's own with what they need, in a folder.
func jars(t testing.TB) string {
	t.Helper()
	pom, dir := filepath.Join(t.TempDir(), "pom.xml"), t.TempDir()
	if err := os.WriteFile(pom, []byte(text("files/pom.xml")), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Try("mvn", "--batch-mode", "--quiet", "--file", pom, "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory="+dir); err != nil {
		need.Missing(t, "ZooKeeper's jars by Maven: "+err.Error())
	}
	return dir
}

func text(name string) string {
	content, err := sources.ReadFile(name)
	if err != nil {
		panic(err) // embedded
	}
	return string(content)
}

// inputs is a digest of all that makes the image.
func inputs(t testing.TB) string {
	t.Helper()
	sum := sha256.New()
	for _, name := range []string{"files/entrypoint.sh", "files/pom.xml", "image.go"} {
		sum.Write([]byte(text(name)))
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
