package shell

import (
	"bytes"
	"errors"
	"fmt"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// Calls reads the body of the named function of a bash script, which must be plain commands of literal words, and
// gives each command's words after the first `skip` ones. A word that would run or expand anything is an error.
func Calls(script []byte, function string, skip int) ([][]string, error) {
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(bytes.NewReader(script), "")
	if err != nil {
		return nil, err
	}
	body, err := bodyOf(file, function)
	if err != nil {
		return nil, err
	}
	var calls [][]string
	for _, stmt := range body {
		words, err := literals(stmt, skip)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", stmt.Pos(), err)
		}
		calls = append(calls, words)
	}
	return calls, nil
}

func bodyOf(file *syntax.File, function string) ([]*syntax.Stmt, error) {
	for _, stmt := range file.Stmts {
		if f, ok := stmt.Cmd.(*syntax.FuncDecl); ok && f.Name.Value == function {
			if block, ok := f.Body.Cmd.(*syntax.Block); ok {
				return block.Stmts, nil
			}
		}
	}
	return nil, fmt.Errorf("no function %s", function)
}

func literals(stmt *syntax.Stmt, skip int) ([]string, error) {
	call, ok := stmt.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Assigns) > 0 || len(stmt.Redirs) > 0 || stmt.Background || stmt.Negated || len(call.Args) < skip {
		return nil, errors.New("not a plain command")
	}
	words := []string{}
	for _, arg := range call.Args[skip:] {
		word, err := Literal(arg)
		if err != nil {
			return nil, err
		}
		words = append(words, word)
	}
	return words, nil
}

// Literal gives what a word expands to when it is the same everywhere: text and quotes only.
func Literal(word *syntax.Word) (string, error) {
	var alive syntax.Node
	syntax.Walk(word, func(n syntax.Node) bool {
		switch n.(type) {
		case nil, *syntax.Word, *syntax.Lit, *syntax.SglQuoted, *syntax.DblQuoted:
		default:
			alive = n
		}
		return alive == nil
	})
	if alive != nil {
		return "", fmt.Errorf("%s: not a literal word", alive.Pos())
	}
	return expand.Literal(&expand.Config{}, word) // of its own: the one that nil means is shared, and not safe for use at once
}
