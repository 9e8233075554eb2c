package ci

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// The real pre-commit installs the hook from a commit of this very project, and refuses a commit by it.
func TestPreCommit(t *testing.T) {
	require.Tool(t, "pre-commit")
	require.Tool(t, "git")
	source := committed(t)
	config := strings.NewReplacer("https://github.com/alluxio-gen/alluxio-gen", "file://"+source, "rev: main", "rev: "+head(t, source)).
		Replace(snippet(t, ".pre-commit-config.yaml"))
	dir := repository(t, map[string]string{
		".pre-commit-config.yaml": config, "cluster.cue": good, "eu/cluster.yaml": "nmae: x\n", "other.cue": "nope", "cue.mod/pkg/cluster.cue": "nope",
	})
	run := func(script string) (int, string) {
		t.Helper()
		// The modules, and what is compiled of them, are taken from where the tests' own are: a hook's usual environment would fetch them again.
		return shell(t, dir, script, "PRE_COMMIT_HOME="+filepath.Join(filepath.Dir(source), "home"), "GOMODCACHE="+goEnv(t, "GOMODCACHE"),
			"GOFLAGS=-modcacherw -buildvcs=false -trimpath", "CGO_ENABLED=0", "GOAMD64=v1")
	}
	if code, out := run("git init -q; git config user.email a@b; git config user.name a; git add -A; pre-commit install"); code != 0 {
		t.Fatal(out)
	}
	if code, out := run("git commit -m a"); code == 0 || !strings.Contains(out, "eu/cluster.yaml:1:1") || strings.Contains(out, "other.cue") || strings.Contains(out, "cue.mod") {
		t.Errorf("exit code %d: %s", code, out)
	}
	if code, out := run("git rm -qf --cached eu/cluster.yaml; git commit -m a"); code != 0 || !strings.Contains(out, "Passed") {
		t.Errorf("exit code %d: %s", code, out)
	}
}

// committed is a repository that holds the project's files as they are now, committed.
func committed(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "source")
	copyAll := `git ls-files --cached --others --exclude-standard -z | while IFS= read -r -d "" f; do [[ ! -e $f ]] || printf '%s\0' "$f"; done |
		tar --null --files-from=- -cf - | (mkdir -p "$TO" && tar -xf - -C "$TO")
		cd "$TO" && git init -q && git config user.email a@b && git config user.name a && git add -A && git commit -qm a`
	if code, out := shell(t, root, copyAll, "TO="+dir); code != 0 {
		t.Fatal(out)
	}
	return dir
}

func head(t *testing.T, dir string) string {
	t.Helper()
	out, err := exec.Command("git", "-C", dir, "rev-parse", "HEAD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command(require.Tool(t, "go"), "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
