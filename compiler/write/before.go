package write

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Before is a compose or stack file that lies in an output directory.
type Before struct {
	// Path is slash-separated and relative to the output directory, File as the user would name it.
	Path, File string
	Content    []byte
	// Cluster is whose build wrote it to this very place; "" when none says so.
	Cluster string
	// Edited says that it is not as the build wrote it.
	Edited bool
}

// Holds reports whether the file is what writing the content would make of it.
func (b Before) Holds(content []byte) bool {
	now, err := sealed(File{Path: b.Path, Content: content}, b.Cluster)
	return err == nil && bytes.Equal(now, b.Content)
}

// ComposeFiles reads the compose files of the output directory and of the folders in it, and its stack file, without following
// symlinks; none when there is no such directory. An error is about reading the disk.
func ComposeFiles(dir string) ([]Before, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	p := planner{root: root}
	var found []Before
	paths := []string{stackFile, composeFile}
	for _, folder := range p.folders() {
		paths = append(paths, path.Join(folder, composeFile))
	}
	for _, file := range paths {
		b := Before{Path: file}
		b.File = filepath.Join(dir, filepath.FromSlash(b.Path))
		if info, err := p.stat(b.Path); err != nil || info == nil || !info.Mode().IsRegular() || info.Size() > largestArtifact {
			continue // nothing that a build would replace
		}
		if b.Content, err = root.ReadFile(b.Path); err != nil {
			return nil, err
		}
		s, ok := readSeal(b.Content)
		if ok && s.path == b.Path {
			b.Cluster = s.cluster
		}
		b.Edited = !ok || !s.intact
		found = append(found, b)
	}
	return found, nil
}
