// Package real makes alluxio/alluxio:<release> of the release's own server and client jars, a Java runtime, and an
// entrypoint and launcher of our own that start them as the recorded starts of that release show.
package real

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
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

//go:embed files releases.json image.go release.go downloads.go jre.go
var sources embed.FS

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
	row := buildOf(t, release)
	from := parts{jars: Jars(t, release), java: runtime(t, row.Java)}
	if hasFuse(release) {
		from.libfuse = Libfuse(t)
	}
	file := filepath.Join(t.TempDir(), "rootfs.tar")
	if err := write(file, release, row, from); err != nil {
		t.Fatalf("root file system of %s: %v", reference, err)
	}
	args := []string{"import"}
	for _, line := range append(row.configuration(from.java.home), "LABEL "+image.Lent+"="+release) {
		args = append(args, "--change", line)
	}
	run.Must(t, "docker", append(args, file, reference)...)
	return reference
}

// configuration is the image's, as in the release's own Dockerfile but for the place of Java.
func (b build) configuration(java string) []string {
	lines := []string{
		`ENTRYPOINT ["/entrypoint.sh"]`,
		"WORKDIR " + b.WorkDir,
		"ENV PATH=/opt/alluxio/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		"ENV JAVA_HOME=" + java,
	}
	for name, value := range b.Env {
		lines = append(lines, "ENV "+name+"="+value)
	}
	if b.UID != 0 {
		lines = append(lines, fmt.Sprint("USER ", b.UID))
	}
	return lines
}

// parts are what an image is made of; libfuse is "" where nothing mounts.
type parts struct {
	jars    string
	java    jre
	libfuse string
}

func write(file, release string, row build, from parts) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	w := rootfs.New(out, from.java.system)
	w.Accounts("alluxio", row.UID, row.Home)
	w.Text("/etc/nsswitch.conf", "hosts: files dns\n", 0o644)
	w.Dir(row.Home, 0o755, row.UID)
	for _, dir := range row.OwnedDirs {
		w.Dir(dir, 0o775, row.UID)
	}
	w.Shared("libstdc++.so.6", "libz.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libm.so.6")
	for folder, place := range from.java.trees {
		w.Tree(folder, place)
	}
	if from.libfuse != "" {
		fuse(w, from.libfuse)
	}
	installation(w, release, row, from.jars)
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
func installation(w *rootfs.Writer, release string, row build, jars string) {
	base, uid := "/opt/alluxio-"+release, row.UID
	for _, dir := range []string{"", "assembly", "bin", "conf", "lib", "libexec", "logs", "logs/user", row.Pages} {
		w.Dir(path.Join(base, dir), 0o755, uid)
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
