package main

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// clusterNames are what a description is called where a folder is searched for some.
var clusterNames = []string{"cluster.cue", "cluster.yaml", "cluster.yml", "cluster.json"}

// descriptions gives the files that arguments name, in their order and each once. A folder stands for the descriptions
// below it, by path; one without any is an error, since nothing would be checked.
func descriptions(args []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		seen := map[string]bool{}
		for _, arg := range args {
			if !isFolder(arg) {
				if !seen[filepath.Clean(arg)] && !yield(arg, nil) {
					return
				}
				seen[filepath.Clean(arg)] = true
				continue
			}
			files, err := search(arg)
			if err != nil && !yield(arg, err) {
				return
			}
			for _, file := range files {
				if !seen[file] && !yield(file, nil) {
					return
				}
				seen[file] = true
			}
		}
	}
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// search finds the descriptions below a folder. What cannot be read is an error beside what was found.
func search(dir string) (files []string, err error) {
	err = errors.Join(filepath.WalkDir(dir, func(path string, d fs.DirEntry, fault error) error {
		switch {
		case fault != nil:
			err = errors.Join(err, fault)
			return skip(d)
		case d.IsDir() && path != dir && passedOver(d.Name()):
			return fs.SkipDir
		case !d.IsDir() && slices.Contains(clusterNames, d.Name()) && !isLanguage(path):
			files = append(files, filepath.Clean(path))
		}
		return nil
	}), err)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no description in it: that is named %s", dir, strings.Join(clusterNames, ", "))
	}
	return files, err
}

// skip leaves out a folder that cannot be read; a file is passed over by itself.
func skip(d fs.DirEntry) error {
	if d == nil || d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// passedOver reports whether a folder holds other things: hidden ones, and CUE's own, where copies of the schema lie.
func passedOver(name string) bool { return strings.HasPrefix(name, ".") || name == "cue.mod" }

var languageHead = regexp.MustCompile(`(?m)\Apackage schema$[^\x00]*^#Cluster: `)

// isLanguage reports whether a file is the schema's own cluster.cue, which is no description.
func isLanguage(path string) bool {
	if filepath.Base(path) != "cluster.cue" {
		return false
	}
	content, err := os.ReadFile(path)
	return err == nil && languageHead.Match(content)
}
