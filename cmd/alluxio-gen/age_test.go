package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// longAgo is the time that age gives to files, and by which young knows that a file was written since.
var longAgo = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

// age sets the time of every file below a folder back: age DIR.
func age(ts *testscript.TestScript, neg bool, args []string) {
	eachFile(ts, neg, args, func(path string, _ fs.FileInfo) error { return os.Chtimes(path, longAgo, longAgo) })
}

// young fails when a file below a folder is not younger than age made it; ! young fails when one is: ! young DIR.
func young(ts *testscript.TestScript, neg bool, args []string) {
	eachFile(ts, false, args, func(path string, info fs.FileInfo) error {
		if info.ModTime().Equal(longAgo) != neg {
			ts.Fatalf("%s has the time %v", path, info.ModTime())
		}
		return nil
	})
}

func eachFile(ts *testscript.TestScript, neg bool, args []string, do func(string, fs.FileInfo) error) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: age DIR, [!] young DIR")
	}
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return do(path, info)
	}))
}
