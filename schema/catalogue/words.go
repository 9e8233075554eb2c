package catalogue

import (
	"strings"

	"cuelang.org/go/cue"
)

// Words are what holds, for people: yes or no, a list's words with commas, "-" for nothing.
func (s Step) Words() string { return words(s.Value) }

func words(v cue.Value) string {
	var parts []string
	switch v.IncompleteKind() {
	case cue.BoolKind:
		if yes, err := v.Bool(); err == nil && yes {
			return "yes"
		}
		return "no"
	case cue.StringKind:
		text, err := v.String()
		if err != nil || text == "" {
			return "-"
		}
		return text
	case cue.ListKind:
		for i, err := v.List(); err == nil && i.Next(); {
			parts = append(parts, words(i.Value()))
		}
	case cue.StructKind:
		for i, err := v.Fields(); err == nil && i.Next(); {
			parts = append(parts, i.Selector().Unquoted()+": "+words(i.Value()))
		}
	default:
		text, err := v.MarshalJSON()
		if err != nil {
			return "-"
		}
		return string(text)
	}
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, ", ")
}
