package plan

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What is done once in a swarm begins when a worker serves and everything is mounted, and looks then whether it is done.
func TestWaitingScript(t *testing.T) {
	const (
		noWorker = "Alluxio cluster summary:\n    Live Workers: 0\n    Lost Workers: 1\n"
		worker   = "Alluxio cluster summary:\n    Live Workers: 12\n"
	)
	for _, c := range []struct {
		name, report, table, paths, creates string
		stays, does                         bool
	}{
		{"no master", "", "", "", "", true, false},
		{"no worker", noWorker, "", "", "", true, false},
		{"all there", worker, "", "", "", false, true},
		{"done before", worker, "", "", "/done", false, false},
		{"not done", worker, "", "", "/undone", false, true},
		{"mounted", worker, tableOf2, "/raw /x/y", "", false, true},
		{"not mounted", worker, tableOf2, "/raw /x", "", true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			stays, out := runWaiting(t, c.report, c.table, c.paths, c.creates)
			if does := strings.Contains(out, "did it"); stays != c.stays || does != c.does {
				t.Errorf("waits: %v, wanted %v; does it: %v, wanted %v\n%s", stays, c.stays, does, c.does, out)
			}
		})
	}
}

// runWaiting runs the script with a stand-in for the launcher; it waits where it would sleep.
func runWaiting(t *testing.T, report, table, paths, creates string) (waits bool, out string) {
	t.Helper()
	dir := t.TempDir()
	stand := "#!/bin/bash\ncase $* in\n'fsadmin report') [[ -n $REPORT ]] && printf \"$REPORT\" ;;\n'fs mount') echo \"$TABLE\" ;;\n'fs stat /done') ;;\n*) exit 1 ;;\nesac\n"
	launcher := filepath.Join(dir, "alluxio")
	if err := os.WriteFile(launcher, []byte(stand), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", "-c", strings.ReplaceAll(waitScript, "sleep 5", "exit 9")+onceScript, launcher, paths, creates, "echo", "did it")
	cmd.Env = append(os.Environ(), "REPORT="+report, "TABLE="+table)
	said, _ := cmd.CombinedOutput()
	return cmd.ProcessState.ExitCode() == 9, string(said)
}
