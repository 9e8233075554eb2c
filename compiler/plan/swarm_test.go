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

// A journal that masters have in common is wanted, and formatted by no master.
func TestCommonJournalScript(t *testing.T) {
	for held, starts := range map[string]bool{"": false, "lost+found/": false, "BlockMaster/": true} {
		dir := t.TempDir()
		if held != "" {
			plant(t, filepath.Join(dir, held), strings.HasSuffix(held, "/"))
		}
		out, err := runStart(commonJournalScript+seedScript, "sh", dir, "exec echo started")
		if starts != (err == nil) || strings.Contains(out, "formatMaster") || starts != strings.Contains(out, "started master") {
			t.Errorf("journal with %q: %q %v", held, out, err)
		}
	}
}

// A master begins with the backup that lies in its journal.
func TestSeedScript(t *testing.T) {
	dir := t.TempDir()
	plant(t, filepath.Join(dir, seed), false)
	t.Setenv("ALLUXIO_MASTER_JAVA_OPTS", "-Xmx1g")
	out, err := runOwnJournal("sh", dir, `exec printenv ALLUXIO_MASTER_JAVA_OPTS; :`)
	if want := "-Xmx1g -Dalluxio.master.journal.init.from.backup=" + dir + "/" + seed + "\n"; err != nil || out != want {
		t.Errorf("%q %v, wanted %q", out, err, want)
	}
}

func runOwnJournal(shell, dir, start string) (string, error) {
	return runStart(lockScript+ownJournalScript+seedScript, shell, dir, start)
}

// runStart runs the script with an echo in place of the launcher, and another start; $OLDPWD is the journal.
func runStart(script, shell, dir, start string) (string, error) {
	script = strings.NewReplacer(launcher, "echo", "exec /entrypoint.sh", start).Replace(script)
	cmd := exec.Command(shell, "-c", script, "sh", dir, "master", "--no-format")
	cmd.Env = append(os.Environ(), "OLDPWD="+dir)
	out, err := cmd.Output()
	return string(out), err
}
