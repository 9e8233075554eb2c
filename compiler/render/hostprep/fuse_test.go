package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// devices gives the sandbox a /dev of its own, where everyone may open FUSE.
const devices = `mkdir /mnt/scratch/dev; mount -t tmpfs -o mode=0755 x /mnt/scratch/dev; cp -a /dev/null /dev/zero /dev/urandom /mnt/scratch/dev
mknod -m 0666 /mnt/scratch/dev/fuse c 10 229; ln -s /proc/self/fd /mnt/scratch/dev/fd; ln -s fd/0 /mnt/scratch/dev/stdin
mount --rbind /mnt/scratch/dev /dev; `

// deadMount leaves a FUSE mount at a directory whose process is gone.
func deadMount(dir string) string {
	return "exec 7<>/dev/fuse; mount -i -t fuse.alluxio -o fd=7,rootmode=40000,user_id=1000,group_id=1000,allow_other x " + dir + "; exec 7>&-; "
}

// fused is a host on which a container mounts Alluxio.
func fused() plan.Prep {
	return plan.Prep{Cluster: "c", UID: 1000, GID: 1000, Fuse: &plan.Fuse{UID: 1000, Conf: true,
		Mounts: []plan.FuseMount{{Path: "/mnt/fuse/c/f", Why: "FUSE of f", Service: "f", From: "fuse.f"}}}}
}

const fuseConf = "echo user_allow_other >/mnt/scratch/fuse.conf; mount --bind /mnt/scratch/fuse.conf /etc/fuse.conf; "

func fuseSandbox(t *testing.T, plant string) *sandbox {
	t.Helper()
	require.File(t, "/etc/fuse.conf")
	s := newSandbox(t, fused())
	s.systemd()
	s.must("[[ -c /dev/fuse ]]; " + devices + fuseConf + plant)
	return s
}

func TestFuseIsMadeReadyAndPutBack(t *testing.T) {
	s := fuseSandbox(t, ":")
	before := s.snapshot()
	wants(t, s.prep(1, "check"), "ok   FUSE: /dev/fuse is here", "ok   FUSE: /etc/fuse.conf", "fix  directory, FUSE of f (fuse.f): /mnt/fuse/c/f will be made")
	dry := runLines(s.prep(0, "apply", "--dry-run"))
	same(t, "--dry-run says what apply runs", dry, runLines(s.prep(0, "apply")))
	if out := s.prep(0, "check"); strings.Contains(out, "warn ") {
		t.Error(out)
	}
	applied := s.snapshot()
	if again := runLines(s.prep(0, "apply")); len(again) > 0 {
		t.Errorf("the second apply ran %q", again)
	}
	same(t, "the second apply changes nothing", applied, s.snapshot())
	s.prep(0, "undo")
	same(t, "apply and undo leave the host as it was", before, s.snapshot())
}

