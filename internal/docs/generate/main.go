// Command generate writes the pages of docs/ that package docs makes. It runs in the project's root, or in the one it is told.
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/alluxio-gen/alluxio-gen/internal/docs"
)

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := write(root); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func write(root string) error {
	pages, err := docs.Pages(os.DirFS(root))
	if err != nil {
		return err
	}
	folder := filepath.Join(root, "docs")
	if err := clear(folder, pages); err != nil {
		return err
	}
	for name, content := range pages {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// clear removes pages of an earlier run that are not made any more, such as those of a family that is gone.
func clear(folder string, pages map[string][]byte) error {
	return filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil || !bytes.HasPrefix(content, []byte(docs.Mark)) {
			return err
		}
		name, err := filepath.Rel(folder, file)
		if _, kept := pages[filepath.ToSlash(name)]; err != nil || kept {
			return err
		}
		return os.Remove(file)
	})
}
