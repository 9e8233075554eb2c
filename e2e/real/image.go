// Package real makes alluxio/alluxio:<release> of the release's own server and client jars, a Java runtime, and an
// entrypoint and launcher of our own that start them as the recorded starts of that release show.
package real

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/image"
	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/rootfs"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

//go:embed files pom.xml netty.json image.go downloads.go
var sources embed.FS

const (
	home = "/home/alluxio"
	java = "/usr/lib/jvm/java"
	uid  = 1000
)

// Image makes sure that the engine has the real image of a release, kept from run to run under a name of its own, which
// is returned. Without the jars or the runtime the test is not run.
func Image(t testing.TB, release string) string {
	t.Helper()
	need.Docker(t)
	proof.Log(t, proof.Fact{Alluxio: release})
	reference, there := image.Keep("alluxio:"+release, inputs(t))
	if there {
		return reference
	}
	from := parts{jars: Jars(t, release), runtime: Runtime(t)}
	if hasFuse(release) {
		from.libfuse = Libfuse(t)
	}
	file := filepath.Join(t.TempDir(), "rootfs.tar")
	if err := write(file, release, from); err != nil {
		t.Fatalf("root file system of %s: %v", reference, err)
	}
	args := []string{"import"}
	for _, line := range append(configuration, "LABEL "+image.Lent+"="+release) {
		args = append(args, "--change", line)
	}
	run.Must(t, "docker", append(args, file, reference)...)
	return reference
}

// configuration is the image's, as in the release's own Dockerfile.
var configuration = []string{
	`ENTRYPOINT ["/entrypoint.sh"]`,
	"WORKDIR /opt/alluxio",
	fmt.Sprint("USER ", uid),
	"ENV PATH=/opt/alluxio/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	"ENV MAX_IDLE_THREADS=64",
	"ENV JAVA_HOME=" + java,
}

// parts are the folders of what an image is made of; libfuse is "" where nothing mounts.
type parts struct{ jars, runtime, libfuse string }

func write(file, release string, from parts) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	w := rootfs.New(out)
	w.Accounts("alluxio", uid, home)
	w.Text("/etc/nsswitch.conf", "hosts: files dns\n", 0o644)
	w.Dir(home, 0o755, uid)
	w.Dir("/journal", 0o775, uid)
	w.Shared("libstdc++.so.6", "libz.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libm.so.6")
	w.Tree(from.runtime, java)
	if from.libfuse != "" {
		fuse(w, from.libfuse)
	}
	installation(w, release, from.jars)
	return w.Close()
}

// fuse puts in what mounts: the library, the program that does it for users, who are not root, and the one by which Alluxio
// asks for the number of a group.
func fuse(w *rootfs.Writer, from string) {
	libraries, _ := filepath.Glob(filepath.Join(from, "lib", "*", "libfuse.so.2"))
	for _, library := range libraries {
		w.Copy(library, "/lib/x86_64-linux-gnu/libfuse.so.2", 0o755, 0)
	}
	w.Libraries("/usr/bin/getent")
	w.Copy("/usr/bin/getent", "/usr/bin/getent", 0o755, 0)
	w.Copy(filepath.Join(from, "bin", "fusermount"), "/bin/fusermount", 0o4755, 0)
	w.Text("/etc/fuse.conf", "#user_allow_other\n", 0o644)
}

// installation lays Alluxio out as the release does: a folder with the release's number behind a link; under storage
// modules apart from the rest, since they are loaded from there by name.
func installation(w *rootfs.Writer, release, jars string) {
	base := "/opt/alluxio-" + release
	for _, dir := range []string{"", "/assembly", "/bin", "/conf", "/lib", "/libexec", "/logs", "/logs/user"} {
		w.Dir(base+dir, 0o755, uid)
	}
	w.Link("/opt/alluxio", base)
	found, _ := filepath.Glob(filepath.Join(jars, "*.jar"))
	for _, jar := range found {
		folder := "/assembly/"
		if strings.HasPrefix(filepath.Base(jar), "alluxio-underfs-") {
			folder = "/lib/"
		}
		w.Copy(jar, base+folder+filepath.Base(jar), 0o644, uid)
	}
	w.Text("/entrypoint.sh", script(release, "entrypoint.sh"), 0o755)
	w.Text(base+"/bin/alluxio", script(release, "alluxio"), 0o755)
	w.Text(base+"/libexec/start", script(release, "start"), 0o755)
	w.Text(base+"/libexec/jvm.sh", script(release, "jvm.sh"), 0o644)
	w.Text(base+"/conf/log4j.properties", script(release, "log4j.properties"), 0o644)
}

// script is a file of the release's line, files/2.9/, or of all, files/.
func script(release, name string) string {
	text, err := sources.ReadFile(path.Join("files", release[:strings.LastIndex(release, ".")], name))
	if errors.Is(err, fs.ErrNotExist) {
		text, err = sources.ReadFile(path.Join("files", name))
	}
	if err != nil {
		panic(err) // embedded
	}
	return string(text)
}

// inputs is a digest of all that makes the image, but the release.
func inputs(t testing.TB) string {
	t.Helper()
	sum := sha256.New()
	err := fs.WalkDir(sources, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := sources.ReadFile(path)
		fmt.Fprintln(sum, path, len(text))
		io.WriteString(sum, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
