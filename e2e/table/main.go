// Table reads `go test -json` on standard input, shows what failing tests printed, and ends with a table of scenario,
// result and seconds, and what was measured. It fails when a test did, or when there was none.
//
//	go test -json ./... | go run ./table [-record FILE]
//
// -record puts the scenarios that ran into a record, from which docs/proof.md is made.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
)

func main() {
	file := flag.String("record", "", "the `FILE` that keeps what ran")
	flag.Parse()
	rows, err := read(os.Stdin, os.Stdout)
	if err == nil && *file != "" {
		err = record(*file, rows)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
	}
	write(os.Stdout, rows)
	if err != nil || !verdict(rows) {
		os.Exit(1)
	}
}

func verdict(rows []row) bool {
	for _, r := range rows {
		if r.Result == "fail" {
			return false
		}
	}
	return len(rows) > 0
}

func write(out io.Writer, rows []row) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "scenario\tresult\tseconds")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\t%.1f\n", r.Name, r.Result, r.Seconds)
	}
	w.Flush()
	for _, r := range rows {
		for _, f := range r.Facts {
			if f.What != "" {
				fmt.Fprintf(out, "%s: %s: %s\n", r.Name, f.What, f.Value)
			}
		}
	}
}

func record(file string, rows []row) error {
	kept, err := proof.Read(file)
	if err != nil {
		return err
	}
	kept.Versions = proof.Versions()
	for _, r := range rows {
		if r.scenario {
			r.Day = time.Now().UTC().Format(time.DateOnly)
			kept.Add(r.Scenario)
		}
	}
	return kept.Write(file)
}
