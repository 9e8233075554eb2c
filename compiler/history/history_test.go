package history

import (
	"strings"
	"testing"
)

func TestBlock(t *testing.T) {
	for _, tt := range []struct {
		content, want string
		line          int
	}{
		{"name: x\nx-alluxio-gen:\n  schema: 1\n\n  a: b\nvolumes: {}\n", "x-alluxio-gen:\n  schema: 1\n\n  a: b\n", 2},
		{"x-alluxio-gen:\n  schema: 1", "x-alluxio-gen:\n  schema: 1", 1},
		{"x-alluxio-gen: {}\r\nb: 1", "x-alluxio-gen: {}\r\n", 1},
		{"x-alluxio-gen:", "x-alluxio-gen:", 1},
		{"a: x-alluxio-gen:\n", "", 1},
		{"", "", 1},
	} {
		text, line := block([]byte(tt.content))
		if string(text) != tt.want || line != tt.line {
			t.Errorf("%q: block %q at line %d", tt.content, text, line)
		}
	}
}

// Whatever was done to the file, its record is read or is not, without a panic, and what is cut is part of the file.
func FuzzBlock(f *testing.F) {
	f.Add("name: x\nx-alluxio-gen:\n  schema: 1\nvolumes: {}\n")
	f.Fuzz(func(t *testing.T, content string) {
		text, line := block([]byte(content))
		if !strings.Contains(content, string(text)) || line < 1 {
			t.Errorf("%q at line %d", text, line)
		}
	})
}
