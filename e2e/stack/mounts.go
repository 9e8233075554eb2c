package stack

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// everywhere are the mounts that Docker gives every container; below /proc and /sys there are more.
var everywhere = []string{
	"/", "/dev", "/dev/pts", "/dev/mqueue", "/dev/shm", "/etc/resolv.conf", "/etc/hostname", "/etc/hosts", "/sbin/docker-init",
}

// given are the mounts that somebody asked for.
func given(r record.Record) []string {
	var targets []string
	for _, m := range r.Mounts {
		known := slices.Contains(everywhere, m.Target) && m.Target != "/dev/shm"
		if !known && !strings.HasPrefix(m.Target+"/", "/proc/") && !strings.HasPrefix(m.Target+"/", "/sys/") {
			targets = append(targets, m.Target)
		}
	}
	if !slices.Contains(targets, "/dev/shm") {
		targets = append(targets, "/dev/shm")
	}
	slices.Sort(targets)
	return targets
}

// mountDifferences: the same targets, read-only as said, and each the very file or directory that its source names.
func (s *Stack) mountDifferences(p Project, service Service, got record.Record) differences {
	s.Helper()
	var d differences
	want := []string{"/dev/shm"}
	for _, m := range service.Mounts {
		if m.Target != "/dev/shm" {
			want = append(want, m.Target)
		}
	}
	slices.Sort(want)
	d.equal("mounts", want, given(got))
	for _, m := range service.Mounts {
		seen, ok := got.At(m.Target)
		if !ok {
			continue
		}
		d.equal("read-only at "+m.Target, m.ReadOnly, seen.ReadOnly)
		d.equal("what is at "+m.Target, s.source(p, m), identity(seen.Device, seen.Inode))
		d = append(d, textDifferences(m, got)...)
	}
	return d
}

// source is the identity of what a mount names on the host.
func (s *Stack) source(p Project, m Mount) string {
	s.Helper()
	path := m.Source
	if m.Type == "volume" {
		path = s.volumePath(p.Volumes[m.Source].Name)
	}
	var st syscall.Stat_t
	if err := syscall.Stat(path, &st); err != nil {
		return fmt.Sprintf("%s: %v", path, err)
	}
	return identity(st.Dev, st.Ino)
}

func identity(device, inode uint64) string {
	return fmt.Sprintf("device %d inode %d", device, inode)
}

func (s *Stack) volumePath(name string) string {
	s.Helper()
	return strings.TrimSpace(run.Must(s, "docker", "volume", "inspect", "--format", "{{.Mountpoint}}", name))
}

// textDifferences: a mounted file, or one in a mounted configuration folder, reads in the container as on the host.
func textDifferences(m Mount, got record.Record) differences {
	var d differences
	for path, text := range got.Files {
		rest, ok := strings.CutPrefix(path, m.Target)
		if !ok || (rest != "" && rest[0] != '/') {
			continue
		}
		want, err := os.ReadFile(filepath.Join(m.Source, rest))
		if err != nil {
			want = []byte(err.Error())
		}
		d.equal("text of "+path, string(want), text)
	}
	return d
}

type imageConfig struct {
	User, WorkingDir     string
	Entrypoint, Cmd, Env []string
}

func (s *Stack) imageConfig(reference string) imageConfig {
	s.Helper()
	var found []struct{ Config imageConfig }
	out := run.Must(s, "docker", "image", "inspect", reference)
	if err := json.Unmarshal([]byte(out), &found); err != nil || len(found) != 1 {
		s.Fatalf("image %s: %v", reference, err)
	}
	return found[0].Config
}
