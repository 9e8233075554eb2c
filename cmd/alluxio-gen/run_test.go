package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// try runs the tool over a description in a directory of its own, with a compiler that the test chooses.
func try(t *testing.T, compile func(compiler.Source) (compiler.Result, error), args ...string) (code int, stdout, stderr, dir string) {
	t.Helper()
	dir = t.TempDir()
	file := filepath.Join(dir, "cluster.cue")
	if err := os.WriteFile(file, []byte("name: \"lake\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	tool := &tool{in: strings.NewReader(""), out: &out, err: &errs, compile: compile}
	code = tool.explain(tool.perform(append(args, file)))
	return code, out.String(), errs.String(), dir
}

func compiled(ds ...diag.Diagnostic) func(compiler.Source) (compiler.Result, error) {
	return func(compiler.Source) (compiler.Result, error) {
		return compiler.Result{
			Cluster:     "lake",
			Artifacts:   []compiler.Artifact{{Path: "docker-compose.yml", Content: []byte("# made\nname: lake\n"), Mode: 0o644}},
			Diagnostics: ds,
			Next:        []string{"sudo ./host-prep.sh apply", "docker compose up -d"},
		}, nil
	}
}

func finding(s diag.Severity) diag.Diagnostic {
	return diag.Diagnostic{Severity: s, Rule: "family/rule", Path: []string{"name"}, Message: "something", Count: 1}
}

func TestSeverityAndStrictDecide(t *testing.T) {
	for _, tt := range []struct {
		name  string
		found []diag.Diagnostic
		flags []string
		code  int
		shown string
	}{
		{"nothing found", nil, nil, exitFine, ""},
		{"nothing found, strict", nil, []string{"--strict"}, exitFine, ""},
		{"warning", []diag.Diagnostic{finding(diag.Warning)}, nil, exitFine, "1 warning"},
		{"warning, strict", []diag.Diagnostic{finding(diag.Warning)}, []string{"--strict"}, exitWrong, "--strict is given"},
		{"error", []diag.Diagnostic{finding(diag.Error)}, nil, exitWrong, "1 error"},
		{"error, strict", []diag.Diagnostic{finding(diag.Error)}, []string{"--strict"}, exitWrong, "1 error"},
	} {
		for _, verb := range []string{"build", "vet"} {
			t.Run(tt.name+"/"+verb, func(t *testing.T) {
				code, stdout, stderr, dir := try(t, compiled(tt.found...), append([]string{verb}, tt.flags...)...)
				if code != tt.code || !strings.Contains(stderr, tt.shown) || tt.shown == "" && stderr != "" {
					t.Errorf("exit %d, want %d; stderr %q", code, tt.code, stderr)
				}
				_, err := os.Stat(filepath.Join(dir, "docker-compose.yml"))
				if wrote, want := err == nil, verb == "build" && tt.code == exitFine; wrote != want || (stdout != "") != want {
					t.Errorf("wrote %v, want %v; stdout %q", wrote, want, stdout)
				}
			})
		}
	}
}

func TestBuildSaysWhatIsNext(t *testing.T) {
	_, stdout, _, dir := try(t, compiled(), "build")
	want := "wrote " + filepath.Join(dir, "docker-compose.yml") + "\n\nNext, in " + dir + ":\n  sudo ./host-prep.sh apply\n  docker compose up -d\n"
	if stdout != want {
		t.Errorf("stdout %q\nwant   %q", stdout, want)
	}
}

// Our faults never look like the description's.
func TestInternalErrors(t *testing.T) {
	for name, compile := range map[string]func(compiler.Source) (compiler.Result, error){
		"error": func(compiler.Source) (compiler.Result, error) {
			return compiler.Result{}, errors.New("we made nonsense")
		},
		"panic": func(compiler.Source) (compiler.Result, error) { panic("we made nonsense") },
	} {
		for _, verb := range []string{"build", "vet"} {
			t.Run(name+"/"+verb, func(t *testing.T) {
				code, stdout, stderr, _ := try(t, compile, verb)
				if code != exitFailed || stdout != "" || !strings.HasPrefix(stderr, "alluxio-gen: internal error: we made nonsense") ||
					!strings.Contains(stderr, "Please report it") || !strings.Contains(stderr, version()) {
					t.Errorf("exit %d, stderr %q", code, stderr)
				}
			})
		}
	}
}

func TestUnfitArtifactsAreOurFault(t *testing.T) {
	code, _, stderr, _ := try(t, func(compiler.Source) (compiler.Result, error) {
		return compiler.Result{Cluster: "lake", Artifacts: []compiler.Artifact{{Path: "../x", Content: []byte("# made\n")}}}, nil
	}, "build")
	if code != exitFailed || !strings.Contains(stderr, "internal error") {
		t.Errorf("exit %d, stderr %q", code, stderr)
	}
}

func TestTagsReachTheCompiler(t *testing.T) {
	var got compiler.Source
	try(t, func(s compiler.Source) (compiler.Result, error) {
		got = s
		return compiler.Result{Cluster: "lake"}, nil
	}, "vet", "-t", "a=1,2", "--tag=b=")
	if len(got.Tags) != 2 || got.Tags[0] != "a=1,2" || got.Tags[1] != "b=" || string(got.Content) != "name: \"lake\"\n" {
		t.Errorf("source %+v", got)
	}
}

func TestDescribe(t *testing.T) {
	setting := func(k, v string) debug.BuildSetting { return debug.BuildSetting{Key: k, Value: v} }
	for _, tt := range []struct {
		want string
		info debug.BuildInfo
	}{
		{"(devel)", debug.BuildInfo{}},
		{"v1.2.3", debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}},
		{"v1.2.3 0123456789ab", debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"},
			Settings: []debug.BuildSetting{setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "false")}}},
		{"(devel) 0123 (modified)", debug.BuildInfo{Main: debug.Module{Version: "(devel)"},
			Settings: []debug.BuildSetting{setting("vcs.revision", "0123"), setting("vcs.modified", "true")}}},
	} {
		if got := describe(&tt.info); got != tt.want {
			t.Errorf("describe = %q, want %q", got, tt.want)
		}
	}
}

// Every verb explains itself: nothing in the table is empty, and its flags are described.
func TestVerbsExplainThemselves(t *testing.T) {
	for _, v := range verbs() {
		if v.summary == "" || v.bind == nil {
			t.Errorf("%s: no summary or nothing to do", v.name)
		}
		if fs, act := v.flags(); act == nil || fs.HasFlags() && (v.details == "" || len(v.examples) == 0) {
			t.Errorf("%s: flags without details or examples", v.name)
		}
	}
}
