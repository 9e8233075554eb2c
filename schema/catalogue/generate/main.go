// Command generate writes schema/catalogue.cue, or the file it is told, from the data files of package catalogue.
package main

import (
	"fmt"
	"os"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

func main() {
	path := "schema/catalogue.cue"
	if len(os.Args) > 1 {
		path = os.Args[1]
	}
	if err := write(path); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func write(path string) error {
	c, err := catalogue.Load()
	if err != nil {
		return err
	}
	if err := c.Check(); err != nil {
		return err
	}
	text, err := c.CUE()
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}
