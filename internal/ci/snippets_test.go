package ci

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// The GitLab job fails where a description is wrong, and its report is what GitLab reads: a list of findings, each with a
// fingerprint of its own.
func TestGitLab(t *testing.T) {
	require.Tool(t, "jq")
	var file map[string]struct {
		BeforeScript []string `yaml:"before_script"`
		Script       []string
		AfterScript  []string `yaml:"after_script"`
		Artifacts    struct{ Reports map[string]string }
	}
	decode(t, snippet(t, ".gitlab-ci.yml"), &file)
	job := file["alluxio-gen"]
	if !slices.Contains(job.BeforeScript, "go install github.com/alluxio-gen/alluxio-gen/cmd/alluxio-gen@latest") {
		t.Errorf("the tool is not installed by %q", job.BeforeScript)
	}
	for text, want := range map[string]int{good: 0, warns: 3, wrong: 3} {
		dir := repository(t, map[string]string{"eu/cluster.cue": text, "us/cluster.cue": text})
		if code, out := shell(t, dir, strings.Join(job.Script, "\n")); code != want {
			t.Errorf("exit code %d, want %d: %s", code, want, out)
		}
		// GitLab runs what comes after without regard to failures in it.
		if _, out := shell(t, dir, "set +e +o pipefail\n"+strings.Join(job.AfterScript, "\n")); out != "" {
			t.Error(out)
		}
		report, err := os.ReadFile(filepath.Join(dir, job.Artifacts.Reports["codequality"]))
		if err != nil {
			t.Fatal(err)
		}
		checkQuality(t, report, want != 0)
	}
}

func checkQuality(t *testing.T, report []byte, findings bool) {
	t.Helper()
	var found []struct {
		Description, Fingerprint, Severity string
		CheckName                          string `json:"check_name"`
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal(report, &found); err != nil || (len(found) == 2) != findings {
		t.Fatalf("%v: %s", err, report)
	}
	if !findings {
		return
	}
	a, b := found[0], found[1]
	if a.Location.Path != "eu/cluster.cue" || b.Location.Path != "us/cluster.cue" || a.Location.Lines.Begin != 6 ||
		a.Description == "" || a.CheckName == "" || a.Fingerprint == "" || a.Fingerprint == b.Fingerprint ||
		!slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, a.Severity) {
		t.Errorf("%s", report)
	}
}

// The shell blocks do what the page says of them.
func TestShellSnippets(t *testing.T) {
	git := "git init -q && git config user.email a@b && git config user.name a && git add -A && git commit -qm a"
	for _, script := range snippets(t, "bash") {
		if strings.HasPrefix(script, "docker ") {
			continue // TestImage
		}
		dir := repository(t, map[string]string{"cluster.cue": good})
		if code, out := shell(t, dir, "alluxio-gen build -q cluster.cue\n"+git+"\n"+script); code != 0 {
			t.Errorf("up to date: exit code %d: %s", code, out)
		}
		stale := "alluxio-gen build -q cluster.cue\nsed -i s/1GB/2GB/ cluster.cue\n" + git + "\n"
		if code, out := shell(t, dir, "rm -rf .git\n"+stale+script); code == 0 || !strings.Contains(out, "+++ b/docker-compose.yml") {
			t.Errorf("not up to date: exit code %d: %s", code, out)
		}
		if code, _ := shell(t, repository(t, map[string]string{"cluster.cue": wrong}), script); code != 3 {
			t.Errorf("wrong: exit code %d", code)
		}
	}
}
