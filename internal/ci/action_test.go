package ci

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// action is what is in action.yml.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Using string
		Steps []struct {
			Uses, Name, Shell, Run string
			Env                    map[string]string
		}
	}
}

var expression = regexp.MustCompile(`\$\{\{ *([\w.]+) *\}\}`)

// perform runs the steps of the action for a repository as a runner does, except those that other actions take.
func (a action) perform(t *testing.T, dir string, inputs map[string]string) (code int, out string) {
	t.Helper()
	source, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{"github.action_path": source, "runner.temp": temporary(t)}
	for name, i := range a.Inputs {
		values["inputs."+name] = i.Default
	}
	for name, value := range inputs {
		values["inputs."+name] = value
	}
	for _, step := range a.Runs.Steps {
		if step.Run == "" {
			continue
		}
		if expression.MatchString(step.Run) || step.Shell != "bash" {
			t.Errorf("step %s: an expression in a script would be run, and bash is meant", step.Name)
		}
		var env []string
		for name, value := range step.Env {
			env = append(env, name+"="+expression.ReplaceAllStringFunc(value, func(x string) string {
				known, ok := values[expression.FindStringSubmatch(x)[1]]
				if !ok {
					t.Errorf("step %s: %s means nothing", step.Name, x)
				}
				return known
			}))
		}
		if code, out = shell(t, dir, step.Run, env...); code != 0 {
			return code, out
		}
	}
	return code, out
}

// temporary is the folder of a runner for what a job needs while it runs; one for all tests, so that the tool, which is the
// same to all of them, is linked once.
func temporary(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(filepath.Dir(tool(t)), "runner")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAction(t *testing.T) {
	var a action
	decode(t, read(t, "action.yml"), &a)
	if a.Runs.Using != "composite" {
		t.Errorf("the action uses %s", a.Runs.Using)
	}
	dir := repository(t, map[string]string{"good/cluster.cue": good, "warns/cluster.cue": warns, "a b/$(x) cluster/cluster.cue": wrong})
	for _, c := range []struct {
		name   string
		inputs map[string]string
		code   int
		want   string
	}{
		{"good", map[string]string{"paths": "good"}, 0, ""},
		{"warns", map[string]string{"paths": "good\nwarns\n"}, 0, "::warning file=warns/cluster.cue,line=6,"},
		{"strict", map[string]string{"paths": "good\nwarns\n", "strict": "true"}, 3, "::warning file=warns/cluster.cue,line=6,"},
		{"all", nil, 3, "::error file=a b/$(x) cluster/cluster.cue,line=6,"},
		{"hostile path", map[string]string{"paths": "$(touch owned)\n--force\na b/$(x) cluster"}, 2, `"$(touch owned)" is no description`},
		{"hostile flag", map[string]string{"paths": "--format"}, 2, `"--format" is no description`},
		{"nothing to check", map[string]string{"paths": ".git"}, 2, "no description"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if code, out := a.perform(t, dir, c.inputs); code != c.code || !strings.Contains(out, c.want) {
				t.Errorf("exit code %d, want %d; %s", code, c.code, out)
			}
		})
	}
	t.Run("sarif", func(t *testing.T) {
		code, out := a.perform(t, dir, map[string]string{"sarif": "log.sarif"})
		log, err := os.ReadFile(filepath.Join(dir, "log.sarif"))
		if err != nil || code != 3 || !strings.Contains(string(log), `"ruleId": "schema/unknown-field"`) || !strings.Contains(out, "::error ") {
			t.Errorf("exit code %d, %v: %s%s", code, err, out, log)
		}
	})
	if _, err := os.Stat(filepath.Join(dir, "owned")); err == nil {
		t.Error("a path was run")
	}
}

// The workflows of docs/ci.md use the action as it is.
func TestWorkflows(t *testing.T) {
	var a action
	decode(t, read(t, "action.yml"), &a)
	for _, file := range []string{".github/workflows/alluxio.yml", ".github/workflows/alluxio-scan.yml"} {
		var w struct {
			Jobs map[string]struct {
				Steps []struct {
					Uses string
					With map[string]string
				}
			}
		}
		decode(t, snippet(t, file), &w)
		used := 0
		for _, job := range w.Jobs {
			for _, s := range job.Steps {
				if !strings.HasPrefix(s.Uses, "alluxio-gen/alluxio-gen@") {
					continue
				}
				used++
				for name := range s.With {
					if _, ok := a.Inputs[name]; !ok {
						t.Errorf("%s: the action has no input %s", file, name)
					}
				}
				dir := repository(t, map[string]string{"cluster.cue": good, "eu/cluster.cue": wrong})
				if code, out := a.perform(t, dir, s.With); code != 3 || !strings.Contains(out, "::error file=eu/cluster.cue,line=6,") {
					t.Errorf("%s: exit code %d: %s", file, code, out)
				}
			}
		}
		if used != 1 {
			t.Errorf("%s uses the action %d times", file, used)
		}
	}
}
