package write

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"github.com/google/renameio/v2"
	"golang.org/x/sync/errgroup"
)

// ErrRefused says that the plan holds refusals; Changes.Refused has them.
var ErrRefused = errors.New("nothing was written")

// atOnce is how many files are written at the same time: each waits for the disk, and a disk takes many together.
const atOnce = 64

// Apply does what the plan says: what holds a build's record comes last but for removals, so whatever a failure half way
// (a full disk) leaves, it leaves whole files only, and the next build compares itself with the record of the one before.
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
	for _, step := range []func(Change) bool{Change.isPlain, Change.holdsRecord, Change.isRemoval} {
		if err := c.applyAll(root, step); err != nil {
			return err
		}
	}
	return nil
}

// applyAll applies the changes of one kind at the same time, and begins no other once one has failed.
func (c *Changes) applyAll(root *os.Root, ofKind func(Change) bool) error {
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(atOnce)
	for _, f := range c.Files {
		if !ofKind(f) {
			continue
		}
		group.Go(func() error {
			if ctx.Err() != nil {
				return nil // another failed, and that is what is told
			}
			if err := f.apply(root); err != nil {
				return fmt.Errorf("%s: %w", path.Join(c.Dir, f.Path), err)
			}
			return nil
		})
	}
	return group.Wait()
}

func (c Change) isPlain() bool     { return !c.holdsRecord() && !c.isRemoval() }
func (c Change) isRemoval() bool   { return c.Action == Remove }
func (c Change) holdsRecord() bool { return !c.isRemoval() && isRecord(c.Path) }

// isRecord reports whether a build's record is in the file.
func isRecord(file string) bool {
	name := path.Base(file)
	return name == composeFile || name == stackFile
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
