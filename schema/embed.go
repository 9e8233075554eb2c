// Package schema is the description language: a CUE package that the binary embeds and that a user may import.
package schema

import "embed"

// ImportPath is how a user's CUE file imports the language.
const ImportPath = "github.com/alluxio-gen/alluxio-gen/schema"

// FS holds the CUE files of the package.
//
//go:embed *.cue
var FS embed.FS
