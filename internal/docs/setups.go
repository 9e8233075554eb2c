package docs

import (
	_ "embed" // the set-ups
	"strings"

	"cuelang.org/go/cue"
)

// Setup is a set-up that a guide describes or somebody published, and what becomes of it here.
type Setup struct {
	ID      string   `json:"-"`
	From    string   `json:"from"`
	Sets    string   `json:"sets"`
	Cases   []string `json:"cases"`
	Differs string   `json:"differs"`
	Refused []string `json:"refused"`
	Tests   []string `json:"tests"`
	Needs   string   `json:"needs"`
}

// Setups are those of the table, and the faults that were found in public files.
type Setups struct {
	Setups, Faults []Setup
}

//go:embed setups.cue
var setupsText string

func setups(ctx *cue.Context) (Setups, error) {
	v := ctx.CompileString(setupsText, cue.Filename("internal/docs/setups.cue"))
	all, err := setupsOf(v.LookupPath(cue.ParsePath("setups")))
	if err != nil {
		return Setups{}, err
	}
	faults, err := setupsOf(v.LookupPath(cue.ParsePath("faults")))
	return Setups{all, faults}, err
}

func setupsOf(v cue.Value) ([]Setup, error) {
	fields, err := v.Fields()
	if err != nil {
		return nil, err
	}
	var all []Setup
	for fields.Next() {
		s := Setup{ID: fields.Selector().Unquoted()}
		if err := fields.Value().Validate(cue.Concrete(true)); err != nil {
			return nil, err
		}
		if err := fields.Value().Decode(&s); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// Here says in Markdown what says the same here, and what refuses it.
func (s Setup) Here() string {
	var ways []string
	for _, c := range s.Cases {
		ways = append(ways, "[`"+c+"`](../golden/ok/"+c+")")
	}
	for _, r := range s.Refused {
		rule := r[:strings.LastIndex(r, "/")]
		family, _, _ := strings.Cut(rule, "/")
		ways = append(ways, "refused or warned of by [`"+rule+"`](rules/"+family+".md#"+Anchor(rule)+"), [as here](../golden/err/"+r+".cue)")
	}
	for _, t := range s.Tests {
		room, test, _ := strings.Cut(t, " ")
		ways = append(ways, "can't happen: `"+test+"` in `"+room+"`")
	}
	if s.Needs != "" {
		ways = append(ways, "needs "+text(s.Needs))
	}
	return strings.Join(ways, "; ")
}