func TestFuseFaults(t *testing.T) {
	for name, fault := range map[string]struct{ plant, line string }{
		"no device":           {"rm /dev/fuse", "FAIL FUSE: there is no device /dev/fuse: sudo modprobe fuse"},
		"device of root":      {"chmod 0600 /dev/fuse", "FAIL FUSE: user 1000, as which the containers run, may not open /dev/fuse: sudo chmod 0666 /dev/fuse"},
		"no user_allow_other": {"echo '#user_allow_other' >/etc/fuse.conf", "FAIL FUSE: /etc/fuse.conf does not say user_allow_other"},
		"private":             {"mount --make-private /mnt/fuse/c/f", "fix  directory, FUSE of f (fuse.f): what is mounted in /mnt/fuse/c/f will be seen outside"},
		"unmounted":           {"umount /mnt/fuse/c/f", "fix  directory, FUSE of f (fuse.f): what is mounted in /mnt/fuse/c/f will be seen outside"},
		"dead mount":          {deadMount("/mnt/fuse/c/f"), "fix  directory, FUSE of f (fuse.f): what an earlier container left mounted at /mnt/fuse/c/f will be unmounted"},
		"dead mount below":    {"mkdir /mnt/fuse/c/f/alluxio; " + deadMount("/mnt/fuse/c/f/alluxio"), "fix  directory, FUSE of f (fuse.f): what an earlier container left mounted at /mnt/fuse/c/f/alluxio will be unmounted"},
		"Docker elsewhere": {"cp /bin/sleep /mnt/bin/dockerd; unshare --mount --propagation private /mnt/bin/dockerd 1000 >/dev/null 2>&1 & sleep 0.3",
			"FAIL directory, FUSE of f (fuse.f): Docker lives in a mount name space of its own"},
		"a boot to come": {"rm -r /run/systemd", "warn directory, FUSE of f (fuse.f): after a reboot /mnt/fuse/c/f will be private again"},
	} {
		t.Run(name, func(t *testing.T) {
			s := fuseSandbox(t, "/mnt/cluster/host-prep.sh apply >/dev/null; "+fault.plant)
			if out := s.prep(exitOf(strings.HasPrefix(fault.line, "warn ")), "check"); !strings.Contains("\n"+out, "\n"+fault.line) {
				t.Errorf("no line %q in\n%s", fault.line, out)
			}
			if strings.HasPrefix(fault.line, "fix ") {
				s.prep(0, "apply")
				s.prep(0, "check")
			}
		})
	}
}

func TestUndoHealsDeadMounts(t *testing.T) {
	s := fuseSandbox(t, ":")
	before := s.snapshot()
	s.prep(0, "apply")
	s.must(deadMount("/mnt/fuse/c/f"))
	s.prep(0, "undo")
	same(t, "undo leaves nothing", before, s.snapshot())
}

func TestUndoTakesTheMountPointsThatContainersMade(t *testing.T) {
	s := fuseSandbox(t, ":")
	before := s.snapshot()
	s.prep(0, "apply")
	s.must("mkdir /mnt/fuse/c/f/alluxio-fuse")
	made := s.snapshot()
	dry := runLines(s.prep(0, "undo", "--dry-run"))
	same(t, "undo --dry-run changes nothing", made, s.snapshot())
	s.must("mkdir /mnt/fuse/c/f/mine; touch /mnt/fuse/c/f/mine/file")
	wants(t, s.prep(0, "undo"), "keep /mnt/fuse/c/f is not empty\n")
	s.must("test -e /mnt/fuse/c/f/mine/file; rm -r /mnt/fuse/c/f/mine")
	s.prep(0, "apply")
	s.must("mkdir /mnt/fuse/c/f/alluxio-fuse")
	same(t, "--dry-run says what undo runs", dry, runLines(s.prep(0, "undo")))
	same(t, "undo leaves nothing", before, s.snapshot())
}

// TestALiveMountIsLeft: the mount of a process that lives is nobody's leftover; it answers nothing here.
func TestALiveMountIsLeft(t *testing.T) {
	s := fuseSandbox(t, "mkdir -p /mnt/fuse/c/f/live; exec 7<>/dev/fuse; mount -i -t fuse -o fd=7,rootmode=40000,user_id=1000,group_id=1000 x /mnt/fuse/c/f/live; sleep 1000 7<&7 >/dev/null 2>&1 &")
	s.must("/mnt/cluster/host-prep.sh apply >/dev/null 2>&1 || true; grep -q /mnt/fuse/c/f/live /proc/self/mounts")
}

func TestWhatIsMountedInAFuseDirectoryIsSeenByOthers(t *testing.T) {
	s := fuseSandbox(t, ":")
	s.prep(0, "apply")
	s.must(`unshare --mount --propagation unchanged sh -c 'mkdir /mnt/fuse/c/f/in; mount -t tmpfs inner /mnt/fuse/c/f/in'; grep -q '^inner /mnt/fuse/c/f/in ' /proc/self/mounts`)
}
