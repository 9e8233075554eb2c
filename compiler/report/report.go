package report

import (
	"io"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// Report shows what was found in one description after the other, in one format.
type Report interface {
	// Add shows what was found in the description of that name; src is as of Text.
	Add(name string, ds []diag.Diagnostic, src func(file string) []byte) error
	// Failed notes that a description could not be judged; why is said elsewhere too.
	Failed(name string, why error)
	// Close ends the report.
	Close() error
}

// Rule is what a format may say of a rule beside its name.
type Rule struct {
	// Slug is "family/name".
	Slug     string
	Severity diag.Severity
	// Help says what to write instead, Why the reason.
	Help, Why string
}

// Options are what formats need beside the diagnostics.
type Options struct {
	// Color is for people's formats.
	Color bool
	// Version is the tool's own: "v1.2.3", perhaps with more behind a blank, or anything else for what was not released.
	Version string
	// Rules gives the rules to speak of; it is called once, and only by a format that does.
	Rules func() ([]Rule, error)
}

// Format is one way to show diagnostics.
type Format struct {
	Name string
	// Summary is half a line on what it is for.
	Summary string
	// ForMachines says that nothing else may stand in the same stream.
	ForMachines bool
	New         func(w io.Writer, o Options) Report
}

// Formats are all there are; the first is what people read.
func Formats() []Format {
	return []Format{
		{"text", "for people: the source line, what is wrong, what to write instead", false, newText},
		{"json", "one object a line", true, newJSON},
		{"sarif", "one SARIF 2.1.0 log, for code scanning", true, newSARIF},
		{"github", "annotations of GitHub Actions", true, newGitHub},
	}
}
