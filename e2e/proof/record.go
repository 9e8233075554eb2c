package proof

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Record is what is committed of the last runs.
type Record struct {
	// Versions are those of the machine that ran last, by name.
	Versions  map[string]string `json:"versions"`
	Scenarios []Scenario        `json:"scenarios"`
}

// Scenario is the last run of one folder's test.
type Scenario struct {
	// Folder is where it is made, below e2e/.
	Folder  string  `json:"folder"`
	Name    string  `json:"-"`
	Day     string  `json:"day"` // 2006-01-02
	Result  string  `json:"result"`
	Seconds float64 `json:"seconds"`
	// Reason is why it could not be run.
	Reason string `json:"reason,omitempty"`
	Facts  []Fact `json:"facts,omitempty"`
}

// Read is the record in a file; no file is an empty record.
func Read(file string) (r Record, err error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	return r, errors.Join(err, json.Unmarshal(text, &r))
}

// Write puts the record into a file.
func (r Record) Write(file string) error {
	text, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// Add puts scenarios into the record, each in the place of its earlier run.
func (r *Record) Add(ran ...Scenario) {
	for _, s := range ran {
		r.Scenarios = slices.DeleteFunc(r.Scenarios, func(old Scenario) bool { return old.Folder == s.Folder })
		r.Scenarios = append(r.Scenarios, s)
	}
	slices.SortFunc(r.Scenarios, func(a, b Scenario) int { return strings.Compare(a.Folder, b.Folder) })
}
