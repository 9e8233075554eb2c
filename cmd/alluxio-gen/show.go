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
	also:     []string{"graph", "inspect", "view"},
	synopsis: "[flags] FILE",
	summary:  "show what is planned, or what Spark, Hadoop and Trino are told of it",
	details: `Says on the standard output what runs on each host, at which ports and with which mounts, and how much memory each
container comes to need, term by term. As mermaid it is a diagram for a README, inside a block called mermaid; as html
one page that draws the cluster, which needs nothing else.

With --for it writes what a program of another image needs to use Alluxio: for spark the lines of spark-defaults.conf, for hadoop a
core-site.xml, for trino (and Presto) the lines of a catalog; with the client's jar, the address of the masters, and their properties.
`,
	examples: []string{
		"alluxio-gen show cluster.cue",
		"alluxio-gen show --format mermaid cluster.cue",
		"alluxio-gen show --format html cluster.cue > cluster.html",
		"alluxio-gen show --for spark cluster.cue >> conf/spark-defaults.conf",
	},
	bind: func(fs *pflag.FlagSet) action {
		var s picture
		formats := compiler.ShowFormats()
		fs.StringVar(&s.format, "format", formats[0], "draw as `FORMAT`: "+strings.Join(formats, ", "))
		offer(fs, "format", formats)
		engines := compiler.Engines()
		fs.StringVar(&s.engine, "for", "", "write what `ENGINE` is told: "+strings.Join(engines, ", "))
		offer(fs, "for", engines)
		s.bind(fs)
		return s.run
	},
}

type picture struct {
	inspection
	format string
	engine string
}

func (s *picture) run(t *tool, files []string) error {
	formats := compiler.ShowFormats()
	switch {
	case len(files) != 1:
		return usageError{"show", fmt.Sprintf("show wants one FILE, not %d", len(files))}
	case !slices.Contains(formats, s.format):
		return usageError{"show", fmt.Sprintf("--format is one of %s, not %s", strings.Join(formats, ", "), quoted(s.format))}
	case s.engine != "" && !slices.Contains(compiler.Engines(), s.engine):
		return usageError{"show", fmt.Sprintf("--for is one of %s, not %s", strings.Join(compiler.Engines(), ", "), quoted(s.engine))}
	case s.engine != "" && s.format != formats[0]:
		return usageError{"show", "--for writes text for another program, and takes no --format"}
	}
	if err := errors.Join(s.validate("show"), checkNames("show", files)); err != nil {
		return err
	}
	var drawn []byte
	j := t.judge(s.inspection)
	j.with = func(src compiler.Source) (result compiler.Result, err error) {
		if s.engine != "" {
			drawn, result, err = compiler.ShowFor(src, s.engine)
		} else {
			drawn, result, err = compiler.Show(src, s.format)
		}
		return result, err
	}
	_, err := j.inspect(files[0])
	if err := j.end(err); err != nil {
		return err
	}
	return t.print(string(drawn))
}
