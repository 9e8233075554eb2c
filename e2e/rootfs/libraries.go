package rootfs

import (
	"debug/elf"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// libraries are the files that a dynamic program of this machine needs to start: its loader and all shared objects.
func libraries(program string) ([]string, error) {
	found := map[string]string{}
	loader, err := add(program, found)
	if err != nil {
		return nil, err
	}
	paths := []string{loader}
	for _, path := range found {
		paths = append(paths, path)
	}
	return paths, nil
}

// add collects what file needs, and what those need, by name; it returns the loader that file asks for.
func add(file string, found map[string]string) (loader string, err error) {
	f, err := elf.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	names, err := f.ImportedLibraries()
	if err != nil {
		return "", err
	}
	for _, name := range names {
		if found[name] != "" {
			continue
		}
		path, err := locate(name)
		if err != nil {
			return "", err
		}
		found[name] = path
		if _, err := add(path, found); err != nil {
			return "", err
		}
	}
	return interpreter(f), nil
}

// locate looks where Debian keeps libraries.
func locate(name string) (string, error) {
	for _, pattern := range []string{"/lib/*-linux-gnu/", "/usr/lib/*-linux-gnu/", "/lib64/", "/lib/"} {
		if found, _ := filepath.Glob(pattern + name); len(found) > 0 {
			return found[0], nil
		}
	}
	return "", fmt.Errorf("shared library %s: %w", name, os.ErrNotExist)
}

func interpreter(f *elf.File) string {
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			name, _ := io.ReadAll(p.Open())
			return strings.TrimRight(string(name), "\x00")
		}
	}
	return ""
}
