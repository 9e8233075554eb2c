package engine

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Hosts gives an engine for each name, each a machine of its own as far as a cluster can tell: a host name, a file system
// that begins as this machine's, and an address on a network that they have in common. The first is <prefix>.11, the second
// <prefix>.12, and so on.
func Hosts(t testing.TB, prefix string, names ...string) []*Engine {
	t.Helper()
	var all []*Engine
	for _, name := range names {
		all = append(all, start(t, &Engine{Name: name, machine: true}))
	}
	join(t, prefix, all)
	return all
}

// Inside is the command line that runs another one on the engine's machine, in a folder of it.
func (e *Engine) Inside(dir string, command ...string) []string {
	pid, _ := e.running()
	return append([]string{"nsenter", "--target", strconv.Itoa(pid), "--mount", "--uts", "--net", "--wdns=" + dir}, command...)
}

// Share makes a folder of this machine, owned by a user, the same one on the engines' machines, as a network file system would be,
// until the test ends. Folders of one test differ in their last names.
func Share(t testing.TB, dir string, uid int, engines ...*Engine) {
	t.Helper()
	under := filepath.Join(Home, "shared", filepath.Base(dir))
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(under)) })
	if err := os.MkdirAll(under, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(under, uid, uid); err != nil {
		t.Fatal(err)
	}
	for _, e := range engines {
		line := e.Inside("/", "sh", "-c", `mkdir -p "$1" && mount --bind "$0" "$1"`, under, dir)
		run.Must(t, line[0], line[1:]...)
	}
}

// Changed are the files of the machine that are not as they were, but for the engine's own and the folders that hold nothing.
func (e *Engine) Changed(t testing.TB) (files []string) {
	t.Helper()
	upper := e.file("root/upper")
	err := filepath.WalkDir(upper, func(path string, d fs.DirEntry, err error) error {
		name := strings.TrimPrefix(path, upper)
		if err == nil && !d.IsDir() && !slices.Contains(hidden, strings.TrimPrefix(name, "/")) && !slices.ContainsFunc(enginesOwn, func(p string) bool { return strings.HasPrefix(name, p) }) {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// enginesOwn is what every engine writes on its machine.
var enginesOwn = []string{"/etc/hosts", "/etc/docker/", "/opt/containerd/", "/root/.docker/"}

// hidden is what a machine has none of, whatever this one's clusters keep there: a folder that is empty, or is none any more.
var hidden = []string{"srv", "mnt", "data", "var/lib/alluxio-gen"}

// layer is where the machine's file system keeps what is not as on this one: in memory, since a layer can't lie below itself.
func (e *Engine) layer(t testing.TB) {
	t.Helper()
	for _, err := range []error{os.Mkdir(e.file("root"), 0o755), syscall.Mount("tmpfs", e.file("root"), "tmpfs", 0, "")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"upper", "work", "merged"} {
		if err := os.Mkdir(e.file("root/"+name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range hidden {
		dir := e.file("root/upper/" + name)
		for _, err := range []error{os.MkdirAll(dir, 0o755), syscall.Setxattr(dir, "trusted.overlay.opaque", []byte("y"), 0)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// newMachine begins the command line that runs another one in a machine of its own, whose file system is this one's below
// that layer.
func (e *Engine) newMachine() []string {
	const script = `set -e
mount --make-rprivate /
hostname "$0"
cd "$1"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" merged
for dir in /proc /sys /dev /tmp "$2"; do mount --rbind "$dir" "merged$dir"; done
mount -t tmpfs tmpfs merged/run
mkdir merged/run/before
cd merged
pivot_root . run/before
umount --lazy /run/before
rmdir /run/before
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$0" >/etc/hosts
echo $$ >/run/docker.pid # which host-prep.sh looks at
shift 2
cd /
exec "$@"`
	return []string{"unshare", "--mount", "--uts", "/bin/bash", "-c", script, e.Name, e.file("root"), Home}
}

// join connects machines by a bridge in a name space of its own.
func join(t testing.TB, prefix string, all []*Engine) {
	t.Helper()
	const space = "alluxio-e2e-switch"
	run.Try("ip", "netns", "delete", space) // of a killed run
	run.Must(t, "ip", "netns", "add", space)
	t.Cleanup(func() { run.Should(t, "ip", "netns", "delete", space) })
	run.Must(t, "ip", "-netns", space, "link", "add", "switch", "type", "bridge")
	run.Must(t, "ip", "-netns", space, "link", "set", "switch", "up")
	for i, e := range all {
		port := "port" + strconv.Itoa(i)
		e.Address = prefix + "." + strconv.Itoa(11+i)
		run.Must(t, "ip", "-netns", space, "link", "add", port, "type", "veth", "peer", "name", "lan", "netns", e.space())
		run.Must(t, "ip", "-netns", space, "link", "set", port, "master", "switch", "up")
		run.Must(t, "ip", "-netns", e.space(), "address", "add", e.Address+"/24", "dev", "lan")
		run.Must(t, "ip", "-netns", e.space(), "link", "set", "lan", "up")
	}
}
