package main

import "testing"

func TestMountReadsALineOfMountinfo(t *testing.T) {
	for _, c := range []struct {
		line, target, kind string
		readOnly, fails    bool
	}{
		{line: `36 35 98:0 /mnt1 /mnt/a\040b rw,noatime master:1 - ext3 /dev/root rw,errors=continue`, target: "/mnt/a b", kind: "ext3"},
		{line: `36 35 98:0 / /x ro - tmpfs tmpfs rw`, target: "/x", kind: "tmpfs", readOnly: true},
		{line: `36 35 98:0 / /y rw,root - tmpfs tmpfs ro`, target: "/y", kind: "tmpfs"},
		{line: `36 35 98:0 / /x ro tmpfs tmpfs rw`, fails: true},
	} {
		m, err := mount(c.line)
		if (err != nil) != c.fails || m.Target != c.target || m.Type != c.kind || m.ReadOnly != c.readOnly {
			t.Errorf("%s: got %+v, %v", c.line, m, err)
		}
	}
}
