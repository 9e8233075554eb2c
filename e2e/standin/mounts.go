package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

// unescape undoes the octal escapes of mountinfo (proc(5)).
var unescape = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)

func mounts() ([]record.Mount, error) {
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	var all []record.Mount
	for line := range strings.Lines(string(text)) {
		m, err := mount(line)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// mount reads one line: id parent major:minor root target options [optional...] - type source superoptions.
func mount(line string) (record.Mount, error) {
	before, after, ok := strings.Cut(strings.TrimSpace(line), " - ")
	left, right := strings.Fields(before), strings.Fields(after)
	if !ok || len(left) < 6 || len(right) < 1 {
		return record.Mount{}, fmt.Errorf("mountinfo: %q", line)
	}
	m := record.Mount{
		Target:   unescape.Replace(left[4]),
		Type:     right[0],
		ReadOnly: strings.HasPrefix(left[5]+",", "ro,"),
	}
	measure(&m)
	return m, nil
}

// measure adds what the kernel says of the mount point; one that this user may not look at keeps zeros.
func measure(m *record.Mount) {
	var st syscall.Stat_t
	if syscall.Stat(m.Target, &st) == nil {
		m.Device, m.Inode = st.Dev, st.Ino
		m.UID, m.GID = int(st.Uid), int(st.Gid)
		m.Mode = fmt.Sprintf("%04o", st.Mode&0o7777)
	}
	var fs syscall.Statfs_t
	if m.Type == "tmpfs" && syscall.Statfs(m.Target, &fs) == nil {
		m.Size = int64(fs.Blocks) * fs.Bsize
	}
}
