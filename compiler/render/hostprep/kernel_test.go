package hostprep_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// kernelSamples are the samples that a sandbox can satisfy.
func kernelSamples() map[string]plan.Prep {
	all := samples()
	delete(all, "build")
	delete(all, "hostile")
	delete(all, "side") // which wants files of others, and makes none: good_test.go has some
	deep := all["tmpfs"]
	deep.Directories = []plan.Directory{{Path: "/mnt/a/b c/d", Mode: "0770", Why: "x"}, {Path: "../beside", Mode: "0755", Why: "y"}, {Path: "./in/it", Mode: "0777", Why: "z"}}
	deep.Ramdisks = []plan.Ramdisk{ramdisk("tmpfs", "/mnt/not/there/yet", 64*mib, "/mnt/not/there/yet/lake/w1", "/mnt/not/there/yet/lake/w2"), ramdisk("ramfs", "/mnt/r", mib, "/mnt/r/w")}
	all["deep"] = deep
	return all
}

func TestApplyTwiceThenUndoLeavesTheHostAsItWas(t *testing.T) {
	for name, p := range kernelSamples() {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, p)
			before := s.snapshot()

			nothingToDo := len(p.Directories)+len(p.Ramdisks)+len(p.Images) == 0
			s.prep(exitOf(nothingToDo), "check")
			dry := runLines(s.prep(0, "apply", "--dry-run"))
			same(t, "check and --dry-run change nothing", before, s.snapshot())

			first := s.prep(0, "apply")
			same(t, "--dry-run says what apply runs", dry, runLines(first))
			if (len(dry) == 0) != nothingToDo {
				t.Errorf("apply ran %q", dry)
			}
			s.prep(0)
			applied := s.snapshot()
			if again := runLines(s.prep(0, "apply")); len(again) > 0 {
				t.Errorf("the second apply ran %q", again)
			}
			same(t, "the second apply changes nothing", applied, s.snapshot())

			dry = runLines(s.prep(0, "undo", "--dry-run"))
			same(t, "undo --dry-run changes nothing", applied, s.snapshot())
			same(t, "--dry-run says what undo runs", dry, runLines(s.prep(0, "undo")))
			same(t, "apply and undo leave the host as it was", before, s.snapshot())
			s.prep(0, "undo")
		})
	}
}

func exitOf(ok bool) int {
	if ok {
		return 0
	}
	return 1
}

func same[T any](t *testing.T, claim string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("not true that %s:\n%s", claim, diff)
	}
}

func TestApplyMakesWhatThePlanSays(t *testing.T) {
	s := newSandbox(t, kernelSamples()["deep"])
	s.prep(0, "apply")
	got := s.must(`cd /mnt; stat -c '%n %a %u:%g' a a/b\ c a/b\ c/d beside cluster/in cluster/in/it not/there/yet not/there/yet/lake not/there/yet/lake/w1 not/there/yet/lake/w2 r r/w
for m in not/there/yet r; do findmnt -n -o FSTYPE,OPTIONS /mnt/$m; done; stat -f -c '%b %S' not/there/yet`)
	want := `a 755 0:0
a/b c 755 0:0
a/b c/d 770 1000:1000
beside 755 1000:1000
cluster/in 755 0:0
cluster/in/it 777 1000:1000
not/there/yet 755 0:0
not/there/yet/lake 755 0:0
not/there/yet/lake/w1 1777 1000:1000
not/there/yet/lake/w2 1777 1000:1000
r 755 0:0
r/w 1777 1000:1000
tmpfs  rw,nosuid,nodev,relatime,size=65536k,mode=755
ramfs  rw,nosuid,nodev,relatime
16384 4096
`
	same(t, "apply makes what the plan says", want, strings.ReplaceAll(got, ",inode64", ""))
}

func TestUndoKeepsWhatIsNotOurs(t *testing.T) {
	s := newSandbox(t, samples()["tmpfs"])
	s.must("install -d -o 1000 -g 1000 /mnt/data/journal; touch /mnt/data/journal/log")
	s.prep(0, "apply")
	s.must("echo block >/mnt/a/lake/w1/1; mkdir /mnt/b/other; echo mine >/mnt/b/other/file")

	out := s.prep(0, "undo")
	wants(t, out, "keep /mnt/a/lake/w1 holds blocks", "keep ramdisk /mnt/a is not empty", "keep ramdisk /mnt/b is not empty", "run  rmdir -- /mnt/a/lake/w2")
	s.must("grep -q block /mnt/a/lake/w1/1; grep -q mine /mnt/b/other/file; test -e /mnt/data/journal/log")

	out = s.prep(0, "undo", "--drop-cache")
	wants(t, out, "run  umount -- /mnt/a", "keep ramdisk /mnt/b is not empty")
	s.must("test ! -e /mnt/a; grep -q mine /mnt/b/other/file; test -e /mnt/data/journal/log")

	s.must("rm -r /mnt/b/other")
	s.prep(0, "undo")
	s.must("test ! -e /mnt/b; test ! -e /var/lib/alluxio-gen; test -e /mnt/data/journal/log")
}

