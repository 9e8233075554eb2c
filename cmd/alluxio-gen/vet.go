package main

import (
	"errors"

	"github.com/spf13/pflag"
)

var vetVerb = verb{
	name:     "vet",
	synopsis: "[flags] FILE...",
	summary:  "check descriptions and write nothing",
	details: `Checks everything that build checks. A FILE ends in .cue, .yaml, .yml or .json; "-" is the standard input. What is
found goes to the standard error; a description without a fault makes no output.
`,
	examples: []string{
		"alluxio-gen vet cluster.cue",
		"alluxio-gen vet --strict clusters/*.cue",
		"alluxio-gen vet -t region=eu cluster.cue",
	},
	bind: func(fs *pflag.FlagSet) action {
		var i inspection
		i.bind(fs)
		return func(t *tool, files []string) error { return t.vet(files, i) }
	},
}

// vet checks every file, also behind one that is wrong or cannot be read.
func (t *tool) vet(files []string, i inspection) error {
	if len(files) == 0 {
		return usageError{"vet", "vet wants at least one FILE"}
	}
	if err := errors.Join(i.validate("vet"), checkNames("vet", files)); err != nil {
		return err
	}
	var worst error
	for _, file := range files {
		switch _, err := t.inspect(file, i); {
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
	return worst
}
