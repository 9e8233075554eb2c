package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
)

// mainOnly are functions that only a program may call: a library neither ends the process nor speaks to the terminal.
var mainOnly = map[string][]string{
	"os":  {"Exit", "Stdin", "Stdout", "Stderr"},
	"fmt": {"Print", "Printf", "Println"},
	"log": {"Print", "Printf", "Println", "Fatal", "Fatalf", "Fatalln"},
}

// calls lists where a file uses what only a program may.
func calls(filename string, src any) ([]string, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, filename, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	names := imports(file)
	var found []string
	if hidden := names["."]; mainOnly[hidden] != nil {
		found = append(found, filename+": imports the names of "+hidden)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && slices.Contains(mainOnly[names[x.Name]], s.Sel.Name) {
				found = append(found, fmt.Sprintf("%s: %s.%s", set.Position(n.Pos()), x.Name, s.Sel.Name))
			}
		}
		return true
	})
	return found, nil
}

// imports gives the path of each imported package by the name that the file uses for it.
func imports(file *ast.File) map[string]string {
	names := map[string]string{}
	for _, i := range file.Imports {
		importPath, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue // the parser has let it through, so it does not happen
		}
		name := path.Base(importPath)
		if i.Name != nil {
			name = i.Name.Name
		}
		names[name] = importPath
	}
	return names
}
