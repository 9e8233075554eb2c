package golden

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/syntax"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// scripts are the shell scripts of every case, by path.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir("ok", func(path string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".sh" {
			return err
		}
		content, err := os.ReadFile(path)
		all[path] = string(content)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d scripts, %v", len(all), err)
	}
	return all
}

// Every script is laid out as shfmt would, and holds nothing that bash 4.2 does not know.
func TestScriptsAreForEveryBash(t *testing.T) {
	for path, script := range scripts(t) {
		file, err := syntax.NewParser(syntax.Variant(syntax.LangBash), syntax.KeepComments(true)).Parse(strings.NewReader(script), path)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, what := range newerThan42(file) {
			t.Errorf("%s:%s", path, what)
		}
		var out bytes.Buffer
		if err := syntax.NewPrinter().Print(&out, file); err != nil || out.String() != script {
			t.Errorf("%s: shfmt would change it (%v)", path, err)
		}
	}
}

// ShellCheck, with all it may say, has nothing to say of any script. Scripts of a kind, for one engine, differ before their
// program alone, so what their heads hold goes into one script, whose program is read once.
func TestShellcheckHasNothingToSay(t *testing.T) {
	tool := require.Tool(t, "shellcheck")
	merged, programs := map[string]string{}, map[string]string{}
	for path, script := range scripts(t) {
		kind := filepath.Base(path)
		if strings.Contains(path, "/swarm") {
			kind += " for Swarm"
		}
		head, program, found := strings.Cut(script, "\n# ---- The program.")
		if !found || programs[kind] != "" && programs[kind] != program {
			t.Fatalf("%s has no program, or not that of the others", path)
		}
		merged[kind], programs[kind] = merge(merged[kind], head), program
	}
	for kind, program := range programs {
		cmd := exec.Command(tool, "--severity=style", "--shell=bash", "-")
		cmd.Stdin = strings.NewReader(merged[kind] + "\n# ---- The program." + program)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", kind, err, out)
		}
	}
}

// merge adds a head to others: its lines to their function of that name, the rest behind them.
func merge(heads, head string) string {
	const function = "\nplan() {\n"
	before, lines, isPlan := strings.Cut(heads, function)
	_, more, _ := strings.Cut(head, function)
	if heads == "" || !isPlan {
		return heads + head
	}
	return before + function + strings.TrimSuffix(more, "}\n") + lines
}
