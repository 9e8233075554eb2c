package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/alluxio-gen/alluxio-gen/compiler"
)

// orMeant is the most likely name, as a question; "" where none is near.
func orMeant(name string, known []string) string {
	near, ok := compiler.Nearest(name, known)
	if !ok {
		return ""
	}
	return didYouMean(near)
}

// orVerb is orMeant for a verb, which may have another name in other tools, or for one of other words.
func orVerb(word string, others ...string) string {
	names := slices.Clone(others)
	for _, v := range verbs() {
		if slices.Contains(v.also, strings.ToLower(word)) {
			return didYouMean(v.name)
		}
		names = append(names, v.name)
	}
	return orMeant(word, names)
}

// orFlag is what is wrong with flags, and the flag that was most likely meant.
func orFlag(err error, flags *pflag.FlagSet) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return err.Error()
	}
	var names []string
	flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near, ok := compiler.Nearest(unknown.GetSpecifiedName(), names); ok {
		return err.Error() + didYouMean("--"+near)
	}
	return err.Error()
}

func didYouMean(name string) string { return "; did you mean " + name + "?" }
