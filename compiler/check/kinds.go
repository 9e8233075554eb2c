package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
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
	if slices.Contains(takes, kindWords["struct"]) && value != "null" && c.unnamed(f.path) {
		named := c.unnamedWords(f)
		w.rule, w.message, w.help = named.rule, named.message, named.help
		return true
	}
	w.rule = "schema/type"
	w.message = fmt.Sprintf("%s takes %s, not %s", f.name(), strings.Join(takes, " or "), value)
	w.help = c.kindHelp(f, value, takes)
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

func (c *checker) kindHelp(f finding, value string, takes []string) string {
	name, quoted := f.name(), strings.HasPrefix(value, `"`)
	switch {
	case value == "null" && slices.Contains(takes, kindWords["struct"]):
		return "write " + name + ": {} when there is nothing more to say"
	case isLiteral(value) && !quoted && slices.Contains(takes, kindWords["string"]):
		return fmt.Sprintf("write it in quotes: %s: %q", name, value)
	case len(takes) != 1:
		return ""
	case quoted && (takes[0] == kindWords["int"] || takes[0] == kindWords["number"] || takes[0] == kindWords["bool"]):
		return "write it without quotes"
	case isLiteral(value) && takes[0] == kindWords["list"]:
		return fmt.Sprintf("write a list: %s: [%s]", name, value)
	case takes[0] == kindWords["struct"]:
		return c.fieldsHelp(f, value)
	}
	return ""
}

// fieldsHelp is for a value where fields belong: the field that the value names, the only one that must be there, or what is
// usual.
func (c *checker) fieldsHelp(f finding, value string) string {
	if text, err := strconv.Unquote(value); err == nil && slices.Contains(c.fieldNames(f.path), text) {
		return fmt.Sprintf("write %s: %s: {}", f.name(), text)
	}
	if hint := c.hint(f.path); hint != "" {
		return hint
	}
	if hint := c.hint(f.parent()); hint != "" && c.isNames(f.parent()) {
		return hint
	}
	if must := c.requiredNames(f.path); len(must) == 1 && c.takes(append(slices.Clone(f.path), must[0]), value) {
		return fmt.Sprintf("write %s: %s: %s", f.name(), must[0], value)
	}
	return "its fields go in braces: " + f.name() + ": {...}"
}

// takes reports whether a literal is of a kind that the schema takes at a path.
func (c *checker) takes(path []string, literal string) bool {
	kind := c.schemaAt(path).IncompleteKind()
	if strings.HasPrefix(literal, `"`) {
		return kind&cue.StringKind != 0
	}
	return isLiteral(literal) && kind&cue.NumberKind != 0
}
