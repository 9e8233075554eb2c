package main

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// Every verb, flag and exit code is used in a script, and every verb's help is pinned there.
func TestScriptsUseEverything(t *testing.T) {
	lines := scriptLines(t)
	for _, v := range verbs() {
		if !ran(lines, `help `+v.name+`$`) {
			t.Errorf("the help of %s is not pinned", v.name)
		}
		fs := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
		v.bind(fs)
		fs.VisitAll(func(f *pflag.Flag) {
			names := "--" + f.Name
			if f.Shorthand != "" {
				names += "|-" + f.Shorthand
			}
			if !ran(lines, v.name+` (.* )?(`+names+`)([ =]|$)`) {
				t.Errorf("no script runs %s %s", v.name, names)
			}
		})
	}
	for _, exit := range exitCodes {
		if want := "code " + strconv.Itoa(exit.code) + " alluxio-gen "; exit.code != exitFine && !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, want) }) {
			t.Errorf("no script ends with exit code %d", exit.code)
		}
	}
}

// ran says that some line runs the tool with arguments that begin so.
func ran(lines []string, arguments string) bool {
	return slices.ContainsFunc(lines, regexp.MustCompile(`(exec|code [0-9]|sh -c '.*) ?alluxio-gen `+arguments).MatchString)
}

func scriptLines(t *testing.T) (lines []string) {
	t.Helper()
	files, err := fs.Glob(os.DirFS("testdata/script"), "*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, f := range files {
		content, err := os.ReadFile("testdata/script/" + f)
		if err != nil {
			t.Fatal(err)
		}
		script, _, _ := strings.Cut(string(content), "\n-- ")
		lines = append(lines, strings.Split(script, "\n")...)
	}
	return lines
}
