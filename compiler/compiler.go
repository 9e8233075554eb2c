// Package compiler turns one description of an Alluxio cluster into the files that run it on Docker.
package compiler

import (
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
)

// MaxBytes is the largest description that is compiled; a larger one is a diagnostic.
const MaxBytes = load.MaxBytes

// Source is a description to compile.
type Source struct {
	// Name is the file's path as the user wrote it, or "-" for standard input. Its ending chooses the reader:
	// .cue (and "-"), .yaml, .yml or .json.
	Name string
	// Content is the file's text.
	Content []byte
	// Tags are key=value pairs for @tag attributes.
	Tags []string
	// Before are the compose files of the output directory, for what a change of them would lose; none for a check alone.
	Before []Before
	// Vet leaves out what is made of an accepted description: the result has no artifacts.
	Vet bool
	// Accept names the changes that may lose something, of those that Changes lists.
	Accept []string
}

// Before is a compose file that an earlier build may have written.
type Before = write.Before

// Artifact is one file of the result. Path is slash-separated and relative to the output directory.
type Artifact = write.File

// Result is what a compilation found and made. Artifacts is empty when a diagnostic is an error.
type Result struct {
	// Cluster is the cluster's name.
	Cluster     string
	Artifacts   []Artifact
	Diagnostics []diag.Diagnostic
	// Needless are accepted changes that do not happen.
	Needless []string
	// Next are the commands to give after a build, one a line, as text for people, seen from the output directory.
	Next []string
}
