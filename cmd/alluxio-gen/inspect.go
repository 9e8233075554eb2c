package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/report"
	"github.com/spf13/pflag"
)

// stdinName is how a command line names the standard input.
const stdinName = "-"

// inspection is how to check a description: the flags that all verbs share which read one.
type inspection struct {
	strict, quiet bool
	tags          []string
	color, format string
}

func (i *inspection) bind(fs *pflag.FlagSet) {
	fs.BoolVar(&i.strict, "strict", false, "warnings count as errors")
	fs.StringArrayVarP(&i.tags, "tag", "t", nil, "give `KEY=VALUE` to the description's @tag(KEY); may be repeated")
	fs.BoolVarP(&i.quiet, "quiet", "q", false, "show errors only: no warnings (unless --strict), no progress")
	fs.StringVar(&i.color, "color", "auto", "color the diagnostics: `WHEN` is auto, always or never")
	offer(fs, "color", colorModes)
}

// bindFormat is for the verbs whose diagnostics machines may want.
func (i *inspection) bindFormat(fs *pflag.FlagSet) {
	fs.StringVar(&i.format, "format", formatNames()[0], "show diagnostics as `FORMAT`: "+strings.Join(formatNames(), ", "))
	offer(fs, "format", formatNames())
}

func (i *inspection) validate(verb string) error {
	if !slices.Contains(colorModes, i.color) {
		return usageError{verb, fmt.Sprintf("--color is one of %s, not %s", strings.Join(colorModes, ", "), quoted(i.color))}
	}
	if i.format != "" && !slices.Contains(formatNames(), i.format) {
		return usageError{verb, fmt.Sprintf("--format is one of %s, not %s", strings.Join(formatNames(), ", "), quoted(i.format))}
	}
	for _, tag := range i.tags {
		if key, _, ok := strings.Cut(tag, "="); !ok || key == "" {
			return usageError{verb, fmt.Sprintf("--tag wants KEY=VALUE, not %s", quoted(tag))}
		}
	}
	return nil
}

func formatNames() (names []string) {
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// formatOf gives a format that validate let through; "" is the one for people.
func formatOf(name string) report.Format {
	all := report.Formats()
	return all[max(slices.IndexFunc(all, func(f report.Format) bool { return f.Name == name }), 0)]
}

// endings are those of a description's file name.
var endings = []string{".cue", ".yaml", ".yml", ".json"}

func (t *tool) read(file string) (compiler.Source, error) {
	if file == stdinName {
		return source(file, t.in)
	}
	f, err := os.Open(file)
	if err != nil {
		return compiler.Source{}, err
	}
	defer f.Close()
	return source(file, f)
}

// source reads no more than shows that there is too much.
func source(name string, r io.Reader) (compiler.Source, error) {
	content, err := io.ReadAll(io.LimitReader(r, compiler.MaxBytes+1))
	return compiler.Source{Name: name, Content: content}, err
}

// checkNames refuses what is no description by its name, before anything is read.
func checkNames(verb string, files []string) error {
	for _, file := range files {
		if file != stdinName && !slices.Contains(endings, strings.ToLower(filepath.Ext(file))) {
			return usageError{verb, fmt.Sprintf("%s is no description by its name: that ends in %s", quoted(file), strings.Join(endings, ", "))}
		}
	}
	return nil
}

// textOf gives the text of the files that diagnostics point into: the description, or a file that it imports. What is shown of
// it goes into logs, so that secrets are hidden.
func textOf(src compiler.Source, hide func([]byte) []byte) func(string) []byte {
	return func(file string) []byte {
		if file == src.Name {
			return hide(src.Content)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return nil // the report does without the source line
		}
		return hide(content)
	}
}
