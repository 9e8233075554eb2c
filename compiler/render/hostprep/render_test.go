package hostprep_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/hostprep"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/shell"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

func TestTheScriptsWordsAreThePlans(t *testing.T) {
	for name, p := range samples() {
		got, err := shell.Calls(render(t, p), "plan", 1)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(hostprep.Facts(p), got); diff != "" {
			t.Errorf("%s (-plan +script):\n%s", name, diff)
		}
	}
}

func TestFactsNameAllThatThePlanAsks(t *testing.T) {
	want := [][]string{
		{"engine", "20.10"},
		{"compose", "2.20"},
		{"user"},
		{"flavour", "ramdisks", "directories"},
		{"enabled"},
		{"memory", "0"},
		{"openfiles", "4096"},
		{"directory", "/mnt/data/journal", "0755", "journal of master"},
		{"ramdisk", "tmpfs", "/mnt/a", "67108864"},
		{"tier", "tmpfs", "/mnt/a", "67108864", "/mnt/a/lake/w1", "33554432"},
		{"tier", "tmpfs", "/mnt/a", "67108864", "/mnt/a/lake/w2", "33554432"},
		{"boot", "tmpfs", "/mnt/a", "67108864", "/mnt/a/lake/w1", "/mnt/a/lake/w2"},
		{"ramdisk", "tmpfs", "/mnt/b", "100663296"},
		{"tier", "tmpfs", "/mnt/b", "100663296", "/mnt/b/lake/w3", "100663296"},
		{"boot", "tmpfs", "/mnt/b", "100663296", "/mnt/b/lake/w3"},
	}
	if diff := cmp.Diff(want, hostprep.Facts(samples()["tmpfs"])); diff != "" {
		t.Error(diff)
	}
}

func TestTheProgramIsTheSameForEveryCluster(t *testing.T) {
	program := func(name string) string {
		_, after, found := strings.Cut(string(render(t, samples()[name])), "\n# ---- The program.")
		if !found {
			t.Fatal("no program part")
		}
		return after
	}
	for name := range samples() {
		if program(name) != program("nothing") {
			t.Errorf("%s: the program differs", name)
		}
	}
}

func TestRefusesWhatNoPlanShouldHold(t *testing.T) {
	for name, p := range map[string]plan.Prep{
		"cluster that climbs": {Cluster: "../x"},
		"no cluster":          {},
		"host that climbs":    {Cluster: "c", Host: "a/b"},
		"NUL":                 {Cluster: "c", Images: []plan.Image{{Ref: "a\x00b"}}},
		"unrooted directory":  {Cluster: "c", Directories: []plan.Directory{{Path: "-rf", Mode: "0755"}}},
		"mode":                {Cluster: "c", Directories: []plan.Directory{{Path: "/a", Mode: "u=rwx"}}},
		"type":                {Cluster: "c", Ramdisks: []plan.Ramdisk{ramdisk("ext4", "/m", 1)}},
		"size":                {Cluster: "c", Ramdisks: []plan.Ramdisk{ramdisk("tmpfs", "/m", 0)}},
		"mount that climbs":   {Cluster: "c", Ramdisks: []plan.Ramdisk{ramdisk("tmpfs", "/m/../n", 1)}},
		"mount with a blank":  {Cluster: "c", Ramdisks: []plan.Ramdisk{ramdisk("tmpfs", "/m n", 1)}},
		"directory outside":   {Cluster: "c", Ramdisks: []plan.Ramdisk{ramdisk("tmpfs", "/m", 1, "/mm/w")}},
		"tag like an option":  {Cluster: "c", Build: &plan.ImageBuild{Tag: "--x", Context: "./c"}},
		"unrooted context":    {Cluster: "c", Build: &plan.ImageBuild{Tag: "x", Context: "c"}},
	} {
		if script, err := hostprep.Render(p); err == nil {
			t.Errorf("%s: rendered %d bytes", name, len(script))
		}
	}
}

func TestShfmtHasNothingToSay(t *testing.T) {
	tool := require.Tool(t, "shfmt")
	for name, p := range samples() {
		silent(t, name, render(t, p), tool, "-ln=bash", "-d")
	}
}

func silent(t *testing.T, name string, script []byte, tool string, args ...string) {
	t.Helper()
	cmd := exec.Command(tool, args...)
	cmd.Stdin = bytes.NewReader(script)
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%s: %s: %v\n%s", name, filepath.Base(tool), err, out)
	}
}

func TestBashReadsEveryScript(t *testing.T) {
	bash := require.Tool(t, "bash")
	for name, p := range samples() {
		silent(t, name, render(t, p), bash, "-n")
	}
}

func TestUsage(t *testing.T) {
	require.Tool(t, "bash")
	file := filepath.Join(t.TempDir(), "host-prep.sh")
	if err := os.WriteFile(file, render(t, samples()["nothing"]), 0o755); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]int{"--help": 0, "-h": 0, "--dry": 2, "check apply": 2, "format": 2} {
		cmd := exec.Command(file, strings.Fields(args)...)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != want || !bytes.Contains(out, []byte("usage: host-prep.sh")) {
			t.Errorf("%s: exit %d, not %d\n%s", args, code, want, out)
		}
	}
}
