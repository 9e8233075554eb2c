package hostprep_test

import (
	"fmt"
	"testing"
)

// deadly stands before each command that changes the host: it counts down, and at zero kills the script that called
// it, before or after the command did its work.
const deadly = `#!/bin/bash
read -r left when </mnt/scratch/deadly || left=0
((left > 0)) && echo $((left - 1)) $when >/mnt/scratch/deadly
[[ $left != 1 || $when != before ]] || { kill -KILL $PPID; exit; }
PATH=${PATH#/mnt/bin:} "${0##*/}" "$@"
code=$?
[[ $left != 1 ]] || kill -KILL $PPID
exit $code
`

func crashSandbox(t *testing.T) *sandbox {
	t.Helper()
	s := newSandbox(t, kernelSamples()["ramfs"])
	for _, command := range []string{"mkdir", "install", "mount", "umount", "rmdir", "rm"} {
		s.write("/mnt/bin/"+command, deadly, 0o755)
	}
	return s
}

// killed runs the script until its n-th command, before or after it; false when it ends by itself.
func (s *sandbox) killed(n int, when, verb string) bool {
	s.write("/mnt/scratch/deadly", fmt.Sprintln(n, when), 0o644)
	_, code := s.exec("/mnt/cluster/host-prep.sh", verb)
	s.write("/mnt/scratch/deadly", "0\n", 0o644)
	return code != 0
}

// eachKill sets the scene, kills the verb at its first command and calls after; then at its second, and so on until the
// verb ends by itself.
func eachKill(t *testing.T, verb string, atLeast int, scene func(*sandbox), after func(s *sandbox, untouched, claim string)) {
	for _, when := range []string{"before", "after"} {
		t.Run(when, func(t *testing.T) {
			s := crashSandbox(t)
			untouched := s.snapshot()
			n := 1
			for scene(s); s.killed(n, when, verb); n++ {
				after(s, untouched, fmt.Sprintf("%s, killed %s command %d, leaves what can be mended", verb, when, n))
				scene(s)
			}
			if n <= atLeast {
				t.Errorf("only %d commands were tried", n-1)
			}
			t.Logf("%s was killed at %d commands", verb, n-1)
		})
	}
}

func TestAKilledApplyCanBeUndone(t *testing.T) {
	eachKill(t, "apply", 6, func(*sandbox) {}, func(s *sandbox, untouched, claim string) {
		s.prep(0, "undo")
		same(s.t, claim, untouched, s.snapshot())
	})
}

func TestAKilledApplyCanBeFinished(t *testing.T) {
	eachKill(t, "apply", 6, func(*sandbox) {}, func(s *sandbox, untouched, claim string) {
		s.prep(0, "apply")
		s.prep(0, "undo")
		same(s.t, claim, untouched, s.snapshot())
	})
}

func TestAKilledUndoCanBeFinished(t *testing.T) {
	apply := func(s *sandbox) { s.prep(0, "apply") }
	eachKill(t, "undo", 6, apply, func(s *sandbox, untouched, claim string) {
		s.prep(0, "undo")
		same(s.t, claim, untouched, s.snapshot())
	})
}
