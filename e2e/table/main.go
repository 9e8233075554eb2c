// Table reads `go test -json` on standard input, shows what failing tests printed, and ends with a table of scenario,
// result and seconds. It fails when a test did, or when there was none.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

func main() {
	ok, err := tabulate(os.Stdin, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// event is one line of `go test -json` (go doc test2json).
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

// row is the end of a test that is no subtest, or of a package which failed outside its tests.
type row struct {
	name, result string
	seconds      float64
}

func tabulate(in io.Reader, out io.Writer) (ok bool, err error) {
	printed := map[string][]string{}
	var rows []row
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Fprintln(out, lines.Text()) // the go command's own words, such as a build failure
			continue
		}
		key := e.Package + " " + top(e.Test)
		if e.Output != "" {
			printed[key] = append(printed[key], e.Output)
		}
		if r, ended := end(e); ended {
			rows = append(rows, r)
			if r.result != "pass" {
				fmt.Fprintln(out, strings.Join(printed[key], ""))
			}
		}
	}
	return verdict(rows), errors.Join(lines.Err(), write(out, rows))
}

// top is the test that a subtest belongs to.
func top(test string) string {
	name, _, _ := strings.Cut(test, "/")
	return name
}

func end(e event) (row, bool) {
	finished := e.Action == "pass" || e.Action == "fail" || e.Action == "skip"
	if !finished || strings.Contains(e.Test, "/") || (e.Test == "" && e.Action != "fail") {
		return row{}, false
	}
	folder := e.Package[strings.LastIndex(e.Package, "/")+1:]
	return row{strings.TrimSpace(folder + " " + e.Test), e.Action, e.Elapsed}, true
}

func verdict(rows []row) bool {
	for _, r := range rows {
		if r.result == "fail" {
			return false
		}
	}
	return len(rows) > 0
}

func write(out io.Writer, rows []row) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "scenario\tresult\tseconds")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\t%.1f\n", r.name, r.result, r.seconds)
	}
	return w.Flush()
}
