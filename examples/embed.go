// Package examples holds the descriptions that users copy; `alluxio-gen init` starts from one of them.
package examples

import "embed"

// FS holds <name>/cluster.cue of each example.
//
//go:embed */cluster.cue
var FS embed.FS
