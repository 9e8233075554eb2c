package docs

import (
	"regexp"
	"strconv"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// Type is a named type of the language, with what its error message tells whoever gets it wrong.
type Type struct {
	Name, Advice, Doc string
}

var (
	notOf = regexp.MustCompile(`^not (an? [^:]+): (.*)$`)
	isOf  = regexp.MustCompile(`^.*?\bis (.+)$`)
)

// typeOf is a type in words. The error message that ends a type's alternatives says it best: "not a size: write ..." is
// about a size, "cpus is a number above 0" about a number above 0.
func (l *language) typeOf(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.StructLit:
		if len(l.plain(x)) == 0 && mapValue(x) == nil {
			return "`{}`"
		}
		return "fields"
	case *ast.ListLit:
		return "a list"
	case *ast.BasicLit:
		return "`" + x.Value + "`"
	case *ast.Ident:
		return l.named(x.Name)
	case *ast.BinaryExpr:
		if said := noun(message(x)); said != "" {
			return words(said)
		}
		return l.typeOf(x.X)
	case *ast.UnaryExpr:
		return "a text"
	}
	return ""
}

// named is a basic type, or a definition: a type with a name of its own is explained under Types.
func (l *language) named(name string) string {
	switch name {
	case "string":
		return "a text"
	case "bool":
		return "`true` or `false`"
	case "number", "int":
		return "a number"
	}
	d, ok := l.definitions[name]
	if !ok {
		return name
	}
	said := l.typeOf(d.Value)
	if m := notOf.FindStringSubmatch(message(d.Value)); m != nil {
		return "[" + said + "](#types)"
	}
	return said
}

// types are the named types, in the order of the schema.
func (l *language) types() ([]Type, error) {
	file, err := parse("types.cue")
	if err != nil {
		return nil, err
	}
	var found []Type
	for _, d := range file.Decls {
		f, ok := d.(*ast.Field)
		if !ok {
			continue
		}
		if m := notOf.FindStringSubmatch(message(f.Value)); m != nil {
			found = append(found, Type{Name: m[1], Advice: m[2], Doc: comment(f)})
		}
	}
	return found, nil
}

// message is what error("...") among the alternatives of a type says; "" without one.
func message(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.BinaryExpr:
		if x.Op == token.OR {
			return message(x.Y) + message(x.X)
		}
	case *ast.CallExpr:
		if f, ok := x.Fun.(*ast.Ident); ok && f.Name == "error" && len(x.Args) == 1 {
			if lit, ok := x.Args[0].(*ast.BasicLit); ok {
				if said, err := strconv.Unquote(lit.Value); err == nil {
					return said
				}
			}
		}
	}
	return ""
}

func noun(message string) string {
	if m := notOf.FindStringSubmatch(message); m != nil {
		return m[1]
	}
	if strings.Contains(message, ": ") {
		return ""
	}
	if m := isOf.FindStringSubmatch(message); m != nil {
		return m[1]
	}
	return ""
}
