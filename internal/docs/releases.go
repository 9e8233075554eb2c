package docs

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
)

// Release is one release and the row of behaviour that holds for it.
type Release struct {
	Name string
	Row  Row
}

// Row is #Row of the schema, which says what each field means.
type Row struct {
	Published       bool   `json:"published"`
	UID             int    `json:"uid"`
	Delivery        string `json:"delivery"`
	EnvMapping      string `json:"envMapping"`
	OptionWords     string `json:"optionWords"`
	NoFormat        bool   `json:"noFormat"`
	JobService      bool   `json:"jobService"`
	Socket          string `json:"socket"`
	EmbeddedJournal bool   `json:"embeddedJournal"`
	Keys            struct {
		MemorySize string `json:"memorySize"`
	} `json:"keys"`
}

// releases are all releases, oldest first.
func releases(language cue.Value) ([]Release, error) {
	rowOf := map[string]string{}
	if err := decode(language, "#releases", &rowOf); err != nil {
		return nil, err
	}
	rows := map[string]Row{}
	if err := decode(language, "#rows", &rows); err != nil {
		return nil, err
	}
	var found []Release
	for _, name := range slices.SortedFunc(maps.Keys(rowOf), byNumbers) {
		found = append(found, Release{name, rows[rowOf[name]]})
	}
	return found, nil
}

// byNumbers orders 2.9.0 before 2.10.0.
func byNumbers(a, b string) int { return slices.Compare(numbers(a), numbers(b)) }

func numbers(release string) []int {
	var found []int
	for _, part := range strings.Split(release, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			n = -1 // what is no number comes first
		}
		found = append(found, n)
	}
	return found
}
