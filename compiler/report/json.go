package report

import (
	"encoding/json"
	"io"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// The objects of the JSON format. They are a contract, written down in docs/diagnostics.md: fields may be added, but
// none changes its meaning or goes.
type jsonDiagnostic struct {
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	jsonPlace
	Message string        `json:"message"`
	Help    string        `json:"help,omitempty"`
	URL     string        `json:"url"`
	Count   int           `json:"count"`
	Related []jsonRelated `json:"related,omitempty"`
}

type jsonPlace struct {
	File      string   `json:"file"`
	Line      int      `json:"line,omitempty"`
	Column    int      `json:"column,omitempty"`
	EndColumn int      `json:"endColumn,omitempty"`
	Path      []string `json:"path"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

// jsonLines writes one object a line, each as soon as its description was looked at.
type jsonLines struct{ to *json.Encoder }

func newJSON(w io.Writer, _ Options) Report {
	to := json.NewEncoder(w)
	to.SetEscapeHTML(false)
	return jsonLines{to}
}

func (j jsonLines) Add(name string, ds []diag.Diagnostic, src func(string) []byte) error {
	lines := sources(src)
	for _, d := range ds {
		if err := j.to.Encode(asJSON(name, d, lines)); err != nil {
			return err
		}
	}
	return nil
}

func (jsonLines) Failed(string, error) {}
func (jsonLines) Close() error         { return nil }

func asJSON(name string, d diag.Diagnostic, lines lineReader) jsonDiagnostic {
	out := jsonDiagnostic{
		Severity: d.Severity.String(), Rule: d.Rule, jsonPlace: jsonAt(name, d.Span, d.Path, lines),
		Message: d.Message, Help: d.Help, URL: RuleURL(d.Rule), Count: max(d.Count, 1),
	}
	for _, r := range d.Related {
		out.Related = append(out.Related, jsonRelated{jsonAt(name, r.Span, r.Path, lines), r.Message})
	}
	return out
}

func jsonAt(name string, s diag.Span, path []string, lines lineReader) jsonPlace {
	at := jsonPlace{File: name, Path: append([]string{}, path...)}
	if s.Known() {
		p := measure(s, lines)
		at.File, at.Line, at.Column, at.EndColumn = s.File, p.line, p.column, p.end
	}
	return at
}
