package load

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"cuelang.org/go/cue/errors"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// syntaxErrors turns what a parser says into diagnostics.
func (d *Description) syntaxErrors(err error) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, e := range errors.Errors(err) {
		text, span := d.bare(e)
		help := syntaxHelp(text)
		ds = append(ds, diag.Diagnostic{
			Severity: diag.Error, Rule: "syntax/error", Span: span, Message: d.languageName() + ": " + text, Help: help, Count: 1,
		})
	}
	return ds
}

// bare is an error's text without file names, and where it is.
func (d *Description) bare(e errors.Error) (string, diag.Span) {
	text := strings.TrimSpace(strings.TrimPrefix(e.Error(), fmt.Sprintf("invalid JSON for file %q: ", d.name)))
	if d.source.form == formYAML {
		return d.yamlError(text)
	}
	return text, d.At(e.Position())
}

var yamlLine = regexp.MustCompile(`^:(?:(\d+):)? `)

// yamlError reads the line out of the text, the only place where the YAML reader has it.
func (d *Description) yamlError(text string) (string, diag.Span) {
	rest := strings.TrimPrefix(text, d.name)
	m := yamlLine.FindStringSubmatch(rest)
	if m == nil {
		return text, d.start()
	}
	span := d.start()
	if line, err := strconv.Atoi(m[1]); err == nil {
		content := d.source.line(line)
		trimmed := strings.TrimLeft(content, " \t")
		span.Line, span.Column = line, len(content)-len(trimmed)+1
		span.Length = max(len(trimmed), 1)
	}
	return rest[len(m[0]):], span
}

// start is the beginning of the description, for what has no better place.
func (d *Description) start() diag.Span {
	return diag.Span{File: d.name, Line: 1, Column: 1, Length: 1}
}

func (d *Description) languageName() string {
	return [...]string{formCUE: "not valid CUE", formYAML: "not valid YAML", formJSON: "not valid JSON"}[d.source.form]
}

// syntaxHelps says in plain words what usually lies behind a parser's sentence.
var syntaxHelps = []struct{ part, help string }{
	{"string literal not terminated", "close the text with \" on the same line; a backslash is written \\\\"},
	{"missing ','", "put each field on a line of its own, or a comma between two; a text with blanks needs quotes"},
	{"found 'EOF'", "a bracket that was opened is not closed"},
	{"unexpected end of JSON", "a bracket or quote that was opened is not closed"},
	{"unknown escape sequence", "write a backslash as \\\\"},
	{"tab character", "indent YAML with blanks, never with tabs"},
	{"mapping values are not allowed", "a text with \": \" in it needs quotes; fields of one group begin in the same column"},
	{"illegal number", "a text that begins with a digit, such as \"1GB\", needs quotes"},
	{"label", "a name with characters other than letters, digits, _ and $ needs quotes: \"my-worker\""},
	{"nesting depth", "the description nests too deeply"},
}

func syntaxHelp(text string) string {
	for _, h := range syntaxHelps {
		if strings.Contains(text, h.part) {
			return h.help
		}
	}
	return ""
}
