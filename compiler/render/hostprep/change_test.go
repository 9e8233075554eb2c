package hostprep_test

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// changing is a host with one of each thing that apply makes.
func changing() plan.Prep {
	return plan.Prep{Cluster: "c", UID: 1000, GID: 1000, HostNetwork: true, AsksAddress: true, Images: images("a:1"),
		Ramdisks: []plan.Ramdisk{ramdisk("tmpfs", "/mnt/a", 64*mib, "/mnt/a/c/w")},
		Directories: []plan.Directory{
			{Path: "/mnt/data/c", Mode: "0755", Why: "journal"},
			{Path: "/mnt/disk/c/w", Mode: "0755", Why: "blocks", Quota: mib},
			{Path: "/mnt/socket/c/w", Mode: "0755", Why: "socket", Worker: "w"}}}
}

// TestADescriptionThatChangedLeavesNothingBehind: what apply made before the change goes with the rest, and what others put
// there meanwhile stays.
func TestADescriptionThatChangedLeavesNothingBehind(t *testing.T) {
	for name, change := range map[string]func(*plan.Prep){
		"worker renamed": func(p *plan.Prep) {
			p.Ramdisks[0].Tiers[0].Path = "/mnt/a/c/v"
			p.Directories[1].Path, p.Directories[2].Path, p.Directories[2].Worker = "/mnt/disk/c/v", "/mnt/socket/c/v", "v"
		},
		"paths moved": func(p *plan.Prep) {
			p.Ramdisks[0] = ramdisk("tmpfs", "/mnt/b/deep", 64*mib, "/mnt/b/deep/c/w")
			p.Directories[0].Path, p.Directories[1].Path = "/mnt/data/d/e", "/mnt/other/w"
		},
		"another type": func(p *plan.Prep) { p.Ramdisks[0] = ramdisk("ramfs", "/mnt/r", mib, "/mnt/r/c/w") },
		"all is gone":  func(p *plan.Prep) { *p = plan.Prep{Cluster: "c", UID: 1000, GID: 1000} },
	} {
		for _, applied := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				s := newSandbox(t, changing())
				s.systemd()
				s.must("mkdir -p /mnt/data; echo mine >/mnt/data/mine")
				p := changing()
				change(&p)
				s.script(p)
				before := s.snapshot()
				s.script(changing())
				s.prep(0, "apply")
				s.script(p)
				if applied {
					s.prep(0, "apply")
				}
				s.prep(0, "undo")
				same(t, "nothing is left and nothing is missing", before, s.snapshot())
			})
		}
	}
}

// TestARemovedClusterIsUndoneByAnother: by the record, when its own script is gone.
func TestARemovedClusterIsUndoneByAnother(t *testing.T) {
	s := newSandbox(t, changing())
	before := s.snapshot()
	s.prep(0, "apply")
	s.script(plan.Prep{Cluster: "d", UID: 1000, GID: 1000})
	wants(t, s.prep(0, "undo"), "ok   nothing to undo")
	s.prep(0, "undo", "--cluster", "c")
	s.script(changing())
	same(t, "nothing is left", before, s.snapshot())
}

// TestTwoClustersUndoTheirOwn: in either order, what both use goes with the last.
func TestTwoClustersUndoTheirOwn(t *testing.T) {
	second := changing()
	second.Cluster = "d"
	second.Ramdisks = []plan.Ramdisk{ramdisk("tmpfs", "/mnt/a", 32*mib, "/mnt/a/d/w")}
	second.Directories = []plan.Directory{{Path: "/mnt/data/d", Mode: "0755"}, {Path: "/mnt/disk/d/w", Mode: "0755", Quota: mib}, {Path: "/mnt/socket/d/w", Mode: "0755", Worker: "w"}}
	second.AsksAddress = false
	for name, order := range map[string][]plan.Prep{"first made": {changing(), second}, "last made": {second, changing()}} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, changing())
			s.systemd()
			before := s.snapshot()
			s.prep(0, "apply")
			s.script(second)
			wants(t, s.prep(0, "apply"), "ok   ramdisk /mnt/a: a tmpfs of 96MiB")
			s.script(order[0])
			s.prep(0, "undo")
			s.script(order[1])
			s.prep(0, "check")
			s.prep(0, "undo")
			s.script(changing())
			same(t, "both are gone", before, s.snapshot())
		})
	}
}
