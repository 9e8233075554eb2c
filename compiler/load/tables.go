package load

import (
	"regexp"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"
)

// parseTables is CUE's parser for a generated file, which is mostly tables of texts, as the catalogue is: a line `"name": "text"` is all
// that there is to know of an entry, and CUE's parser takes five times as long to find that out. It reads the rest.
// Entries have the position of their table.
func parseTables(name, content string) (*ast.File, error) {
	rest, tables := cutTables(content)
	file, err := parser.ParseFile(name, rest, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	for _, decl := range file.Decls {
		field, ok := decl.(*ast.Field)
		if !ok {
			continue
		}
		label, _, _ := ast.LabelName(field.Label)
		if body, ok := field.Value.(*ast.StructLit); ok && len(body.Elts) == 0 {
			body.Elts = tables[label].fields(body.Lbrace)
		}
	}
	return file, nil
}

// table are the entries of a struct at the top of a file.
type table []entry

// entry is a name and a text, as CUE's literals.
type entry struct{ name, text string }

func (t table) fields(at token.Pos) []ast.Decl {
	all := make([]ast.Decl, len(t))
	fields, texts := make([]ast.Field, len(t)), make([]ast.BasicLit, 2*len(t)) // at once: there are thousands
	for i, e := range t {
		texts[2*i] = ast.BasicLit{ValuePos: at, Kind: token.STRING, Value: e.name}
		texts[2*i+1] = ast.BasicLit{ValuePos: at, Kind: token.STRING, Value: e.text}
		fields[i] = ast.Field{Label: &texts[2*i], Value: &texts[2*i+1]}
		all[i] = &fields[i]
	}
	return all
}

var definition = regexp.MustCompile(`^#\w+$`)

// cutTables takes the tables out of a file, by name, and leaves empty structs in their places.
func cutTables(content string) (rest string, tables map[string]table) {
	const begin, end = ": {\n\t", "\n}\n"
	tables = map[string]table{}
	var left strings.Builder
	for {
		head, after, begins := strings.Cut(content, begin)
		body, behind, ends := strings.Cut(after, end)
		if !begins || !ends {
			left.WriteString(content)
			return left.String(), tables
		}
		name := head[strings.LastIndexByte(head, '\n')+1:]
		t, is := entries(body)
		if is = is && tables[name] == nil && definition.MatchString(name); is {
			tables[name] = t
			left.WriteString(head + ": {" + end)
		} else {
			left.WriteString(head + begin + body + end)
		}
		content = behind
	}
}

// entries are those of a struct's body, if it holds nothing else.
func entries(body string) (t table, is bool) {
	for line := range strings.SplitSeq(body, "\n") {
		name, text, found := strings.Cut(line, ":")
		e := entry{strings.TrimPrefix(name, "\t"), strings.TrimLeft(text, " ")}
		if !found || !isPlain(e.name) || !isPlain(e.text) {
			return nil, false
		}
		t = append(t, e)
	}
	return t, true
}

// isPlain reports whether a literal is a text on one line, without a quote or an interpolation inside.
func isPlain(literal string) bool {
	n := len(literal)
	return n > 2 && literal[0] == '"' && strings.IndexByte(literal[1:], '"') == n-2 &&
		literal[n-2] != '\\' && !strings.Contains(literal, `\(`)
}
