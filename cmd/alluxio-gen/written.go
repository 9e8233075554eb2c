package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/write"
)

// written says what a build did: one line a file that changed, and how many did not.
func written(c *write.Changes) string {
	var b strings.Builder
	kept := 0
	for _, f := range c.Files {
		path := filepath.Join(c.Dir, filepath.FromSlash(f.Path))
		switch f.Action {
		case write.Create, write.Replace:
			fmt.Fprintf(&b, "wrote %s\n", path)
		case write.Remove:
			fmt.Fprintf(&b, "removed %s\n", path)
		case write.Keep:
			kept++
		}
	}
	switch kept {
	case 0:
	case 1:
		b.WriteString("1 file is as it was\n")
	default:
		fmt.Fprintf(&b, "%d files are as they were\n", kept)
	}
	return b.String()
}

// next says what to do with what was written.
func next(dir string, lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	head := "\nNext:\n"
	if filepath.Clean(dir) != "." {
		head = fmt.Sprintf("\nNext, in %s:\n", dir)
	}
	return head + "  " + strings.Join(lines, "\n  ") + "\n"
}
