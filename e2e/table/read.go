package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
)

// event is one line of `go test -json` (go doc test2json).
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

// row is the end of a test that is no subtest, or of a package which failed outside its tests.
type row struct {
	proof.Scenario
	// scenario tells whether it is one, and no test of the harness itself.
	scenario bool
}

// read gives the rows in the order in which they ended, and shows what failing tests printed.
func read(in io.Reader, out io.Writer) (rows []row, err error) {
	printed := map[string][]string{}
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
		if r, ended := end(e, printed[key]); ended {
			rows = append(rows, r)
			if r.Result != "pass" {
				fmt.Fprintln(out, strings.Join(printed[key], ""))
			}
		}
	}
	return rows, lines.Err()
}

// top is the test that a subtest belongs to.
func top(test string) string {
	name, _, _ := strings.Cut(test, "/")
	return name
}

func end(e event, printed []string) (r row, ended bool) {
	finished := e.Action == "pass" || e.Action == "fail" || e.Action == "skip"
	if !finished || strings.Contains(e.Test, "/") || (e.Test == "" && e.Action != "fail") {
		return row{}, false
	}
	folder := e.Package[strings.LastIndex(e.Package, "/")+1:]
	r.Name, r.Result, r.Seconds = strings.TrimSpace(folder+" "+e.Test), e.Action, e.Elapsed
	_, r.Folder, _ = strings.Cut(e.Package, "/e2e/")
	r.scenario = e.Test != "" && (strings.HasPrefix(r.Folder, "scenarios/") || strings.HasPrefix(r.Folder, "further/"))
	for _, line := range printed {
		if f, ok := proof.Parse(line); ok {
			r.Facts = append(r.Facts, f)
		}
		if _, reason, found := strings.Cut(line, notRun); found {
			r.Reason = strings.TrimSpace(reason)
		}
	}
	return r, true
}

// notRun is what a skipped test says before the reason.
const notRun = "not run: "
