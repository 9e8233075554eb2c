package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/spf13/pflag"
)

var showVerb = verb{
	name:     "show",
	synopsis: "[flags] FILE",
	summary:  "show what is planned: hosts, services, ports, mounts, memory",
	details: `Says on the standard output what runs on each host, at which ports and with which mounts, and how much memory each
container comes to need, term by term. As mermaid it is a diagram for a README, inside a block called mermaid; as html
one page that draws the cluster, which needs nothing else.
`,
	examples: []string{
		"alluxio-gen show cluster.cue",
		"alluxio-gen show --format mermaid cluster.cue",
		"alluxio-gen show --format html cluster.cue > cluster.html",
	},
	bind: func(fs *pflag.FlagSet) action {
		var s picture
		formats := compiler.ShowFormats()
		fs.StringVar(&s.format, "format", formats[0], "draw as `FORMAT`: "+strings.Join(formats, ", "))
		offer(fs, "format", formats)
		s.bind(fs)
		return s.run
	},
}

type picture struct {
	inspection
	format string
}

func (s *picture) run(t *tool, files []string) error {
	formats := compiler.ShowFormats()
	switch {
	case len(files) != 1:
		return usageError{"show", fmt.Sprintf("show wants one FILE, not %d", len(files))}
	case !slices.Contains(formats, s.format):
		return usageError{"show", fmt.Sprintf("--format is one of %s, not %s", strings.Join(formats, ", "), quoted(s.format))}
	}
	if err := errors.Join(s.validate("show"), checkNames("show", files)); err != nil {
		return err
	}
	var drawn []byte
	j := t.judge(s.inspection)
	j.with = func(src compiler.Source) (result compiler.Result, err error) {
		drawn, result, err = compiler.Show(src, s.format)
		return result, err
	}
	_, err := j.inspect(files[0])
	if err := j.end(err); err != nil {
		return err
	}
	return t.print(string(drawn))
}
