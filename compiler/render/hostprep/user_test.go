package hostprep_test

import (
	"strings"
	"testing"
)

// asUser runs the script as a user without any rights.
func (s *sandbox) asUser(uid string, args ...string) (string, int) {
	words := []string{"setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "/mnt/cluster/host-prep.sh"}
	return s.exec(append(words, args...)...)
}

func TestWithoutRootCheckSaysTheSame(t *testing.T) {
	s := newSandbox(t, whole())
	s.must(theirs + "mkdir /mnt/cluster/docker; cd /mnt/cluster; touch alluxio-site.properties docker/{Dockerfile,a.tgz}")
	for _, uid := range []string{"1000", "65534"} {
		want := s.prep(1, "check")
		if got, code := s.asUser(uid, "check"); code != 1 || withoutUser(got) != withoutUser(want) {
			t.Errorf("user %s: exit %d, %s\nroot:\n%s", uid, code, got, want)
		}
	}
	s.prep(0, "apply")
	want := s.prep(0, "check")
	for _, uid := range []string{"1000", "65534"} {
		if got, code := s.asUser(uid, "check"); code != 0 || withoutUser(got) != withoutUser(want) {
			t.Errorf("user %s: exit %d, %s\nroot:\n%s", uid, code, got, want)
		}
		if out, code := s.asUser(uid, "apply"); code != 0 {
			t.Errorf("user %s: nothing is to be made, but apply ends with %d\n%s", uid, code, out)
		}
	}
}

// withoutUser drops the line that names the user.
func withoutUser(out string) string {
	var kept []string
	for _, line := range strings.Split(out, "\n") {
		if !strings.Contains(line, " may use Docker") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// TestWhoMayUseDocker: who called sudo wants to call docker compose, and a new group counts at the next login only.
func TestWhoMayUseDocker(t *testing.T) {
	s := newSandbox(t, samples()["nothing"])
	asks := func(line string) {
		t.Helper()
		out, _ := s.exec("env", "SUDO_USER=nobody", "/mnt/cluster/host-prep.sh")
		wants(t, out, line)
	}
	asks("warn user nobody may use Docker only with sudo: run sudo usermod -aG docker nobody and log in anew (that group may do all that root may), or use sudo\n")
	s.must("{ grep -v ^docker: /etc/group; echo docker:x:4711:nobody; } >/mnt/scratch/group; mount --bind /mnt/scratch/group /etc/group")
	asks("ok   user nobody may use Docker\n")
	s.must("echo permission denied >/mnt/silent")
	out, code := s.asUser("65534")
	wants(t, out, "FAIL user nobody may not use Docker: log in anew: this session is older than your place in the group docker\n")
	same(t, "the exit code", 1, code)
}

func TestWithoutRootNothingIsChanged(t *testing.T) {
	s := newSandbox(t, kernelSamples()["tmpfs"])
	before := s.snapshot()
	out, code := s.asUser("1000", "apply")
	wants(t, out, "fix  ramdisk /mnt/a", "only root can make what is missing; nothing was changed. Run: sudo /mnt/cluster/host-prep.sh apply")
	if code != 1 {
		t.Errorf("apply: exit %d", code)
	}
	if out, code := s.asUser("1000", "apply", "--dry-run"); code != 0 || len(runLines(out)) == 0 {
		t.Errorf("a dry run needs no root, but: exit %d\n%s", code, out)
	}
	same(t, "apply without root changes nothing", before, s.snapshot())

	s.prep(0, "apply")
	applied := s.snapshot()
	out, code = s.asUser("1000", "undo")
	wants(t, out, "only root can undo what apply made; nothing was changed. Run: sudo")
	if code != 1 {
		t.Errorf("undo: exit %d", code)
	}
	same(t, "undo without root changes nothing", applied, s.snapshot())
}

func TestWhatAUserCannotLookIntoIsSaid(t *testing.T) {
	p := whole()
	p.Directories[0].Path = "/mnt/private/data"
	s := newSandbox(t, p)
	s.must("mkdir -m 0700 /mnt/private; mkdir -m 0777 /mnt/private/data; chmod 0777 /mnt/private/data")
	out, _ := s.asUser("1000", "check")
	wants(t, out, "FAIL directory, journal of master (masters.master.journal.host): only root can look into /mnt/private: run this script with sudo")
	wants(t, s.prep(1, "check"), "ok   directory, journal of master (masters.master.journal.host): /mnt/private/data")
}

// TestABuildAloneNeedsNoRoot: who may use Docker may build, if the record may be written.
func TestABuildAloneNeedsNoRoot(t *testing.T) {
	p := whole()
	p.Directories, p.Ramdisks, p.Files, p.Outside = nil, nil, nil, nil
	s := newSandbox(t, p)
	s.must("mkdir /mnt/cluster/docker; touch /mnt/cluster/docker/{Dockerfile,a.tgz}")
	if out, code := s.asUser("1000", "apply"); code != 1 || !strings.Contains(out, "only root") {
		t.Errorf("the record may not be written, but: exit %d\n%s", code, out)
	}
	s.must("install -d -o 1000 /var/lib/alluxio-gen")
	if out, code := s.asUser("1000", "apply"); code != 0 {
		t.Errorf("exit %d\n%s", code, out)
	}
	if out, code := s.asUser("1000", "undo"); code != 0 || s.must("ls /mnt/images") != "" {
		t.Errorf("undo: exit %d\n%s", code, out)
	}
}
