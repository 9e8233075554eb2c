package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

// command is bin/alluxio: it formats, and refuses all else, since nothing here answers as Alluxio would.
func command(args []string, _ record.Profile, self record.Record) error {
	if err := keep(self); err != nil {
		return err
	}
	if len(args) == 0 {
		return fmt.Errorf("usage: alluxio COMMAND")
	}
	switch args[0] {
	case "format", "formatMaster", "formatJournal":
		return format(journal(self.Properties))
	case "formatWorker":
		return os.RemoveAll(filepath.Join(self.Properties[tierPath], "alluxioworker"))
	}
	return fmt.Errorf("the stand-in has no command %q", args[0])
}
