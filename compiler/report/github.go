package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// github writes workflow commands, which a GitHub runner turns into annotations of the changed files:
//
//	::error file=cluster.cue,line=5,col=31,endColumn=36,title=memory/larger-than-backing::worker wants ...
type github struct{ w io.Writer }

func newGitHub(w io.Writer, _ Options) Report { return github{w} }

// In a command's text and in its properties these signs have a meaning of their own.
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (g github) Add(name string, ds []diag.Diagnostic, src func(string) []byte) error {
	lines := sources(src)
	for _, d := range ds {
		if _, err := io.WriteString(g.w, annotation(name, d, lines)); err != nil {
			return err
		}
	}
	return nil
}

func (g github) Failed(name string, why error) {
	fmt.Fprintf(g.w, "::error file=%s::%s\n", githubProperty.Replace(name), githubText.Replace(printable(why.Error())))
}

func (github) Close() error { return nil }

func annotation(name string, d diag.Diagnostic, lines lineReader) string {
	var at strings.Builder
	if d.Span.Known() {
		p := measure(d.Span, lines)
		fmt.Fprintf(&at, "file=%s,line=%d,col=%d,endColumn=%d", githubProperty.Replace(d.Span.File), p.line, p.column, p.end)
	} else {
		at.WriteString("file=" + githubProperty.Replace(name))
	}
	return fmt.Sprintf("::%s %s,title=%s::%s\n", d.Severity, &at, githubProperty.Replace(d.Rule), githubText.Replace(printable(message(d))))
}

// message is all that there is to say of a diagnostic in running text: the places it speaks of, and what to do.
func message(d diag.Diagnostic) string {
	text := d.Message
	if where := at(d.Path, d.Count); where != "" {
		text += "\n" + where
	}
	for _, r := range d.Related {
		text += "\n" + r.Message
		if r.Span.Known() {
			text += fmt.Sprintf(" (%s:%d)", r.Span.File, r.Span.Line)
		}
	}
	if d.Help != "" {
		text += "\nhelp: " + d.Help
	}
	return text
}

// printable shows each line as visible does: a log is read in terminals too.
func printable(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = visible(lines[i])
	}
	return strings.Join(lines, "\n")
}
