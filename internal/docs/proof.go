package docs

import (
	"cmp"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// recordFile is what `make -C e2e all` keeps of its last run; its writer is e2e/proof.
const recordFile = "e2e/record.json"

// Proof is what the end-to-end tests showed when they last ran.
type Proof struct {
	Versions  map[string]string `json:"versions"`
	Scenarios []Scenario        `json:"scenarios"`
}

// Scenario is the last run of one test.
type Scenario struct {
	Folder  string  `json:"folder"` // below e2e/
	Day     string  `json:"day"`
	Result  string  `json:"result"`
	Seconds float64 `json:"seconds"`
	Reason  string  `json:"reason"` // why it could not be run
	Facts   []Shown `json:"facts"`
}

// Shown is a measurement, a rule's failure that was seen, or a release whose own servers ran.
type Shown struct {
	What, Value      string
	Rule, Done, Said string
	Alluxio          string
}

func readProof(root fs.FS) (p Proof, err error) {
	text, err := fs.ReadFile(root, recordFile)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(text, &p)
}

// Names are those of the versions, sorted.
func (p Proof) Names() []string { return slices.Sorted(maps.Keys(p.Versions)) }

// Short is the last part of the scenario's folder.
func (s Scenario) Short() string { return path.Base(s.Folder) }

// Alluxio are the releases whose own servers ran, or "stand-in".
func (s Scenario) Alluxio() string {
	var releases []string
	for _, f := range s.Facts {
		if f.Alluxio != "" && !slices.Contains(releases, f.Alluxio) {
			releases = append(releases, f.Alluxio)
		}
	}
	if len(releases) == 0 {
		return "stand-in"
	}
	return strings.Join(releases, ", ")
}

// Measured are the scenario's measurements.
func (s Scenario) Measured() []Shown {
	return slices.DeleteFunc(slices.Clone(s.Facts), func(f Shown) bool { return f.What == "" })
}

// Seen is a failure that a rule holds off, made to happen.
type Seen struct {
	Shown
	Day, Release string
}

// Family is the first part of the rule's name.
func (s Seen) Family() string { return Rule{Name: s.Rule}.Family() }

// Failures are those that were seen, one of a rule, on the latest release that showed it.
func (p Proof) Failures() (seen []Seen) {
	for _, s := range p.Scenarios {
		for _, f := range s.Facts {
			if f.Rule != "" && s.Result == "pass" {
				seen = append(seen, Seen{f, s.Day, s.Alluxio()})
			}
		}
	}
	slices.SortStableFunc(seen, func(a, b Seen) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(b.Release, a.Release))
	})
	return slices.CompactFunc(seen, func(a, b Seen) bool { return a.Rule == b.Rule })
}

// seen is the failure of one rule; nil when it was not seen.
func (p Proof) seen(rule string) *Seen {
	for _, s := range p.Failures() {
		if s.Rule == rule {
			return &s
		}
	}
	return nil
}
