package clusters

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/parser"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// row is what a maker must know of a release: fields of the schema's #Row.
type row struct {
	Published       bool   `json:"published"`
	UID             int    `json:"uid"`
	Delivery        string `json:"delivery"`
	OptionWords     string `json:"optionWords"`
	NoFormat        bool   `json:"noFormat"`
	JobService      bool   `json:"jobService"`
	EmbeddedJournal bool   `json:"embeddedJournal"`
	LogServer       bool   `json:"#logServer"`
	Socket          string `json:"socket"`
	Fuse            struct {
		Worker string `json:"worker"`
	} `json:"#fuse"`
}

// release is one release and its row.
type release struct {
	name string
	row  row
}

// atLeast compares a release's name with another one.
func (r release) atLeast(other string) bool {
	return slices.Compare(numbers(r.name), numbers(other)) >= 0
}

func numbers(name string) []int {
	var all []int
	for part := range strings.SplitSeq(name, ".") {
		n, _ := strconv.Atoi(part) // releases are numbers and dots
		all = append(all, n)
	}
	return all
}

// releases are those of the schema, oldest first.
var releases = sync.OnceValue(func() []release {
	found, err := readReleases()
	if err != nil {
		panic(err) // the schema itself is wrong
	}
	return found
})

func readReleases() ([]release, error) {
	inst := build.NewContext().NewInstance("schema", nil)
	for _, name := range []string{"rows.cue", "releases.cue"} {
		text, err := fs.ReadFile(schema.FS, name)
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(name, text)
		if err != nil {
			return nil, err
		}
		if err := inst.AddSyntax(f); err != nil {
			return nil, err
		}
	}
	v := cuecontext.New().BuildInstance(inst)
	var table struct {
		Rows     map[string]row    `json:"#rows"`
		Releases map[string]string `json:"#releases"`
	}
	for name, into := range map[string]any{"#rows": &table.Rows, "#releases": &table.Releases} {
		if err := v.LookupPath(cue.ParsePath(name)).Decode(into); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var all []release
	for name, of := range table.Releases {
		all = append(all, release{name, table.Rows[of]})
	}
	slices.SortFunc(all, func(a, b release) int { return slices.Compare(numbers(a.name), numbers(b.name)) })
	return all, nil
}
