package plan

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The guard of the one-shot that formats, in real shells: it formats an empty journal, and nothing else.
func TestFormatScript(t *testing.T) {
	for _, c := range []struct {
		name    string
		holds   []string // files and, with a slash, folders of the journal
		formats bool
	}{
		{"empty", nil, true},
		{"a disk's own folder", []string{"lost+found/"}, true},
		{"a journal", []string{"BlockMaster/"}, false},
		{"a journal on a disk of its own", []string{"lost+found/", "raft/"}, false},
		{"a hidden file", []string{".x"}, false},
		{"a name with a newline", []string{"lost\nfound"}, false},
		{"a name like an option", []string{"-n"}, false},
	} {
		for _, shell := range []string{"sh", "bash"} {
			t.Run(c.name+"/"+shell, func(t *testing.T) {
				dir := t.TempDir()
				for _, name := range c.holds {
					plant(t, filepath.Join(dir, name), strings.HasSuffix(name, "/"))
				}
				out, err := runFormat(t, shell, dir)
				if formats := strings.Contains(out, "formatMaster"); err != nil || formats != c.formats {
					t.Errorf("formats: %v, wanted %v; %q %v", formats, c.formats, out, err)
				}
			})
		}
	}
}

// A folder that cannot be listed may hold a journal: the service fails, and nothing is formatted.
func TestFormatScriptNeedsToSeeTheJournal(t *testing.T) {
	if out, err := runFormat(t, "sh", filepath.Join(t.TempDir(), "missing")); err == nil || strings.Contains(out, "formatMaster") {
		t.Errorf("%q %v", out, err)
	}
}

func plant(t *testing.T, path string, folder bool) {
	t.Helper()
	var err error
	if folder {
		err = os.Mkdir(path, 0o755)
	} else {
		err = os.WriteFile(path, nil, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// runFormat runs the script with an echo in place of the launcher, which stands at an absolute path.
func runFormat(t *testing.T, shell, dir string) (string, error) {
	t.Helper()
	script := strings.Replace(formatScript, launcher, "echo", 1)
	out, err := exec.Command(shell, "-c", script, "sh", dir).Output()
	return string(out), err
}
