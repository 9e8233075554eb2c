// Package rootfs writes the smallest root file system in which the compiled scripts run: bash, BusyBox for the rest, and
// what a caller adds, as a tar for `docker import`.
package rootfs

import (
	"archive/tar"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

const busybox = "/bin/busybox"

// Writer adds files with their parent directories, and keeps the first error for Close.
type Writer struct {
	out  *tar.Writer
	made map[string]bool
	// system is a folder whose libraries stand in for this machine's of the same name; "" for none.
	system string
	err    error
}

// New starts a system with a world-writable /tmp, bash and a link for each of BusyBox's programs. Libraries are those of
// this machine, or of the system in a folder where that has them: a later C library, which old programs run on too.
func New(out io.Writer, system string) *Writer {
	w := &Writer{out: tar.NewWriter(out), made: map[string]bool{}, system: system}
	w.Dir("/tmp", 0o1777, 0)
	w.Copy(busybox, busybox, 0o755, 0)
	w.Copy("/bin/bash", "/bin/bash", 0o755, 0)
	w.Libraries("/bin/bash")
	applets, err := run.Try(busybox, "--list")
	w.fail(err)
	for applet := range strings.FieldsSeq(applets) {
		if applet != "busybox" && applet != "bash" {
			w.Link("/bin/"+applet, busybox)
		}
	}
	return w
}

// Close ends the tar and returns the first error.
func (w *Writer) Close() error {
	w.fail(w.out.Close())
	return w.err
}

// Accounts are root and, for a uid other than 0, a user of the name with a group of its own that is also in group root.
func (w *Writer) Accounts(name string, uid int, home string) {
	passwd, group := "root:x:0:0:root:/root:/bin/bash\n", "root:x:0:\n"
	if uid != 0 {
		passwd += fmt.Sprintf("%s:x:%d:%d::%s:/bin/bash\n", name, uid, uid, home)
		group = fmt.Sprintf("root:x:0:%s\n%[1]s:x:%d:\n", name, uid)
	}
	w.Text("/etc/passwd", passwd, 0o644)
	w.Text("/etc/group", group, 0o644)
}

// Libraries copies what a dynamic program of this machine needs to start.
func (w *Writer) Libraries(program string) {
	libs, err := libraries(program)
	w.fail(err)
	w.shared(libs)
}

// Shared copies shared objects of this machine, found by name, and what they need.
func (w *Writer) Shared(names ...string) {
	for _, name := range names {
		file, err := locate(name)
		if err != nil {
			w.fail(err)
			return
		}
		libs, err := libraries(file)
		w.fail(err)
		w.shared(append(libs, file))
	}
}

func (w *Writer) shared(libs []string) {
	slices.Sort(libs)
	for _, lib := range libs {
		if lib != "" && !w.made[lib] {
			w.made[lib] = true
			w.Copy(w.newer(lib), lib, 0o755, 0)
		}
	}
}

// newer is the system's file for a library of this machine, or that itself.
func (w *Writer) newer(lib string) string {
	if w.system != "" {
		for _, dir := range []string{"/usr", ""} {
			if file := path.Join(w.system, dir, lib); isFile(file) {
				return file
			}
		}
	}
	return lib
}

func isFile(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Tree copies a directory of this machine with its modes and links; all is root's.
func (w *Writer) Tree(from, name string) {
	w.fail(filepath.WalkDir(from, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		rel, _ := filepath.Rel(from, p)
		if target, ofLink := os.Readlink(p); ofLink == nil {
			w.Link(path.Join(name, rel), target)
			return err
		}
		w.Copy(p, path.Join(name, rel), int64(info.Mode().Perm())|0o444, 0)
		return err
	}))
}

// Dir makes a directory and its parents, which are root's.
func (w *Writer) Dir(name string, mode int64, uid int) {
	if name == "/" || w.made[name] {
		return
	}
	w.Dir(path.Dir(name), 0o755, 0)
	w.made[name] = true
	w.header(&tar.Header{Typeflag: tar.TypeDir, Name: name[1:] + "/", Mode: mode, Uid: uid, Gid: uid})
}

// Link makes a symbolic link.
func (w *Writer) Link(name, target string) {
	w.Dir(path.Dir(name), 0o755, 0)
	w.header(&tar.Header{Typeflag: tar.TypeSymlink, Name: name[1:], Linkname: target, Mode: 0o777})
}

// Text makes a file of root's.
func (w *Writer) Text(name, content string, mode int64) {
	w.bytes(name, []byte(content), mode, 0)
}

// Copy copies a file of this machine.
func (w *Writer) Copy(from, name string, mode int64, uid int) {
	content, err := os.ReadFile(from)
	w.fail(err)
	w.bytes(name, content, mode, uid)
}

func (w *Writer) bytes(name string, content []byte, mode int64, uid int) {
	w.Dir(path.Dir(name), 0o755, 0)
	w.header(&tar.Header{Name: name[1:], Mode: mode, Uid: uid, Gid: uid, Size: int64(len(content))})
	if w.err == nil {
		_, w.err = w.out.Write(content)
	}
}

func (w *Writer) header(h *tar.Header) {
	if w.err == nil {
		w.err = w.out.WriteHeader(h)
	}
}

func (w *Writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}
