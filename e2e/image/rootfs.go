package image

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

const busybox = "/bin/busybox"

// rootfs is a tar of the smallest system in which the compiled scripts run: bash, BusyBox for the rest, the stand-in.
func rootfs(p record.Profile, standin string) (io.Reader, error) {
	var out bytes.Buffer
	w := &writer{Writer: tar.NewWriter(&out), made: map[string]bool{}}
	w.dir("/tmp", 0o1777, 0)
	w.dir(path.Dir(record.Path), 0o1777, 0)
	for _, dir := range append(p.OwnedDirs, p.Home) {
		w.dir(dir, 0o775, p.UID)
	}
	w.tools()
	w.accounts(p)
	w.alluxio(p, standin)
	if w.err == nil {
		w.err = w.Close()
	}
	return &out, w.err
}

// tools are bash with its libraries and a link for each of BusyBox's programs.
func (w *writer) tools() {
	w.copy(busybox, busybox, 0o755, 0)
	w.copy("/bin/bash", "/bin/bash", 0o755, 0)
	libs, err := libraries("/bin/bash")
	w.fail(err)
	for _, lib := range libs {
		w.copy(lib, lib, 0o755, 0)
	}
	applets, err := run.Try(busybox, "--list")
	w.fail(err)
	for applet := range strings.FieldsSeq(applets) {
		if applet != "busybox" && applet != "bash" {
			w.link("/bin/"+applet, busybox)
		}
	}
}

func (w *writer) accounts(p record.Profile) {
	passwd, group := "root:x:0:0:root:/root:/bin/bash\n", "root:x:0:\n"
	if p.UID != 0 {
		passwd += fmt.Sprintf("alluxio:x:%d:%d::%s:/bin/bash\n", p.UID, p.UID, p.Home)
		group = fmt.Sprintf("root:x:0:alluxio\nalluxio:x:%d:\n", p.UID)
	}
	w.text("/etc/passwd", passwd)
	w.text("/etc/group", group)
}

// alluxio lays the installation out as the release does: a folder with the release's number behind a link.
func (w *writer) alluxio(p record.Profile, standin string) {
	home := "/opt/alluxio-" + p.Release
	for _, dir := range []string{"", "/bin", "/conf", "/logs"} {
		w.dir(home+dir, 0o755, p.UID)
	}
	w.link("/opt/alluxio", home)
	w.copy(standin, record.Binary, 0o755, 0)
	w.link(home+"/bin/alluxio", record.Binary)
	w.link("/entrypoint.sh", record.Binary)
	profile, err := json.Marshal(p)
	w.fail(err)
	w.text(record.ProfilePath, string(profile))
}

// writer adds files with their parent directories, and keeps the first error.
type writer struct {
	*tar.Writer
	made map[string]bool
	err  error
}

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) dir(name string, mode int64, uid int) {
	if name == "/" || w.made[name] {
		return
	}
	w.dir(path.Dir(name), 0o755, 0)
	w.made[name] = true
	w.header(&tar.Header{Typeflag: tar.TypeDir, Name: name[1:] + "/", Mode: mode, Uid: uid, Gid: uid})
}

func (w *writer) link(name, target string) {
	w.dir(path.Dir(name), 0o755, 0)
	w.header(&tar.Header{Typeflag: tar.TypeSymlink, Name: name[1:], Linkname: target, Mode: 0o777})
}

func (w *writer) text(name, content string) {
	w.bytes(name, []byte(content), 0o644, 0)
}

func (w *writer) copy(from, name string, mode int64, uid int) {
	content, err := os.ReadFile(from)
	w.fail(err)
	w.bytes(name, content, mode, uid)
}

func (w *writer) bytes(name string, content []byte, mode int64, uid int) {
	w.dir(path.Dir(name), 0o755, 0)
	w.header(&tar.Header{Name: name[1:], Mode: mode, Uid: uid, Gid: uid, Size: int64(len(content))})
	if w.err == nil {
		_, w.err = w.Write(content)
	}
}

func (w *writer) header(h *tar.Header) {
	if w.err == nil {
		w.err = w.WriteHeader(h)
	}
}
