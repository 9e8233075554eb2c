package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

const unit = "/etc/systemd/system/alluxio-gen-lake-mnt-a.service"

// bootSandbox is a sandbox where systemd seems to run, of a host with one tmpfs.
func bootSandbox(t *testing.T) *sandbox {
	t.Helper()
	require.Tool(t, "systemd-escape")
	p := samples()["tmpfs"]
	p.Directories, p.Ramdisks = nil, p.Ramdisks[:1]
	s := newSandbox(t, p)
	s.systemd()
	return s
}

func TestTheUnitIsMadeKeptAndRemoved(t *testing.T) {
	s := bootSandbox(t)
	before := s.snapshot()
	wants(t, s.prep(1, "check"), "fix  after a reboot: alluxio-gen-lake-mnt-a.service will make /mnt/a before Docker starts")
	first := s.prep(0, "apply")
	wants(t, first, "run  systemctl enable --quiet --now alluxio-gen-lake-mnt-a.service", "ok   after a reboot: alluxio-gen-lake-mnt-a.service")
	if again := runLines(s.prep(0, "apply")); len(again) > 0 {
		t.Errorf("the second apply ran %q", again)
	}
	s.prep(0, "undo")
	same(t, "undo removes the unit", before, s.snapshot())
}

func TestAnotherUnitOrADisabledOneIsMended(t *testing.T) {
	for name, harm := range map[string]string{
		"edited":   "echo '# edited' >>" + unit,
		"removed":  "rm " + unit,
		"disabled": "rm /etc/systemd/system/docker.service.wants/alluxio*",
	} {
		t.Run(name, func(t *testing.T) {
			s := bootSandbox(t)
			s.prep(0, "apply")
			s.must(harm)
			wants(t, s.prep(1, "check"), "fix  after a reboot:")
			s.prep(0, "apply")
		})
	}
}

func TestSystemdAcceptsTheUnit(t *testing.T) {
	require.Tool(t, "systemd-analyze")
	for name, foreign := range map[string]string{"ours": ":", "foreign": "mkdir /mnt/a; mount -t tmpfs -o size=1G admin /mnt/a"} {
		t.Run(name, func(t *testing.T) {
			s := bootSandbox(t)
			s.must(foreign)
			s.prep(0, "apply")
			if out := s.must("systemd-analyze verify " + unit + " 2>&1"); strings.Contains(out, "alluxio") {
				t.Error(out)
			}
		})
	}
}

// TestAReboot unmounts all and runs the unit's commands as systemd would, in order and up to the first that fails.
func TestAReboot(t *testing.T) {
	for name, scene := range map[string]struct{ before, boot string }{
		"our mount":                 {":", ":"},
		"our mount, place gone":     {":", "rmdir /mnt/a"},
		"foreign mount, remounted":  {"mkdir /mnt/a; mount -t tmpfs -o size=1G admin /mnt/a", "mount -t tmpfs -o size=1G admin /mnt/a"},
		"already there, run by now": {":", "mount -t tmpfs -o size=64M alluxio-gen /mnt/a"},
	} {
		t.Run(name, func(t *testing.T) {
			s := bootSandbox(t)
			s.must(scene.before)
			s.prep(0, "apply")
			s.must("umount /mnt/a; " + scene.boot)
			s.must(execStarts(t, s))
			s.prep(0, "check")
			same(t, "the directory is as apply made it", "1777 1000:1000\n", s.must("stat -c '%a %u:%g' /mnt/a/lake/w1"))
			s.must("umount /mnt/a; ! mountpoint -q /mnt/a")
		})
	}
}

func TestAtBootNothingIsMadeOnTheDiskWithoutAForeignMount(t *testing.T) {
	s := bootSandbox(t)
	s.must("mkdir /mnt/a; mount -t tmpfs -o size=1G admin /mnt/a")
	s.prep(0, "apply")
	s.must("umount /mnt/a")
	if _, code := s.exec("bash", "-euc", execStarts(t, s)); code == 0 {
		t.Error("the unit succeeds")
	}
	s.must("test ! -e /mnt/a/lake")
}

// execStarts gives the unit's commands as a shell script: its words are plain but for $$ and %%, so systemd and the shell read the same.
func execStarts(t *testing.T, s *sandbox) string {
	t.Helper()
	var script []string
	for _, line := range strings.Split(s.read(unit), "\n") {
		if command, ok := strings.CutPrefix(line, "ExecStart="); ok {
			script = append(script, strings.NewReplacer("$$", "$", "%%", "%").Replace(command))
		}
	}
	if len(script) < 2 {
		t.Fatalf("only %q", script)
	}
	return strings.Join(script, "\n")
}

func TestWithoutSystemdItSaysWhatToDo(t *testing.T) {
	s := newSandbox(t, samples()["ramfs"])
	wants(t, s.prep(1, "check"), "warn after a reboot: there is no systemd here, and the ramdisk /mnt/ramdisk will be gone: run host-prep.sh apply at every boot, before Docker starts")
}
