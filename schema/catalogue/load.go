package catalogue

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data
var files embed.FS

// Load reads the data files. An error is a fault of the program's own files.
func Load() (*Catalogue, error) {
	c := &Catalogue{order: map[string]int{}}
	releases, err := files.ReadFile("data/releases.txt")
	if err != nil {
		return nil, err
	}
	for i, release := range strings.Fields(string(releases)) {
		c.Releases = append(c.Releases, release)
		c.order[release] = i
	}
	for _, table := range []struct {
		file    string
		columns int
		add     func(row []string) error
	}{
		{"properties.tsv", 7, c.addProperty},
		{"templates.tsv", 3, c.addTemplate},
		{"enums.tsv", 2, addEntry(&c.Enums)},
		{"aliases.tsv", 2, addEntry(&c.Aliases)},
		{"successors.tsv", 2, addEntry(&c.Successors)},
	} {
		if err := eachRow(table.file, table.columns, table.add); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// eachRow calls add with the columns of every row after the head; trailing empty columns may be missing in the file.
func eachRow(file string, columns int, add func(row []string) error) error {
	content, err := files.ReadFile("data/" + file)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
	for i, line := range lines[1:] {
		row := strings.Split(line, "\t")
		for len(row) < columns {
			row = append(row, "")
		}
		if err := add(row); err != nil {
			return fmt.Errorf("%s, line %d: %w", file, i+2, err)
		}
	}
	return nil
}

func (c *Catalogue) addProperty(row []string) error {
	p := Property{Key: row[0], Declared: row[2], Scope: row[3]}
	for _, column := range []struct {
		text string
		life *Life
	}{{row[1], &p.Life}, {prefixed(row[4]), &p.Refused}, {prefixed(row[5]), &p.Deprecated}} {
		life, err := ParseLife(column.text)
		if err != nil {
			return err
		}
		*column.life = life
	}
	for _, text := range split(row[6], " ; ") {
		since, value, found := strings.Cut(text, "=")
		if !found {
			return fmt.Errorf("default %q: want release=value", text)
		}
		p.Defaults = append(p.Defaults, Default{Since: since, Value: value})
	}
	c.Properties = append(c.Properties, p)
	return nil
}

// prefixed turns the column's bare "since|until" into a life that has nothing more to say.
func prefixed(text string) string {
	if text == "" {
		return ""
	}
	return "|" + text
}

func (c *Catalogue) addTemplate(row []string) error {
	life, err := ParseLife(row[2])
	c.Templates = append(c.Templates, Template{Form: row[0], Pattern: row[1], Life: life})
	return err
}

func addEntry(to *[]Entry) func(row []string) error {
	return func(row []string) error {
		life, err := ParseLife(row[1])
		*to = append(*to, Entry{Name: row[0], Life: life})
		return err
	}
}
