package load

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// source is the text of the description, to measure tokens by.
type source struct {
	name  string
	form  form
	lines []string
}

func newSource(in Input) source {
	return source{name: in.Name, form: formOf(in.Name), lines: strings.Split(string(bytes.TrimPrefix(in.Content, []byte("\ufeff"))), "\n")}
}

// line is the text of a line that counts from 1, without its end; "" outside the file.
func (s source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	return strings.TrimSuffix(s.lines[n-1], "\r")
}

// span measures the token at a position of CUE: a node of CUE knows its end, one of YAML or JSON does not.
func (s source) span(node ast.Node) diag.Span {
	pos := node.Pos().Position()
	if pos.Line == 0 {
		return diag.Span{}
	}
	span := diag.Span{File: s.display(pos.Filename), Line: pos.Line, Column: pos.Column, Length: 1}
	if pos.Filename != s.name || s.form == formCUE {
		span.Length = s.clip(span, end(node).Position().Offset-pos.Offset)
		return span
	}
	return s.token(span)
}

// end is where a node ends; a tag's value, which CUE joins to the field's, is nowhere in the file.
func end(node ast.Node) token.Pos {
	if x, ok := node.(*ast.BinaryExpr); ok && !x.Y.Pos().IsValid() {
		return end(x.X)
	}
	return node.End()
}

// at is the span of a bare position, such as an error's.
func (s source) at(pos token.Pos) diag.Span {
	p := pos.Position()
	span := diag.Span{File: s.display(p.Filename), Line: p.Line, Column: p.Column, Length: 1}
	if p.Line == 0 || p.Filename != s.name {
		return span
	}
	if s.form != formCUE {
		return s.token(span)
	}
	text := s.line(span.Line)
	span.Length = wordLength(text[min(span.Column-1, len(text)):])
	return span
}

// clip keeps a length on the span's own line.
func (s source) clip(span diag.Span, length int) int {
	if rest := len(s.line(span.Line)) - span.Column + 1; span.File == s.name && length > rest {
		length = rest
	}
	return max(length, 1)
}

// token corrects what the readers of YAML and JSON say: YAML counts runes, and both may point behind a label's quote.
func (s source) token(span diag.Span) diag.Span {
	text := s.line(span.Line)
	column := min(max(span.Column, 1), len(text)+1)
	if s.form == formYAML {
		column = byteColumn(text, column)
	}
	if i := column - 2; i >= 0 && i < len(text) && text[i] == '"' && s.form == formJSON && !closes(text, i) {
		column--
	}
	span.Column = column
	span.Length = max(dataToken(text[column-1:]), 1)
	return span
}

// closes reports whether the quote at i ends a JSON text rather than beginning one.
func closes(text string, i int) bool {
	open := false
	for j := 0; j < i; j++ {
		switch {
		case text[j] == '\\' && open:
			j++
		case text[j] == '"':
			open = !open
		}
	}
	return open
}

func byteColumn(text string, runes int) int {
	n := 0
	for ; runes > 1 && n < len(text); runes-- {
		_, size := utf8.DecodeRuneInString(text[n:])
		n += size
	}
	return n + 1
}

// dataToken is the length of the YAML or JSON scalar, or the one bracket, that the text begins with.
func dataToken(text string) int {
	if text == "" {
		return 0
	}
	switch q := text[0]; q {
	case '"', '\'':
		return quotedLength(text, q)
	case '{', '[', '|', '>':
		return 1
	}
	end := len(text)
	for _, stop := range []string{": ", " #", ", ", ",", "}", "]"} {
		if i := strings.Index(text, stop); i >= 0 {
			end = min(end, i)
		}
	}
	return len(strings.TrimRight(strings.TrimSuffix(text[:end], ":"), " \t"))
}

func quotedLength(text string, quote byte) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return len(text)
}

// wordLength is the length of the identifier, number or text that CUE text begins with.
func wordLength(text string) int {
	if strings.HasPrefix(text, `"`) {
		return quotedLength(text, '"')
	}
	end := strings.IndexFunc(text, func(r rune) bool {
		return !(r == '_' || r == '#' || r == '$' || r >= 0x80 || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
	if end < 0 {
		end = len(text)
	}
	return max(end, 1)
}
