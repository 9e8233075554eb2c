package main

import (
	"errors"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/spf13/pflag"
)

var vetVerb = verb{
	name:     "vet",
	also:     []string{"lint", "validate", "check", "verify", "test"},
	synopsis: "[flags] FILE|DIR...",
	summary:  "check descriptions and write nothing",
	details: `Checks everything that build checks. A FILE ends in .cue, .yaml, .yml or .json; "-" is the standard input. A DIR is
searched for cluster.cue, cluster.yaml, cluster.yml and cluster.json; hidden folders and cue.mod are passed over.
A description without a fault makes no output. What is found goes to the standard error as text, or to the standard
output in the other formats, and then nothing else does.
`,
	examples: []string{
		"alluxio-gen vet cluster.cue",
		"alluxio-gen vet --strict clusters",
		"alluxio-gen vet --format github .",
		"alluxio-gen vet --format sarif . > alluxio-gen.sarif",
		"alluxio-gen vet -t region=eu cluster.cue",
	},
	bind: func(fs *pflag.FlagSet) action {
		var i inspection
		i.bind(fs)
		i.bindFormat(fs)
		return func(t *tool, files []string) error { return t.vet(files, i) }
	},
}

// vet checks every description, also behind one that is wrong or cannot be read.
func (t *tool) vet(args []string, i inspection) error {
	if len(args) == 0 {
		return usageError{"vet", "vet wants at least one FILE or DIR"}
	}
	if err := errors.Join(i.validate("vet"), checkNames("vet", slices.DeleteFunc(slices.Clone(args), isFolder))); err != nil {
		return err
	}
	j := t.judge(i)
	j.with = func(src compiler.Source) (compiler.Result, error) {
		src.Vet = true
		return t.compile(src)
	}
	var worst error
	for file, err := range descriptions(args) {
		if err != nil {
			j.report.Failed(file, err)
		} else {
			_, err = j.inspect(file)
		}
		switch {
		case err == nil:
		case errors.Is(err, errWrong):
			if worst == nil {
				worst = err
			}
		default:
			t.explain(err)
			worst = errShown
		}
	}
	return j.end(worst)
}
