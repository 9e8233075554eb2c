package report

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// marked is what the carets of a snippet stand under. It holds for lines without wide or combining characters.
func marked(s snippet) string {
	runes := []rune(s.text)
	return string(runes[min(s.indent, len(runes)):min(s.indent+s.width, len(runes))])
}

func TestSnip(t *testing.T) {
	for _, tt := range []struct {
		name, line     string
		column, length int
		text, marked   string
	}{
		{"plain", `size: "2GB"`, 7, 5, `size: "2GB"`, `"2GB"`},
		{"tabs", "\tsize:\t1", 2, 4, "    size:    1", "size"},
		{"behind tabs", "\tsize:\t1", 8, 1, "    size:    1", "1"},
		{"behind two-byte letters", "größe: x", 10, 1, "größe: x", "x"},
		{"control character", "a\x1bb", 3, 1, `a\x1bb`, "b"},
		{"broken UTF-8", "a\xffb", 3, 1, `a\xffb`, "b"},
		{"length past the end", "abc", 2, 99, "abc", "bc"},
		{"column past the end", "abc", 99, 3, "abc", ""},
		{"end of line", "abc", 4, 1, "abc", ""},
		{"no column", "abc", 0, 0, "abc", "a"},
		{"empty line", "", 1, 1, "", ""},
		{"just fits", strings.Repeat("x", 99) + "y", 100, 1, strings.Repeat("x", 99) + "y", "y"},
		{"cut behind", "y" + strings.Repeat("x", 100), 1, 1, "y" + strings.Repeat("x", 99) + "…", "y"},
		{"cut before", strings.Repeat("x", 100) + "y", 101, 1, "…" + strings.Repeat("x", 99) + "y", "y"},
		{"cut around", strings.Repeat("a", 500) + "y" + strings.Repeat("b", 500), 501, 1,
			"…" + strings.Repeat("a", 50) + "y" + strings.Repeat("b", 49) + "…", "y"},
		{"long mark", strings.Repeat("a", 500) + strings.Repeat("y", 500), 501, 500,
			"…" + strings.Repeat("a", 50) + strings.Repeat("y", 50) + "…", strings.Repeat("y", 50)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := snip([]byte(tt.line), tt.column, tt.length)
			if got.text != tt.text || marked(got) != tt.marked || got.width < 1 {
				t.Errorf("snip = %+v\nmarks %q, want %q marking %q", got, marked(got), tt.text, tt.marked)
			}
		})
	}
}

func TestWideAndCombiningCharacters(t *testing.T) {
	for _, tt := range []struct {
		line                  string
		column, indent, width int
	}{
		{"日本x", 7, 4, 1},
		{"x日本", 2, 1, 2},
		{"e\u0301x", 4, 1, 1},
		{"ｆx", 4, 2, 1},
	} {
		_, size := utf8.DecodeRuneInString(tt.line[tt.column-1:])
		if got := snip([]byte(tt.line), tt.column, size); got.indent != tt.indent || got.width != tt.width {
			t.Errorf("snip(%q, %d) = %+v, want indent %d, width %d", tt.line, tt.column, got, tt.indent, tt.width)
		}
	}
}

func TestOneMegabyteLine(t *testing.T) {
	line := bytes.Repeat([]byte("x"), 1<<20)
	var ds []diag.Diagnostic
	for i := range 1000 {
		ds = append(ds, diag.Diagnostic{Severity: diag.Error, Rule: "a/b", Span: diag.Span{File: "f", Line: 1, Column: 1 + i*1000, Length: 1 << 20}, Message: "m"})
	}
	var out bytes.Buffer
	start := time.Now()
	if err := Text(&out, ds, func(string) []byte { return line }, false); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 1000*500 {
		t.Errorf("%d bytes were written", out.Len())
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// Whatever the line, the message and the place: nothing but printable text and newlines comes out, in short lines.
func FuzzText(f *testing.F) {
	f.Add([]byte("a: 1\n\tb: \x1b[31m\n"), 2, 3, 4, "message\n\u202e")
	f.Add([]byte(strings.Repeat("é", 300)), 1, 301, 5, "")
	f.Fuzz(func(t *testing.T, content []byte, line, column, length int, message string) {
		d := diag.Diagnostic{
			Severity: diag.Error, Rule: "a/b", Path: []string{message}, Message: message, Help: message,
			Span: diag.Span{File: message, Line: line, Column: column, Length: length},
		}
		var out bytes.Buffer
		if err := Text(&out, []diag.Diagnostic{d}, func(string) []byte { return content }, false); err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(out.String(), "\n") {
			if !utf8.ValidString(l) || strings.ContainsFunc(l, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x202e }) {
				t.Errorf("line %q", l)
			}
			if utf8.RuneCountInString(l) > 4*longestText {
				t.Errorf("a line of %d characters", utf8.RuneCountInString(l))
			}
		}
	})
}
