// Package write puts artifacts on disk: atomically, only where something changes, and never over what somebody else
// wrote. It plans first and touches nothing until the whole plan stands.
package write

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// File is one file to write. Path is slash-separated and relative to the output directory; Mode is 0755 for a script,
// else 0644. Content has a comment line (see styles) as its first line or right behind a script's "#!" line.
type File struct {
	Path    string
	Content []byte
	Mode    fs.FileMode
}

// ErrUnfit says that what shall be written can never be: a fault of the compiler, not of the disk.
var ErrUnfit = errors.New("unfit artifact")

// executable reports whether somebody will run the file.
func (f File) executable() bool { return f.Mode&0o100 != 0 }

// checkPaths refuses a set of files that cannot stand in one directory; it is never the user's fault.
func checkPaths(files []File, o Options) error {
	seen := map[string]bool{}
	for _, f := range files {
		switch {
		case !filepath.IsLocal(f.Path), path.Clean(f.Path) != f.Path, strings.ContainsAny(f.Path, "\\\n"):
			return fmt.Errorf("%w: path %q is not a clean path inside the output directory", ErrUnfit, f.Path)
		case !o.hasPlace(f.Path):
			return fmt.Errorf("%w: no later build would look for %q; places is to be extended", ErrUnfit, f.Path)
		case seen[f.Path]:
			return fmt.Errorf("%w: two artifacts have the path %q", ErrUnfit, f.Path)
		}
		seen[f.Path] = true
	}
	for _, f := range files {
		for dir := range parents(f.Path) {
			if seen[dir] {
				return fmt.Errorf("%w: %q is also the folder of %q", ErrUnfit, dir, f.Path)
			}
		}
	}
	return nil
}

// parents yields the folders above a relative path, nearest first, without ".".
func parents(p string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if !yield(dir) {
				return
			}
		}
	}
}
