package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// tenFaults is a description with ten faults: what blames which text.
const tenFaults = "testdata/ten.cue"

var blamed = []struct{ rule, text string }{
	{"schema/unknown-field", "underStrage"},
	{"schema/type", "true"},
	{"short-circuit/ramdisk-on-shm", "ramdisk"},
	{"schema/missing-field", "memory: volume"},
	{"schema/type", `"1 GB"`},
	{"short-circuit/unknown-worker", `"f"`},
	{"property/unknown", `"alluxio.worker.web.prt"`},
	{"property/unknown", `"alluxio.日本"`},
	{"property/unknown", `"alluxio.𝄞"`},
	{"waive/unknown", `"no/rule"`},
}

// region is where a text of tenFaults stands: line and column from 1, in characters, the end column behind the last.
type region struct{ Line, Column, End int }

func regions(t *testing.T) (found []region) {
	t.Helper()
	content, err := os.ReadFile(tenFaults)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blamed {
		before, _, ok := strings.Cut(string(content), b.text)
		if !ok {
			t.Fatalf("%s has no %s", tenFaults, b.text)
		}
		word, _, _ := strings.Cut(b.text, ":")
		column := utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:]) + 1
		found = append(found, region{strings.Count(before, "\n") + 1, column, column + utf8.RuneCountInString(word)})
	}
	return found
}

// vetted runs vet in this process.
func vetted(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(append([]string{"vet"}, args...), strings.NewReader(""), &out, &errs); got != want {
		t.Fatalf("exit code %d, want %d: %s%s", got, want, &out, &errs)
	}
	return out.String(), errs.String()
}

func TestJSONOfTenFaults(t *testing.T) {
	out, errs := vetted(t, exitWrong, "--format", "json", tenFaults)
	if errs != "" {
		t.Errorf("stderr %q", errs)
	}
	var got []region
	for i, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var d struct {
			Severity, Rule, File, Message, URL string
			Line, Column, EndColumn            int
			Path                               []string
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if d.Rule != blamed[i].rule || d.Severity != "error" || d.File != tenFaults || d.Message == "" || d.URL == "" || len(d.Path) == 0 {
			t.Errorf("%d: %+v", i, d)
		}
		got = append(got, region{d.Line, d.Column, d.EndColumn})
	}
	if d := cmp.Diff(regions(t), got); d != "" {
		t.Error(d)
	}
}

// sarifLog is the part of a SARIF log that the test judges by more than the schema.
type sarifLog struct {
	Runs []struct {
		Tool    struct{ Driver struct{ Rules []sarifRule } }
		Results []struct {
			RuleID    string `json:"ruleId"`
			RuleIndex int    `json:"ruleIndex"`
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           struct{ StartLine, StartColumn, EndColumn int }
				}
			}
		}
		Invocations []struct {
			ExecutionSuccessful        bool
			ToolExecutionNotifications []struct{ Message struct{ Text string } }
		}
	}
}

type sarifRule struct {
	ID, HelpURI     string
	FullDescription struct{ Text string }
}

func TestSARIFOfTenFaults(t *testing.T) {
	out, _ := vetted(t, exitWrong, "--format", "sarif", tenFaults)
	validSARIF(t, out)
	var log sarifLog
	if err := json.Unmarshal([]byte(out), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	var got []region
	for i, r := range run.Results {
		at := r.Locations[0].PhysicalLocation
		rule := run.Tool.Driver.Rules[r.RuleIndex]
		if r.RuleID != blamed[i].rule || rule.ID != r.RuleID || rule.FullDescription.Text == "" || !strings.Contains(rule.HelpURI, "/docs/rules") {
			t.Errorf("%d: result %+v, rule %+v", i, r, rule)
		}
		if at.ArtifactLocation.URI != tenFaults {
			t.Errorf("%d: file %s", i, at.ArtifactLocation.URI)
		}
		got = append(got, region{at.Region.StartLine, at.Region.StartColumn, at.Region.EndColumn})
	}
	if d := cmp.Diff(regions(t), got); d != "" {
		t.Error(d)
	}
}

// Nothing found, a warning, a place outside of this folder, and a file that cannot be read all make a valid log.
func TestSARIFIsValid(t *testing.T) {
	file, none := t.TempDir()+"/ä b:%.cue", "none.cue"
	if err := os.WriteFile(file, []byte("nmae: 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[int][]string{exitWrong: {file}, exitFailed: {none, file}} {
		out, _ := vetted(t, want, append([]string{"--format", "sarif"}, args...)...)
		validSARIF(t, out)
		var log sarifLog
		if err := json.Unmarshal([]byte(out), &log); err != nil {
			t.Fatal(err)
		}
		i := log.Runs[0].Invocations[0]
		if i.ExecutionSuccessful != (want == exitWrong) || len(i.ToolExecutionNotifications) != len(args)-1 {
			t.Errorf("%v: %+v", args, i)
		}
		uri := log.Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI
		if !strings.HasPrefix(uri, "file:///") || !strings.HasSuffix(uri, "/%C3%A4%20b:%25.cue") {
			t.Errorf("the file is %s", uri)
		}
	}
}

func validSARIF(t *testing.T, text string) {
	t.Helper()
	if err := sarifFault(t, text); err != nil {
		t.Fatalf("not valid: %v\n%s", err, text)
	}
}

func sarifFault(t *testing.T, text string) error {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("testdata/sarif/sarif-2.1.0-rtm.5.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value)
}

func TestSARIFSchemaRefuses(t *testing.T) {
	out, _ := vetted(t, exitWrong, "--format", "sarif", tenFaults)
	for _, c := range []struct{ old, new string }{
		{`"level": "error"`, `"level": "fatal"`},
		{`"startLine": 3`, `"startLine": 0`},
		{`"columnKind"`, `"columnkind"`},
		{`"unicodeCodePoints"`, `"bytes"`},
	} {
		if sarifFault(t, strings.Replace(out, c.old, c.new, 1)) == nil {
			t.Errorf("%s in place of %s is taken", c.new, c.old)
		}
	}
}
