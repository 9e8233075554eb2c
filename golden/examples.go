package golden

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The cases are the examples that people are shown, so what is shown is what the tests prove.
//
//go:embed err/*/*/cluster.* err/*/*/want.txt near/*/*/cluster.* err/history/*/before.cue
var cases embed.FS

// Example shows a rule by two descriptions, each cut to what matters; "..." stands for the rest.
type Example struct {
	// Fails is a description for which the rule speaks, Says what it says, Before what was built earlier, if that matters.
	Fails, Says, Before string
	// Passes is its neighbour, for which it is silent.
	Passes string
}

// ExampleOf gives the example of a rule, or of a fault that is told before rules speak. An error is a case that is not there.
func ExampleOf(rule string) (Example, error) {
	fails, err := read("err", rule)
	if err != nil {
		return Example{}, err
	}
	passes, err := read("near", rule)
	if err != nil {
		return Example{}, err
	}
	want, err := fs.ReadFile(cases, path.Join("err", rule, "want.txt"))
	if err != nil {
		return Example{}, err
	}
	says, lines := told(string(want), rule)
	e := Example{Says: says, Fails: cut(fails, passes, lines), Passes: cut(passes, fails, nil)}
	if before, err := fs.ReadFile(cases, path.Join("err", rule, "before.cue")); err == nil {
		e.Before = cut(string(before), fails, nil)
		e.Fails = cut(fails, string(before), lines)
	}
	return e, nil
}

func read(kind, rule string) (string, error) {
	names, err := fs.Glob(cases, path.Join(kind, rule, "cluster.*"))
	if err != nil || len(names) == 0 {
		return "", fmt.Errorf("%s has no case in golden/%s", rule, kind)
	}
	text, err := fs.ReadFile(cases, names[0])
	return string(text), err
}

var place = regexp.MustCompile(`--> cluster\.[a-z]+:([0-9]+):`)

// told finds in a report what a rule says, and the lines that it points at.
func told(report, rule string) (message string, lines map[int]bool) {
	lines = map[int]bool{}
	_, rest, _ := strings.Cut(report, "["+rule+"]: ")
	message, rest, _ = strings.Cut(rest, "\n")
	first, _, _ := strings.Cut(rest, "\n\n")
	for _, m := range place.FindAllStringSubmatch(first, -1) {
		n, _ := strconv.Atoi(m[1]) // digits
		lines[n-1] = true
	}
	return message, lines
}

// cut keeps the opening comment, the lines that the other text has not, those asked for, and what encloses them; all
// lines when none would be left.
func cut(text, other string, keep map[int]bool) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	shared := map[string]bool{}
	for line := range strings.Lines(other) {
		shared[strings.TrimSpace(line)] = true
	}
	kept := make([]bool, len(lines))
	for i, line := range lines {
		if bare := strings.TrimSpace(line); keep[i] || bare != "" && !strings.HasPrefix(bare, "//") && !shared[bare] {
			enclose(lines, kept, i)
		}
	}
	if !slices.Contains(kept, true) {
		return strings.Join(lines, "\n") // the difference is elsewhere
	}
	return strings.Join(elide(lines, kept), "\n")
}

// enclose keeps a line, and the lines that open and close what it stands in.
func enclose(lines []string, kept []bool, i int) {
	kept[i] = true
	depth := indent(lines[i])
	for j := i - 1; j >= 0; j-- {
		if d := indent(lines[j]); d < depth && lines[j] != "" {
			kept[j], depth = true, d
		}
	}
	depth = indent(lines[i])
	for j := i + 1; j < len(lines); j++ {
		if d := indent(lines[j]); d < depth && lines[j] != "" {
			kept[j], depth = true, d
		}
	}
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// elide writes "..." for lines that are not kept; nothing for blank ones.
func elide(lines []string, kept []bool) (out []string) {
	if len(kept) > 0 && strings.HasPrefix(lines[0], "//") {
		kept[0] = true
	}
	open := false
	for i, line := range lines {
		switch {
		case kept[i]:
			out, open = append(out, line), false
		case !open && strings.TrimSpace(line) != "":
			out, open = append(out, line[:indent(line)]+"..."), true
		}
	}
	return out
}
