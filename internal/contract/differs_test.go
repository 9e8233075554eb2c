package contract

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// differing are the fields of recorded starts that the model does not reproduce, each with a reason.
type differing struct {
	byName map[string][]string
	found  map[string]bool
}

// readDiffering reads lines of start, field and reason, separated by tabs.
func readDiffering(t testing.TB) differing {
	t.Helper()
	text, err := os.ReadFile("testdata/differs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	d := differing{byName: map[string][]string{}, found: map[string]bool{}}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != 3 || cells[2] == "" {
			t.Fatalf("differs.tsv: want start, field and reason in %q", line)
		}
		d.byName[cells[0]] = append(d.byName[cells[0]], cells[1])
	}
	return d
}

func (d differing) has(name, field string) bool { return slices.Contains(d.byName[name], field) }

func (d differing) fields(name string) []string { return d.byName[name] }

func (d differing) seen(name string) { d.found[name] = true }

// unseen fails for names that no start has.
func (d differing) unseen(t testing.TB) {
	t.Helper()
	for name := range d.byName {
		if !d.found[name] {
			t.Errorf("differs.tsv names %q, which is no recorded start", name)
		}
	}
}
