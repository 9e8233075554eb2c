package report

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// longest is how many columns of a source line are shown; a longer line is cut around the place it is about.
const longest = 100

// ellipsis stands for what was cut off.
const ellipsis = "…"

// snippet is one source line as a terminal shows it, and what to underline, in columns.
type snippet struct {
	text          string
	indent, width int
}

// snip prepares a line. The column counts bytes from 1, as does the length; both may lie outside the line.
func snip(line []byte, column, length int) snippet {
	start := min(max(column-1, 0), len(line))
	end := min(start+max(length, 1), len(line))
	right := rightOf(line[start:], longest/2)
	left := leftOf(line[:start], longest-columns(right))
	right = rightOf(line[start:], longest-columns(left))
	marked := right[:min(end-start, len(right))]
	s := snippet{text: show(left) + show(right), indent: columns(left), width: max(columns(marked), 1)}
	if len(left) < start {
		s.text, s.indent = ellipsis+s.text, s.indent+1
	}
	if start+len(right) < len(line) {
		s.text += ellipsis
	}
	s.text = strings.TrimRight(s.text, " ")
	return s
}

// leftOf gives the longest end of a text that takes at most n columns; rightOf the longest beginning.
func leftOf(b []byte, n int) []byte {
	at := len(b)
	for at > 0 {
		r, size := utf8.DecodeLastRune(b[:at])
		if n -= runeWidth(r, size); n < 0 {
			break
		}
		at -= size
	}
	return b[at:]
}

func rightOf(b []byte, n int) []byte {
	at := 0
	for at < len(b) {
		r, size := utf8.DecodeRune(b[at:])
		if n -= runeWidth(r, size); n < 0 {
			break
		}
		at += size
	}
	return b[:at]
}

// lineReader gives a line of a file, without its end; false where it cannot be had.
type lineReader func(file string, line int) ([]byte, bool)

// sources remembers the lines of the files that src gives.
func sources(src func(file string) []byte) lineReader {
	files := map[string][][]byte{}
	return func(file string, line int) ([]byte, bool) {
		if line < 1 {
			return nil, false
		}
		lines, ok := files[file]
		if !ok {
			if content := src(file); content != nil {
				lines = bytes.Split(content, []byte("\n"))
			}
			files[file] = lines
		}
		if line > len(lines) {
			return nil, false
		}
		return bytes.TrimSuffix(lines[line-1], []byte("\r")), true
	}
}
