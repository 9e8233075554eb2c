package plan

import (
	"fmt"
	"maps"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// fuseConf must let users show others what they mount.
const fuseConf = "/etc/fuse.conf"

// mountAnew takes away what a container before left mounted at its first argument, a file system without a process, and
// then is the image's entrypoint with the others.
const mountAnew = `point=$1
shift
if grep -qF -- " $point fuse" /proc/self/mounts; then fusermount -u -z -- "$point" || exit; fi
mkdir -p -- "$point" && exec /entrypoint.sh "$@"`

// mountFiles makes a client mount Alluxio as a file system.
func (l *layout) mountFiles(s *Service, c model.Client) {
	f, from := c.Fuse, "clients."+c.Group+".fuse"
	l.letMount(s, f, from)
	s.Command = f.Command
	for _, name := range slices.Sorted(maps.Keys(f.Variables)) {
		s.Environment = append(s.Environment, Variable{name, f.Variables[name], from})
	}
	// The start script begins with a heap of 1 GB, also where less is the most.
	words := append([]string{"-Xms" + jvmSize(c.Heap)}, jvmOptions(c.Heap, c.Heap, 0)...)
	s.tellOptions(optionsOf("FUSE"), "clients."+c.Group+".jvm.heap", words, through(InOptions, l.delivered[s.Name]))
	s.Health = health(0, nil, isMounted(f), fmt.Sprintf(`cd -- "%s"`, f.Point))
	s.Restart = keepRunning
}

// letMount gives a container what it needs to mount, in a directory of the host that both sides see: at a place inside it,
// since Docker can't bind a directory on which a dead mount is left.
func (l *layout) letMount(s *Service, f *model.Fuse, from string) {
	s.Entrypoint = []string{"/bin/sh", "-c", mountAnew, "sh", f.Point}
	s.Devices = []string{"/dev/fuse"}
	s.Capabilities = []string{"SYS_ADMIN"}
	s.Security = []string{"apparmor:unconfined"}
	s.Mounts = append(s.Mounts, Mount{Type: Bind, Source: f.Host, Target: f.Host, Shared: true, From: from})
	if f.Shows {
		s.Mounts = append(s.Mounts, Mount{Type: Bind, Source: fuseConf, Target: fuseConf, ReadOnly: true, From: from})
	}
}

// isMounted is a test that the mount is there: a worker that can't mount goes on without.
func isMounted(f *model.Fuse) string {
	return fmt.Sprintf(`grep -qF -- " %s fuse" /proc/self/mounts`, f.Point)
}

// fuse is what the host must offer to those that mount; nil where nobody does.
func (l *layout) fuse() *Fuse {
	f := &Fuse{UID: l.c.User.UID}
	for _, m := range l.mounters() {
		f.Conf = f.Conf || m.fuse.Shows
		f.Mounts = append(f.Mounts, FuseMount{Path: m.fuse.Host, Why: "file system of " + m.name, Service: m.name, From: m.from + ".host"})
	}
	if len(f.Mounts) == 0 {
		return nil
	}
	return f
}

// mounter is a service that mounts, and the field that says so.
type mounter struct {
	name, from string
	fuse       *model.Fuse
}

// mounters are the workers and clients of this host that mount.
func (l *layout) mounters() (ms []mounter) {
	for _, n := range l.workers {
		if w := l.c.Workers[n]; w.Fuse != nil {
			ms = append(ms, mounter{n, "workers." + w.Group + ".fuse", w.Fuse})
		}
	}
	for _, n := range l.clients {
		if c := l.c.Clients[n]; c.Fuse != nil {
			ms = append(ms, mounter{n, "clients." + c.Group + ".fuse", c.Fuse})
		}
	}
	return ms
}
