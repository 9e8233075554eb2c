package hostprep_test

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// asks is a host whose containers ask for its address; the sandbox has 10.0.0.11.
func asks() plan.Prep {
	return plan.Prep{Cluster: "c", UID: 1000, GID: 1000, HostNetwork: true, AsksAddress: true}
}

const env = "/mnt/cluster/.env"

func TestTheAddressIsWrittenAndTakenBack(t *testing.T) {
	for name, before := range map[string]string{
		"no file":    ":",
		"empty file": ": >" + env,
		"a file":     "printf 'A=1\nB=2\n' >" + env + "; chown 1000 " + env,
		"an end cut": "printf 'A=1' >" + env,
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, asks())
			s.must(before)
			was := s.snapshot()
			wants(t, s.prep(1, "check"), "fix  address: /mnt/cluster/.env will say that others reach this host at 10.0.0.11")
			dry := runLines(s.prep(0, "apply", "--dry-run"))
			same(t, "--dry-run says what apply runs", dry, runLines(s.prep(0, "apply")))
			same(t, "the line is there", "ALLUXIO_HOST=10.0.0.11\n", s.must("grep ALLUXIO_HOST "+env))
			wants(t, s.prep(0, "check"), "ok   address: others reach this host at 10.0.0.11 (/mnt/cluster/.env)")
			if again := runLines(s.prep(0, "apply")); len(again) > 0 {
				t.Errorf("the second apply ran %q", again)
			}
			dry = runLines(s.prep(0, "undo", "--dry-run"))
			same(t, "--dry-run says what undo runs", dry, runLines(s.prep(0, "undo")))
			same(t, "apply and undo leave the file as it was", was, s.snapshot())
		})
	}
}

func TestAddressFaults(t *testing.T) {
	for name, c := range map[string]struct {
		plant, line string
		args        []string
	}{
		"several":         {plant: "ip address add 10.0.0.99/32 dev lo", line: "FAIL address: this host has several: 10.0.0.11, 10.0.0.99: say by which the others reach it: apply --address ADDRESS"},
		"several, one":    {plant: "ip address add 10.0.0.99/32 dev lo", args: []string{"--address", "10.0.0.99"}, line: "fix  address: /mnt/cluster/.env will say that others reach this host at 10.0.0.99"},
		"none":            {plant: "ip address del 10.0.0.11/32 dev lo", line: "FAIL address: none is found by which others could reach this host: run apply --address ADDRESS"},
		"not this host's": {plant: ":", args: []string{"--address", "10.0.0.12"}, line: "FAIL address: 10.0.0.12 is no address of this host"},
		"somebody's":      {plant: "echo ALLUXIO_HOST=10.0.0.12 >" + env, line: "FAIL address: /mnt/cluster/.env gives 10.0.0.12, which is no address of this host or not the one that is asked for: correct ALLUXIO_HOST there"},
		"somebody's good": {plant: "echo ALLUXIO_HOST=10.0.0.11 >" + env, line: "ok   address: others reach this host at 10.0.0.11"},
		"moved": {plant: "/mnt/cluster/host-prep.sh apply >/dev/null; ip address add 10.0.0.99/32 dev lo; ip address del 10.0.0.11/32 dev lo",
			line: "fix  address: /mnt/cluster/.env will say that others reach this host at 10.0.0.99"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, asks())
			s.must(c.plant)
			out, _ := s.exec(append([]string{"/mnt/cluster/host-prep.sh", "check"}, c.args...)...)
			wants(t, out, c.line)
			if c.line[:4] == "fix " {
				s.prep(0, append([]string{"apply"}, c.args...)...)
				s.prep(0, "check")
			}
		})
	}
}

func TestUndoLeavesWhatWasAddedBesideTheAddress(t *testing.T) {
	s := newSandbox(t, asks())
	s.prep(0, "apply")
	s.must("echo MINE=1 >>" + env)
	s.prep(0, "undo")
	same(t, "the rest is left", "MINE=1\n", s.read(env))
}
