package check

import (
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue/token"
)

type pos = token.Pos

// kindWords says CUE's kinds in plain words.
var kindWords = map[string]string{
	"string": "a text", "int": "a whole number", "float": "a number", "number": "a number", "bool": "true or false",
	"struct": "a group of fields", "list": "a list", "null": "null",
}

// sayAllowed is for a value of the wrong kind, or none of the texts that are allowed.
func (c *checker) sayAllowed(f finding, w *words) bool {
	var takes []string
	for _, e := range f.errs {
		if want, ok := c.wanted(e.Msg, e.InputPositions()); ok && !slices.Contains(takes, want) {
			takes = append(takes, want)
		}
	}
	if len(takes) == 0 {
		return false
	}
	value := c.valueText(f)
	if value == "" {
		value = "this"
	}
	w.rule = "schema/type"
	w.message = fmt.Sprintf("%s takes %s, not %s", f.name(), strings.Join(takes, " or "), value)
	w.help = kindHelp(f.name(), value, takes)
	return true
}

// wanted is the schema's side of a conflict: the one whose position is not the user's.
func (c *checker) wanted(msg func() (string, []any), ps []pos) (string, bool) {
	format, args := msg()
	if format != formatConflict && format != formatKinds {
		return "", false
	}
	side := 1
	if len(ps) == 2 && c.d.IsUsers(ps[1]) && !c.d.IsUsers(ps[0]) {
		side = 0
	}
	if format == formatConflict {
		return fmt.Sprint(args[side]), true
	}
	kinds := strings.Split(strings.Trim(fmt.Sprint(args[2+side]), "()"), "|")
	if text := fmt.Sprint(args[side]); isLiteral(text) {
		return text, true
	}
	for i, k := range kinds {
		if word, ok := kindWords[k]; ok {
			kinds[i] = word
		}
	}
	return strings.Join(kinds, " or "), true
}

// isLiteral reports whether CUE's text of a value is one value, rather than a type.
func isLiteral(text string) bool {
	return text != "" && strings.ContainsAny(text[:1], `"-0123456789`)
}

func kindHelp(name, value string, takes []string) string {
	quoted := strings.HasPrefix(value, `"`)
	switch {
	case value == "null" && slices.Contains(takes, kindWords["struct"]):
		return "write " + name + ": {} when there is nothing more to say"
	case isLiteral(value) && !quoted && slices.Contains(takes, kindWords["string"]):
		return fmt.Sprintf("write it in quotes: %s: %q", name, value)
	case quoted && len(takes) == 1 && (takes[0] == kindWords["int"] || takes[0] == kindWords["number"] || takes[0] == kindWords["bool"]):
		return "write it without quotes"
	case len(takes) == 1 && takes[0] == kindWords["struct"]:
		return "its fields go in braces: " + name + ": {...}"
	}
	return ""
}
