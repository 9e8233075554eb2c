package docs

import (
	"errors"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// Fact is one thing that differs between releases, and what holds from which release on, oldest first.
type Fact struct {
	Doc   string
	Steps []Step
}

// Step is what holds from a release on, in words.
type Step struct{ Since, Words string }

// facts are what the compiler does not ask.
func facts() ([]Fact, error) {
	c, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	b, err := c.Behaviour()
	if err != nil {
		return nil, err
	}
	var found []Fact
	for _, told := range b.Told {
		if told.Doc == "" {
			return nil, errors.New("schema/catalogue/data/behaviour.cue: " + told.Name + " has no comment, and that is its text")
		}
		f := Fact{Doc: strings.TrimSuffix(told.Doc, ".")}
		for _, s := range told.Steps {
			f.Steps = append([]Step{{s.Since, s.Words()}}, f.Steps...)
		}
		found = append(found, f)
	}
	return found, nil
}
