// Package templates holds the text templates of the artifacts that are not made by another library's types.
package templates

import "embed"

// FS has every template by its artifact's file name, for example "host-prep.sh".
//
//go:embed *
var FS embed.FS
