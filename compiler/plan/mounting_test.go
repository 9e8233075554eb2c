package plan

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The tables as releases print them: 1.6 and 1.7, then from 1.8 on.
const (
	tableOf1 = `/underStorage                                                on  /                    (local, capacity=1, used bytes=-1, not read-only, not shared, properties={})
/mounts/raw                                                  on  /raw                 (local, capacity=1, used bytes=-1, read-only, not shared, properties={a.b=c, d=1})`
	tableOf2 = `s3://lake/alluxio/  on  /      (s3, capacity=0B, used=-1B, not read-only, shared, properties={})
s3://raw            on  /raw   (s3, capacity=0B, used=-1B, read-only, not shared, properties={a.b=c, d=1})
/mounts/x           on  /x/y   (local, capacity=1024.00MB, used=0B(0%), not read-only, shared, properties={})`
)

// What is not mounted is mounted, what is mounted as described is left alone, and what is mounted otherwise is told.
func TestMountingScript(t *testing.T) {
	for _, c := range []struct {
		name, table, wanted string
		runs                []string // the commands beside the look at the table
		fails               bool
	}{
		{"new", tableOf2, "/new s3://new/x --readonly --option a=b", []string{"fs mount --readonly --option a=b /new s3://new/x"}, false},
		{"new, in a folder", tableOf2, "/a/b/c s3://new", []string{"fs mkdir /a/b", "fs mount /a/b/c s3://new"}, false},
		{"a path that begins like another", tableOf2, "/ra s3://ra", []string{"fs mount /ra s3://ra"}, false},
		{"there", tableOf2, "/raw s3://raw --readonly --option d=1 --option a.b=c", nil, false},
		{"there, with a slash", tableOf2, "/raw s3://raw/ --readonly --option d=1 --option a.b=c", nil, false},
		{"there, shared", tableOf2, "/x/y /mounts/x --shared", nil, false},
		{"there, in an old table", tableOf1, "/raw /mounts/raw --readonly --option a.b=c", nil, false},
		{"of another address", tableOf2, "/raw s3://raw2 --readonly", nil, true},
		{"of an address that begins so", tableOf2, "/raw s3://ra --readonly", nil, true},
		{"to be written", tableOf2, "/raw s3://raw", nil, true},
		{"not to be written", tableOf2, "/x/y /mounts/x --shared --readonly", nil, true},
		{"no longer shared", tableOf2, "/x/y /mounts/x", nil, true},
		{"to be shared", tableOf2, "/raw s3://raw --readonly --shared", nil, true},
		{"with another option", tableOf2, "/raw s3://raw --readonly --option d=2", nil, true},
		{"with an option that ends so", tableOf2, "/raw s3://raw --readonly --option b=c", nil, true},
		{"with a pattern for an option", tableOf2, "/raw s3://raw --readonly --option a.b=*", nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			runs, out, err := runMounting(t, c.table, c.wanted)
			if failed := err != nil; failed != c.fails || strings.Join(runs, "\n") != strings.Join(c.runs, "\n") {
				t.Errorf("failed: %v, wanted %v; runs %q, wanted %q\n%s", failed, c.fails, runs, c.runs, out)
			}
		})
	}
}

// One mount that fails does not keep the others from being made, and the service says so by its status.
func TestMountingScriptGoesOn(t *testing.T) {
	runs, out, err := runMounting(t, tableOf2, "/refused s3://refused", "/new s3://new")
	if err == nil || len(runs) != 2 {
		t.Errorf("%q %v\n%s", runs, err, out)
	}
}

// runMounting runs the script with a stand-in for the launcher, which shows the table and notes every other command.
func runMounting(t *testing.T, table string, wanted ...string) (runs []string, out string, err error) {
	t.Helper()
	dir := t.TempDir()
	launcher, log := filepath.Join(dir, "alluxio"), filepath.Join(dir, "log")
	stand := "#!/bin/bash\nif [[ $# == 2 ]]; then cat <<'END'\n" + table + "\nEND\nexit; fi\necho \"$*\" >>" + log + "\n[[ $* != *refused* ]]\n"
	if err := os.WriteFile(launcher, []byte(stand), 0o755); err != nil {
		t.Fatal(err)
	}
	printed, err := exec.Command("bash", append([]string{"-c", mountScript, "mounts", launcher, "up"}, wanted...)...).CombinedOutput()
	if text, _ := os.ReadFile(log); len(text) > 0 {
		runs = strings.Split(strings.TrimSpace(string(text)), "\n")
	}
	return runs, string(printed), err
}
