// Standin plays /entrypoint.sh and /opt/alluxio/bin/alluxio in the stand-in image: it writes down what it was handed,
// formats the journal, makes the worker's block folder and listens, and does nothing else of Alluxio's.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

func main() {
	if err := run(filepath.Base(os.Args[0]), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "standin:", err)
		os.Exit(1)
	}
}

func run(program string, args []string) error {
	profile, err := readProfile(record.ProfilePath)
	if err != nil {
		return err
	}
	self, err := observe(program, args, profile)
	if err != nil {
		return err
	}
	if program == "entrypoint.sh" && profile.MapsEnvironment {
		if err := mapEnvironment(self.Env); err != nil {
			return err
		}
	}
	self.Properties = properties(role(program, args), profile, self.Env)
	switch program {
	case "entrypoint.sh":
		return enter(args, profile, self)
	case "alluxio":
		return command(args, profile, self)
	default:
		return show(self)
	}
}
