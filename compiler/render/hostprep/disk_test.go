package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// disks are two directories of 20 MB each on one disk.
func disks() plan.Prep {
	return plan.Prep{Cluster: "c", UID: 1000, GID: 1000, Directories: []plan.Directory{
		{Path: "/mnt/disk/a/c/w", Mode: "0755", Quota: 20 * mib, Why: "SSD blocks of w", From: "workers.w.tiers.0.directories.0"},
		{Path: "/mnt/disk/b/c/w", Mode: "0755", Quota: 20 * mib, Why: "SSD blocks of w", From: "workers.w.tiers.0.directories.1"},
	}}
}

func TestDisksHaveRoomForAllQuotas(t *testing.T) {
	for name, c := range map[string]struct{ size, before, line string }{
		"room":             {"64M", ":", "ok   directory, SSD blocks of w (workers.w.tiers.0.directories.1): /mnt/disk/b/c/w\n"},
		"one alone fits":   {"32M", ":", "FAIL directory, SSD blocks of w (workers.w.tiers.0.directories.1): the blocks on the disk of /mnt/disk/b/c/w may take 40MiB more, and 32MiB are free"},
		"room is filled":   {"48M", "head -c 16M /dev/zero >/mnt/disk/a/c/w/block", "ok   directory, SSD blocks of w (workers.w.tiers.0.directories.1)"},
		"above its quota":  {"96M", "head -c 24M /dev/zero >/mnt/disk/a/c/w/block", "FAIL directory, SSD blocks of w (workers.w.tiers.0.directories.0): /mnt/disk/a/c/w holds 24MiB, and its worker, which may keep 20MiB, would not start"},
		"filled by others": {"64M", "head -c 32M /dev/zero >/mnt/disk/other", "FAIL directory, SSD blocks of w (workers.w.tiers.0.directories.1): the blocks on the disk of /mnt/disk/b/c/w may take 40MiB more, and 32MiB are free"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, disks())
			s.must("mkdir /mnt/disk; mount -t tmpfs -o size=" + c.size + " x /mnt/disk")
			s.must("/mnt/cluster/host-prep.sh apply >/dev/null 2>&1 || true; " + c.before)
			code := 0
			if strings.HasPrefix(c.line, "FAIL") {
				code = 1
			}
			wants(t, s.prep(code, "check"), c.line)
		})
	}
}

func TestUndoLeavesBlocksUnlessTold(t *testing.T) {
	s := newSandbox(t, disks())
	s.must("mkdir /mnt/disk; mount -t tmpfs -o size=64M x /mnt/disk")
	before := s.snapshot()
	s.prep(0, "apply")
	s.must("mkdir /mnt/disk/a/c/w/alluxioworker; echo block >/mnt/disk/a/c/w/alluxioworker/1")
	wants(t, s.prep(0, "undo"), "keep /mnt/disk/a/c/w holds blocks: undo --drop-cache deletes them\n")
	wants(t, s.prep(0, "undo", "--drop-cache"), "run  rm -rf --one-file-system -- /mnt/disk/a/c/w/alluxioworker\n")
	same(t, "undo leaves nothing", before, s.snapshot())
}
