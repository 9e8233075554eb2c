package docs_test

import (
	"strings"
	"testing"
)

// A table whose rows have more or fewer cells than its head loses text on a forge.
func TestTables(t *testing.T) {
	rows := 0
	for _, page := range markdown(t) {
		n, found := ragged(read(t, page))
		rows += n
		for _, row := range found {
			t.Errorf("%s: not as many cells as the head: %s", page, row)
		}
	}
	if rows < 100 {
		t.Errorf("only %d rows: this test sees nothing", rows)
	}
}

// ragged counts the rows of a page's tables, and gives those that do not fit the row above them.
func ragged(page string) (rows int, found []string) {
	width := 0
	for _, line := range strings.Split(page, "\n") {
		if !strings.HasPrefix(line, "|") {
			width = 0
			continue
		}
		rows++
		cells := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
		if width > 0 && cells != width || !strings.HasSuffix(line, "|") {
			found = append(found, line)
		}
		width = cells
	}
	return rows, found
}

func TestRagged(t *testing.T) {
	head := "| a | b |\n|---|---|\n"
	for _, tt := range []struct {
		page string
		bad  int
	}{
		{head + "| 1 | 2 |\n", 0},
		{head + "| 1 | `x \\| y` |\n\n| one |\n|---|\n", 0},
		{head + "| 1 | `x | y` |\n", 1},
		{head + "| 1 |\n", 1},
		{head + "| 1 | 2\n", 1},
	} {
		if _, found := ragged(tt.page); len(found) != tt.bad {
			t.Errorf("%q: %q", tt.page, found)
		}
	}
}
