package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

const (
	journalFolder = "alluxio.master.journal.folder"
	journalType   = "alluxio.master.journal.type"
	formatPrefix  = "_format_"
)

func journal(props map[string]string) string {
	if folder := props[journalFolder]; folder != "" {
		return folder
	}
	return "/opt/alluxio/journal"
}

// format empties the journal, as the real command does, and leaves one file whose name and text never come again.
func format(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(folder, e.Name())); err != nil {
			return err
		}
	}
	now := fmt.Sprint(time.Now().UnixNano())
	return os.WriteFile(filepath.Join(folder, formatPrefix+now), []byte(now+"\n"), 0o644)
}

// formatted is an error when a master would refuse the journal.
func formatted(folder string) error {
	found, err := filepath.Glob(filepath.Join(folder, formatPrefix+"*"))
	if err != nil || len(found) > 0 {
		return err
	}
	return fmt.Errorf("journal %s has not been formatted", folder)
}
