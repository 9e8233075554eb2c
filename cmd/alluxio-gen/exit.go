package main

import (
	"errors"
	"fmt"
)

// The exit codes. They are a contract with other people's scripts.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2
	exitWrong  = 3
	exitDiff   = 4
)

// exitCodes is what `help exit-codes` says of them.
var exitCodes = []struct {
	code    int
	meaning string
}{
	{exitFine, "all is well; warnings may have been shown"},
	{exitFailed, "the tool failed, or could not read or write; a refused overwrite too"},
	{exitUsage, "the command line is wrong"},
	{exitWrong, "the description is wrong, or would lose what an earlier build's cluster keeps, or has warnings and --strict is given"},
	{exitDiff, "`diff` found a difference"},
}

// errWrong says that the description is wrong; the diagnostics have been shown.
var errWrong = errors.New("the description is wrong")

// errShown says that the tool could not do its work, and that why has been shown.
var errShown = errors.New("failed")

// errDiffers says that there is a difference, which has been shown.
var errDiffers = errors.New("there is a difference")

// usageError is a command line that cannot be understood. Verb is "" when it names none.
type usageError struct {
	verb, message string
}

func (e usageError) Error() string { return e.message }

// internalError is a fault of ours, never of the description.
type internalError struct{ error }

// asInternal makes an error ours; nil stays nil.
func asInternal(err error) error {
	if err == nil {
		return nil
	}
	return internalError{err}
}

// explain says what is not said yet and gives the exit code.
func (t *tool) explain(err error) int {
	var usage usageError
	var internal internalError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errWrong):
		return exitWrong
	case errors.Is(err, errDiffers):
		return exitDiff
	case errors.Is(err, errShown):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(t.err, "alluxio-gen: %s\n%s\n", usage.message, usageHint(usage.verb))
		return exitUsage
	case errors.As(err, &internal):
		fmt.Fprintf(t.err, "alluxio-gen: internal error: %v\n%s\n", internal, reportHint())
		return exitFailed
	default:
		fmt.Fprintf(t.err, "alluxio-gen: %v\n", err)
		return exitFailed
	}
}

func usageHint(verb string) string {
	if verb == "" {
		return "Try: alluxio-gen help"
	}
	return "Try: alluxio-gen help " + verb
}

func reportHint() string {
	return "This is a fault of alluxio-gen, not of your description. Please report it, with the description and this\n" +
		"version, at https://github.com/alluxio-gen/alluxio-gen/issues: " + version()
}
