package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"github.com/google/renameio/v2"
)

// ErrRefused says that the plan holds refusals; Changes.Refused has them.
var ErrRefused = errors.New("nothing was written")

// Apply does what the plan says. A failure half way (a full disk) leaves whole files only; a second run does the rest.
func (c *Changes) Apply() error {
	if len(c.Refused) > 0 {
		return ErrRefused
	}
	if !slices.ContainsFunc(c.Files, func(f Change) bool { return f.Action != Keep }) {
		return nil
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range c.Files {
		if err := f.apply(root); err != nil {
			return fmt.Errorf("%s: %w", path.Join(c.Dir, f.Path), err)
		}
	}
	return nil
}

func (c Change) apply(root *os.Root) error {
	switch c.Action {
	case Create, Replace:
		if err := root.MkdirAll(path.Dir(c.Path), 0o755); err != nil {
			return err
		}
		return put(root, c)
	case Remove:
		return remove(root, c.Path)
	default:
		return nil
	}
}

// put replaces or makes a file in one step; the umask may take permissions from its mode.
func put(root *os.Root, c Change) error {
	f, err := renameio.NewPendingFile(c.Path, renameio.WithRoot(root), renameio.WithPermissions(c.Mode))
	if err != nil {
		return err
	}
	defer f.Cleanup() // nothing once the file is in its place
	if _, err := f.Write(c.New); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}

// remove takes a file away, and the folders that it leaves empty.
func remove(root *os.Root, file string) error {
	if err := root.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for dir := range parents(file) {
		if root.Remove(dir) != nil {
			break // it holds something else
		}
	}
	return nil
}
