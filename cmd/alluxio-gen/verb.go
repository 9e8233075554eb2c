package main

import (
	"errors"
	"io"
	"slices"

	"github.com/spf13/pflag"
)

// verb is one thing that the tool does.
type verb struct {
	name     string
	also     []string // what other tools call it: no name of it, but understood as a question
	synopsis string   // what follows the name on the command line
	summary  string   // half a line for the list of verbs
	details  string   // what the help of the verb says beside its flags
	examples []string
	// bind defines the flags and gives what runs once they are read.
	bind func(*pflag.FlagSet) action
	// complete gives what the next argument may be, seen from those before it; without it, or with none, it is a file.
	complete func(before []string) []candidate
}

// action does the work with the arguments that are no flags.
type action func(t *tool, args []string) error

// verbs is the command table, in the order of the help.
func verbs() []verb {
	return []verb{initVerb, importVerb, buildVerb, diffVerb, vetVerb, showVerb, whyVerb, explainVerb, completionVerb, versionVerb, helpVerb()}
}

func findVerb(name string) (verb, bool) {
	all := verbs()
	i := slices.IndexFunc(all, func(v verb) bool { return v.name == name })
	if i < 0 {
		return verb{}, false
	}
	return all[i], true
}

// dispatch finds the verb and reads its flags.
func (t *tool) dispatch(args []string) error {
	if len(args) == 0 {
		return usageError{"", "a verb is missing"}
	}
	if args[0] == "-h" || args[0] == "--help" {
		return overview(t)
	}
	if args[0] == "--version" {
		args[0] = versionVerb.name
	}
	if args[0] == askWord {
		return t.answer(args[1:])
	}
	v, ok := findVerb(args[0])
	if !ok {
		return usageError{"", "there is no verb " + quoted(args[0]) + orVerb(args[0])}
	}
	fs, act := v.flags()
	if err := fs.Parse(args[1:]); errors.Is(err, pflag.ErrHelp) {
		return v.help(t)
	} else if err != nil {
		return usageError{v.name, orFlag(err, fs)}
	}
	return act(t, fs.Args())
}

// flags gives the verb's own flag set, which neither exits nor prints.
func (v verb) flags() (*pflag.FlagSet, action) {
	fs := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.SortFlags = false
	return fs, v.bind(fs)
}
