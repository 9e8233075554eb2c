package contract

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// scripts are texts of alluxio-env.sh; a real bash says what they do. None runs a program.
var scripts = []string{
	`export K=plain`, `export K="-Da=1 -Db=2"`, `export K="a$HOME/$1b"`, `export K=a$HOME`, `export K="a${H:-x}b"`,
	`export K="a\b\tc"`, `export K=a\b\tc`, `export K="a\$b\"c\\"`, `export K='a b'`, `export K="a'b'c"`, `export K=a'b'"c"`,
	`export K={a,b}`, `export K="{a,b}"`, `export K=x{a,b}y`, `export K=~/x`, `export K="~/x"`, `export K=a~/x`,
	`export K="-Da="q r""`, `export K="-Da="q 2""`, "export K=a b.c=1 d=2", "export K=a\\\nexport J=b", "export K=\nexport J=2",
	`export K="x`, "export J=1\nexport K=a`b\nexport L=2", "export J=1\nexport K=a)b", "export K=a(b)", `export =x`,
	"export J=1\nexport =2\nexport K=3", `export K=a;nosuchcommand`, `export K=a|nosuchcommand`, `export K=a&`, `export K="a;b|c&d"`,
	`export K=a#b`, `export K=a #b`, `export K="é日本"`, `export K=a+=b`, `export K="$K x"`, `export K="` + "`hostname`" + `x"`,
	`export K=a!b`, `export K="$((1+2))"`, `export K=a=b=c`, `export K="" J=""`, `J=5`, `export K=$J`,
}

// The model of sourcing does what bash does: the same variables, the same status.
func TestSourceIsBash(t *testing.T) {
	bash := require.Tool(t, "bash")
	for _, script := range scripts {
		c := newContainer(mustRow(t, "2.0.0"), Start{Env: map[string]string{"K": "before", "J": "j j", "HOSTNAME": "h"}})
		sh := c.shell(true, "script")
		err := sh.source(script + "\n")
		var stop exit
		if err != nil && !errors.As(err, &stop) {
			t.Errorf("%q: %v", script, err)
			continue
		}
		values, status := inBash(t, bash, script)
		got := strings.Join([]string{sh.vars["K"], sh.vars["J"], sh.vars["L"], sh.vars["d"]}, "|")
		if stop == 0 && got != values || int(stop) != status {
			t.Errorf("%q: the model has %q, status %d; bash %q, status %d", script, got, stop, values, status)
		}
	}
}

func mustRow(t testing.TB, release string) *row {
	t.Helper()
	r, err := rowOf(release)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// inBash sources a script under `set -e`, where no program can be found but a stand-in for hostname.
func inBash(t testing.TB, bash, script string) (string, int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "env.sh")
	if err := os.WriteFile(file, []byte(script+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bash, "-c", `hostname() { echo h; }; set -e; . "$F"; printf '%s|%s|%s|%s' "$K" "$J" "$L" "$d"`, "script")
	cmd.Env = []string{"PATH=/nonexistent", "F=" + file, "K=before", "J=j j", "HOME=/root"}
	out, err := cmd.Output()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// What the model does not know is an error, never a guess.
func TestSourceNotModelled(t *testing.T) {
	for _, script := range []string{`export K=$(date)`, `export K=a;ls`, `export K=a>b`, `if true; then export K=1; fi`, `export K=~root/x`, `exit 3`} {
		sh := newContainer(mustRow(t, "2.0.0"), Start{}).shell(true, "script")
		var unknown NotModelled
		if err := sh.source(script + "\n"); !errors.As(err, &unknown) {
			t.Errorf("%q: %v", script, err)
		}
	}
}
