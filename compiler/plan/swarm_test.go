package plan

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A master under Swarm starts in any case, and formats its journal before that while it is empty.
func TestOwnJournalScript(t *testing.T) {
	for held, formats := range map[string]bool{"": true, "lost+found/": true, "raft/": false, ".x": false} {
		for _, shell := range []string{"sh", "bash"} {
			dir := t.TempDir()
			if held != "" {
				plant(t, filepath.Join(dir, held), strings.HasSuffix(held, "/"))
			}
			out, err := runOwnJournal(shell, dir, "exec echo started")
			want := "started master --no-format\n"
			if formats {
				want = "formatMaster\n" + want
			}
			if err != nil || out != want {
				t.Errorf("%s, journal with %q: %q %v", shell, held, out, err)
			}
		}
	}
}

// While another process has the journal nothing is formatted, and nothing starts.
func TestOwnJournalIsOneMasters(t *testing.T) {
	dir := t.TempDir()
	other, err := os.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := syscall.Flock(int(other.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	if out, err := runOwnJournal("sh", dir, "exec echo started"); err == nil || out != "" {
		t.Errorf("%q %v", out, err)
	}
}

// The lock lives as long as what the master started.
func TestOwnJournalStaysLocked(t *testing.T) {
	if out, err := runOwnJournal("sh", t.TempDir(), `exec flock -n "$OLDPWD" echo free`); err == nil || strings.Contains(out, "free") {
		t.Errorf("%q %v", out, err)
	}
}

// A journal that can't be listed may hold something.
func TestOwnJournalMustBeSeen(t *testing.T) {
	if out, err := runOwnJournal("sh", filepath.Join(t.TempDir(), "missing"), "exec echo started"); err == nil || out != "" {
		t.Errorf("%q %v", out, err)
	}
}

// runOwnJournal runs the script with an echo in place of the launcher, and another start; $OLDPWD is the journal.
func runOwnJournal(shell, dir, start string) (string, error) {
	script := strings.NewReplacer(launcher, "echo", "exec /entrypoint.sh", start).Replace(ownJournalScript)
	cmd := exec.Command(shell, "-c", script, "sh", dir, "master", "--no-format")
	cmd.Env = append(os.Environ(), "OLDPWD="+dir)
	out, err := cmd.Output()
	return string(out), err
}
