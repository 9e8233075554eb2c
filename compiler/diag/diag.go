// Package diag holds the one diagnostic type that every stage of the compiler speaks.
package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Severity says whether a description may still be compiled.
type Severity int

const (
	// Warning may bite; the description compiles, unless --strict.
	Warning Severity = iota + 1
	// Error means that it will not work, or that data would be lost; nothing is written.
	Error
)

// String returns "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Span is a place in one of the user's files. Line and Column count from 1, Column in bytes; Length is the number of
// bytes to underline on that line, at least 1. The zero Span means that no place is known.
type Span struct {
	File   string
	Line   int
	Column int
	Length int
}

// Known reports whether the span names a place.
func (s Span) Known() bool { return s.Line > 0 }

// Related is the other place that a diagnostic speaks of.
type Related struct {
	Path    []string
	Span    Span
	Message string
}

// Diagnostic is one thing to say about a description: what is wrong, where, why and what to write instead.
type Diagnostic struct {
	Severity Severity
	// Rule is the slug, "family/name".
	Rule string
	// Path names the field in the description, one selector an element.
	Path    []string
	Span    Span
	Message string
	// Help says what to write instead; it may be empty.
	Help    string
	Related []Related
	// Count is how many paths one source line made this diagnostic for, 1 or more.
	Count int
}

// Sort orders diagnostics by file, line, column, rule, path and text, and drops repetitions.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortStableFunc(ds, compare)
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Span.File, b.Span.File),
		cmp.Compare(a.Span.Line, b.Span.Line),
		cmp.Compare(a.Span.Column, b.Span.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(PathString(a.Path), PathString(b.Path)),
		cmp.Compare(a.Message, b.Message),
	)
}

// HasErrors reports whether any diagnostic is an error.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// PathString joins a path for people: workers.w1."alluxio.x". It is never parsed back.
func PathString(path []string) string {
	var b strings.Builder
	for i, p := range path {
		if i > 0 {
			b.WriteByte('.')
		}
		if strings.ContainsAny(p, ". /\"") {
			b.WriteString(`"` + p + `"`)
		} else {
			b.WriteString(p)
		}
	}
	return b.String()
}
