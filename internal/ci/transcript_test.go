package ci

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

// transcripts are pages that show a shell, each with files that lie there when it begins, by their place in the project.
var transcripts = map[string]map[string]string{
	"docs/first-cluster.md": nil,
	"docs/import.md":        {"start.sh": "golden/setups/guide-1.8-ramdisk/run.sh"},
}

var console = regexp.MustCompile("(?ms)^```console\n(.*?)^```$")

// What a page shows is what a shell shows, command by command: ALLUXIO_GEN_UPDATE=1 writes it anew. What needs Alluxio's
// own image is not run, but then a build has just said to run it.
func TestTranscript(t *testing.T) {
	for page, files := range transcripts {
		t.Run(page, func(t *testing.T) { replayed(t, page, files) })
	}
}

func replayed(t *testing.T, transcript string, files map[string]string) {
	page := read(t, transcript)
	r := replay{t: t, dir: t.TempDir(), home: filepath.Join(t.TempDir(), "where")}
	for name, from := range files {
		if err := os.WriteFile(filepath.Join(r.dir, name), []byte(read(t, from)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	now := console.ReplaceAllStringFunc(page, func(block string) string {
		return "```console\n" + r.block(console.FindStringSubmatch(block)[1]) + "```"
	})
	if os.Getenv("ALLUXIO_GEN_UPDATE") == "1" {
		if err := os.WriteFile(filepath.Join(root, transcript), []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := diff.Diff(transcript, []byte(page), "replayed", []byte(now)); d != nil {
		t.Errorf("%s", d)
	}
	if r.ran < 4 {
		t.Errorf("only %d commands: this test sees too little", r.ran)
	}
}

// replay gives one command after the other to shells that go on where the last one was.
type replay struct {
	t    *testing.T
	dir  string
	home string // holds the folder where the last shell was
	told string // what the last build said
	ran  int
}

func (r *replay) block(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if command, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "$ "); ok {
			b.WriteString(line + r.command(command))
		}
	}
	return b.String()
}

func (r *replay) command(command string) string {
	r.t.Helper()
	if strings.HasPrefix(command, "docker compose ") || strings.HasPrefix(command, "./") {
		if !strings.Contains(r.told, "\n  "+command+"\n") {
			r.t.Errorf("no build said: %s", command)
		}
		return ""
	}
	r.ran++
	script := "cd \"$(cat \"$WHERE\" 2>/dev/null || echo .)\"\nset +e\n" + command + "\ncode=$?\npwd >\"$WHERE\"\nexit $code"
	code, out := shell(r.t, r.dir, script, "WHERE="+r.home, "NO_COLOR=1")
	if code != 0 && code != 3 && code != 4 {
		r.t.Errorf("$ %s\nexit code %d: %s", command, code, out)
	}
	if strings.HasPrefix(command, "alluxio-gen build") && code == 0 {
		r.told = out
	}
	return out
}
