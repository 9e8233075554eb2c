package load

import (
	"fmt"
	"strings"

	"cuelang.org/go/cue/scanner"
	"cuelang.org/go/cue/token"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// maxDepth is how deep a CUE text may nest. CUE's parser bounds brackets alike, but not chains such as a: a: a: or
// x.x.x, which would overflow the stack; that ends a process and cannot be recovered from.
const maxDepth = 10_000

// tooDeep finds where a CUE text nests deeper than maxDepth, before the parser sees it.
func (d *Description) tooDeep(content []byte) []diag.Diagnostic {
	if len(content) <= maxDepth {
		return nil
	}
	file := token.NewFile(d.name, -1, len(content))
	var s scanner.Scanner
	s.Init(file, content, nil, 0)
	var m depthMeter
	for {
		pos, tok, _ := s.Scan()
		if tok == token.EOF {
			return nil
		}
		if m.count(tok) > maxDepth {
			return []diag.Diagnostic{{
				Severity: diag.Error, Rule: "syntax/error", Span: d.source.at(pos), Count: 1,
				Message: fmt.Sprintf("not valid CUE: deeper than %d levels", maxDepth), Help: syntaxHelp("nesting depth"),
			}}
		}
		if tok == token.RPAREN && m.inText {
			m.text = strings.HasSuffix(s.ResumeInterpolation(), "(")
		}
	}
}

// depthMeter adds up the links of the chains that are open: one counter a bracket, which a comma sets back.
type depthMeter struct {
	open         []bracket
	links, total int
	text         bool // the next parenthesis opens an interpolation
	inText       bool // the last closing one ended it
}

type bracket struct {
	text  bool
	links int
}

func (m *depthMeter) count(tok token.Token) int {
	switch {
	case tok == token.INTERPOLATION:
		m.text = true
	case tok == token.LPAREN, tok == token.LBRACK, tok == token.LBRACE:
		m.open = append(m.open, bracket{m.text, m.links})
		m.links, m.text = 0, false
		m.total++
	case tok == token.RPAREN, tok == token.RBRACK, tok == token.RBRACE:
		m.close()
	case tok == token.COMMA:
		m.total -= m.links
		m.links = 0
	case tok.IsOperator(), tok.IsKeyword():
		m.links++
		m.total++
	}
	return m.total
}

// close ends a bracket, which is itself a link: f()()() and x[0][0] nest to the left.
func (m *depthMeter) close() {
	m.inText = false
	if n := len(m.open) - 1; n >= 0 {
		m.total -= m.links
		m.links, m.inText = m.open[n].links+1, m.open[n].text
		m.open = m.open[:n]
	}
}
