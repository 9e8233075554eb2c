package report

import (
	"unicode/utf8"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// place is a span as editors count it: columns are characters (Unicode code points) from 1, and end is the column
// behind the last one. A tab is one character.
type place struct{ line, column, end int }

// measure counts a span's characters. Where the source line cannot be had, bytes have to do.
func measure(s diag.Span, lines lineReader) place {
	length := max(s.Length, 1)
	line, ok := lines(s.File, s.Line)
	if !ok {
		return place{s.Line, s.Column, s.Column + length}
	}
	start := min(max(s.Column-1, 0), len(line))
	end := min(start+length, len(line))
	column := utf8.RuneCount(line[:start]) + 1
	return place{s.Line, column, column + max(utf8.RuneCount(line[start:end]), 1)}
}
