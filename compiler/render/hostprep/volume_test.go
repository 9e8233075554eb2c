package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

const journalVolume = "/var/lib/docker/volumes/c_journal"

// volumeSandbox is a node of a swarm whose journal is in a volume.
func volumeSandbox(t *testing.T, plant string) *sandbox {
	t.Helper()
	s := newSandbox(t, plan.Prep{Cluster: "c", Host: "n1", UID: 1000, GID: 1000, Swarm: true,
		Volumes: []plan.OwnedVolume{{Name: "c_journal", From: "masters.master.journal"}}})
	s.systemd()
	s.must(plant)
	return s
}

func TestVolumesAreMadeForTheirUserAndPutBack(t *testing.T) {
	s := volumeSandbox(t, ":")
	before := s.snapshot()
	wants(t, s.prep(1, "check"), "fix  volume, masters.master.journal: c_journal will be made")
	dry := runLines(s.prep(0, "apply", "--dry-run"))
	same(t, "--dry-run says what apply runs", dry, runLines(s.prep(0, "apply")))
	if owner := s.must("stat -c %u:%g " + journalVolume + "/_data"); owner != "1000:1000\n" {
		t.Errorf("the volume belongs to %s", owner)
	}
	wants(t, s.prep(0, "check"), "ok   volume, masters.master.journal: c_journal")
	if again := runLines(s.prep(0, "apply")); len(again) > 0 {
		t.Errorf("the second apply ran %q", again)
	}
	s.prep(0, "undo")
	same(t, "apply and undo leave the host as it was", before, s.snapshot())
}

func TestVolumesThatAreThere(t *testing.T) {
	for name, c := range map[string]struct{ plant, line string }{
		"of root": {"mkdir -p " + journalVolume + "/_data", "FAIL volume, masters.master.journal: user 1000, as which the containers run, may not write to c_journal: sudo chown -R 1000:1000 " + journalVolume + "/_data"},
		"in use":  {"mkdir -p " + journalVolume + "/_data/raft; chown -R 1000 " + journalVolume, "ok   volume, masters.master.journal: c_journal"},
	} {
		t.Run(name, func(t *testing.T) {
			s := volumeSandbox(t, c.plant)
			code := 1
			if strings.HasPrefix(c.line, "ok ") {
				code = 0
			}
			wants(t, s.prep(code, "check"), c.line)
		})
	}
}

// What a volume holds is the user's.
func TestAVolumeThatHoldsSomethingIsKept(t *testing.T) {
	s := volumeSandbox(t, ":")
	s.prep(0, "apply")
	s.must("touch " + journalVolume + "/_data/file")
	wants(t, s.prep(0, "undo"), "keep volume c_journal is not empty: docker volume rm c_journal removes it with its content")
	s.must("rm " + journalVolume + "/_data/file")
	s.prep(0, "undo")
	s.must("[[ ! -e " + journalVolume + " ]]")
}