func TestUndoDeletesNoFilesOfADisk(t *testing.T) {
	s := newSandbox(t, kernelSamples()["ramfs"])
	s.prep(0, "apply")
	s.must("umount /mnt/ramdisk; mkdir -p /mnt/ramdisk/guide/worker; mount --bind /usr/share /mnt/ramdisk/guide/worker")
	out := s.prep(0, "undo", "--drop-cache", "--dry-run") // dry, since a fault here would cost this machine its /usr/share
	wants(t, out, "keep /mnt/ramdisk/guide/worker holds files on a disk")
	if strings.Contains(out, "-delete") {
		t.Fatal(out)
	}
}

func TestAMountOfSomeoneElseIsUsedAndLeft(t *testing.T) {
	for name, mount := range map[string]string{
		"same size": "mount -t tmpfs -o size=67108864 admin /mnt/a",
		"larger":    "mount -t tmpfs -o size=1G admin /mnt/a",
		"no limit":  "mount -t tmpfs -o size=0 admin /mnt/a",
	} {
		t.Run(name, func(t *testing.T) {
			p := samples()["tmpfs"]
			p.Directories, p.Ramdisks = nil, p.Ramdisks[:1]
			s := newSandbox(t, p)
			s.must("mkdir /mnt/a; " + mount)
			before := s.snapshot()
			out := s.prep(0, "apply")
			if slices.ContainsFunc(runLines(out), func(l string) bool { return strings.Contains(l, "mount") }) {
				t.Errorf("it mounts:\n%s", out)
			}
			wants(t, out, "ok   ramdisk /mnt/a: a tmpfs")
			s.prep(0, "undo")
			same(t, "undo leaves the mount", before, s.snapshot())
		})
	}
}

func TestUndoLeavesAMountThatReplacedOurs(t *testing.T) {
	s := newSandbox(t, kernelSamples()["ramfs"])
	s.prep(0, "apply")
	s.must("umount /mnt/ramdisk; mount -t ramfs admin /mnt/ramdisk")
	out := s.prep(1, "undo")
	wants(t, out, "FAIL /mnt/ramdisk cannot be removed")
	s.must("findmnt -n -o SOURCE /mnt/ramdisk | grep -qx admin")
	s.must("umount /mnt/ramdisk")
	s.prep(0, "undo")
	s.must("test ! -e /mnt/ramdisk")
}

func TestAnUnmountedRamdiskIsFoundAndMade(t *testing.T) {
	s := newSandbox(t, kernelSamples()["ramfs"])
	s.prep(0, "apply")
	applied := s.snapshot()
	s.must("umount /mnt/ramdisk")
	wants(t, s.prep(1, "check"), "fix  ramdisk /mnt/ramdisk", "fix  directory of a worker's blocks: /mnt/ramdisk/guide/worker")
	s.prep(0, "apply")
	mounts := func(all string) string { return all[strings.LastIndex(all, "/mnt/ramdisk"):] }
	same(t, "the ramdisk is back", mounts(applied), mounts(s.snapshot()))
	s.prep(0, "undo")
	s.must("test ! -e /mnt/ramdisk; test ! -e /var/lib/alluxio-gen")
}

func TestALargerSizeGrowsOurTmpfs(t *testing.T) {
	p := samples()["tmpfs"]
	p.Directories, p.Ramdisks = nil, p.Ramdisks[:1]
	s := newSandbox(t, p)
	s.prep(0, "apply")
	s.must("echo block >/mnt/a/lake/w1/1")
	p.Ramdisks[0].Size *= 2
	s.script(p)
	wants(t, s.prep(1, "check"), "fix  ramdisk /mnt/a: the tmpfs of 64MiB will grow to 128MiB")
	wants(t, s.prep(0, "apply"), "ok   ramdisk /mnt/a: a tmpfs of 128MiB")
	s.must("grep -q block /mnt/a/lake/w1/1")
}

func TestUndoWaitsForTheContainers(t *testing.T) {
	s := newSandbox(t, kernelSamples()["ramfs"])
	s.prep(0, "apply")
	s.write("/mnt/running", "0123456789ab\n", 0o644)
	applied := s.snapshot()
	wants(t, s.prep(1, "undo"), "containers of guide are running")
	same(t, "nothing was undone", applied, s.snapshot())
}

func TestARamdiskInUseIsNotTorn(t *testing.T) {
	s := newSandbox(t, kernelSamples()["ramfs"])
	s.prep(0, "apply")
	out := s.must("cd /mnt/ramdisk; /mnt/cluster/host-prep.sh undo && exit 9 || true")
	wants(t, out, "FAIL ramdisk /mnt/ramdisk is in use")
	s.must("findmnt /mnt/ramdisk")
	s.prep(0, "undo")
	s.must("test ! -e /mnt/ramdisk")
}

func wants(t *testing.T, out string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains("\n"+out, "\n"+line) && !strings.Contains(out, ": "+line) {
			t.Errorf("no line that begins with %q in\n%s", line, out)
		}
	}
}
