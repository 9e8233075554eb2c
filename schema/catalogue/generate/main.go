// Command generate writes schema/catalogue.cue and schema/rows.cue from the data files of package catalogue. It runs in the
// project's root, or is told the folder to write to.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

func main() {
	folder := "schema"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := write(folder); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	c, err := catalogue.Load()
	if err != nil {
		return err
	}
	if err := c.Check(); err != nil {
		return err
	}
	b, err := c.Behaviour()
	if err != nil {
		return err
	}
	for name, file := range map[string]interface{ CUE() ([]byte, error) }{"catalogue.cue": c, "rows.cue": b} {
		text, err := file.CUE()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
