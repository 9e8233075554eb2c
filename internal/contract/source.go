package contract

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// The parser knows `export` and refuses names that bash refuses only when it runs; under another name it is a command.
const (
	exportWord   = "export"
	neutralWord  = "\uE000xport"
	exportMarker = "\uE000"
)

var assignment = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*\+?=`)

// source runs alluxio-env.sh in the shell, line by line, as bash does: what comes before a syntax error has run.
func (sh *shell) source(script string) error {
	statements, parseErr := parse(exportLine.ReplaceAllString(script, neutralWord+" "))
	for _, s := range statements {
		if fault, ok := asParseError(parseErr); ok && s.Pos().Line() == fault.Pos.Line() {
			break
		}
		if err := sh.statement(s); err != nil {
			return err
		}
	}
	if parseErr != nil {
		sh.c.hint(parseHint(parseErr))
		return sh.failed(2)
	}
	return nil
}

var exportLine = regexp.MustCompile(`(?m)^` + exportWord + ` `)

// parse gives the statements before the first syntax error. The sequence is read to its end: the library panics when its
// reader stops at an error.
func parse(script string) ([]*syntax.Stmt, error) {
	var statements []*syntax.Stmt
	var first error
	for s, err := range syntax.NewParser(syntax.Variant(syntax.LangBash)).StmtsSeq(strings.NewReader(script)) {
		switch {
		case err != nil && first == nil:
			first = err
		case err == nil && first == nil:
			statements = append(statements, s)
		}
	}
	return statements, first
}

func asParseError(err error) (syntax.ParseError, bool) {
	fault, ok := err.(syntax.ParseError)
	return fault, ok
}

func parseHint(err error) string {
	if strings.Contains(err.Error(), "without closing quote") {
		return quoteHint
	}
	return syntaxHint
}

// failed is a command that failed: the end of the script where it says so.
func (sh *shell) failed(status int) error {
	if sh.errexit && status != 0 {
		return exit(status)
	}
	return nil
}

// statement runs one statement; in the background it changes nothing.
func (sh *shell) statement(s *syntax.Stmt) error {
	if s.Background {
		return nil
	}
	status, err := sh.command(s)
	if err != nil {
		return err
	}
	return sh.failed(status)
}

// command gives the statement's exit status.
func (sh *shell) command(s *syntax.Stmt) (int, error) {
	if len(s.Redirs) > 0 || s.Negated || s.Coprocess {
		return 0, NotModelled{"a redirection in alluxio-env.sh"}
	}
	switch cmd := s.Cmd.(type) {
	case *syntax.CallExpr:
		return sh.call(cmd)
	case *syntax.BinaryCmd:
		return sh.binary(cmd)
	}
	return 0, NotModelled{"a compound command in alluxio-env.sh"}
}

// binary is a pipe, whose parts change nothing here, or a list.
func (sh *shell) binary(cmd *syntax.BinaryCmd) (int, error) {
	if cmd.Op == syntax.Pipe {
		return sh.apart().command(cmd.Y)
	}
	status, err := sh.command(cmd.X)
	if err != nil || (status == 0) != (cmd.Op == syntax.AndStmt) {
		return status, err
	}
	return sh.command(cmd.Y)
}

// apart is a subshell.
func (sh *shell) apart() *shell {
	copied := sh.c.shell(sh.errexit, sh.args...)
	for name, value := range sh.vars {
		copied.vars[name] = value
	}
	return copied
}

// call runs `export`, assignments, or a command that the image lacks.
func (sh *shell) call(cmd *syntax.CallExpr) (int, error) {
	if len(cmd.Args) == 0 {
		for _, a := range cmd.Assigns {
			value, err := expand.Literal(sh.expansion(), a.Value)
			if err != nil {
				return 0, NotModelled{err.Error()}
			}
			sh.vars[a.Name.Value] = value
		}
		return 0, nil
	}
	name := cmd.Args[0].Lit()
	switch {
	case name == neutralWord && len(cmd.Assigns) == 0:
		return sh.export(cmd.Args[1:])
	case name == "" || known[name] || strings.Contains(name, "/"):
		return 0, NotModelled{"a command in alluxio-env.sh"}
	}
	sh.c.hint(commandHint)
	return 127, nil
}

// known are commands that every image has, as far as a value could name one; they are not modelled.
var known = func() map[string]bool {
	names := strings.Fields(`. : [ alias bg bind break builtin caller cat cd chmod chown command continue cp cut date
declare dirs disown echo enable env eval exec exit expr export false fc fg find getopts grep hash head help history
hostname id java jobs kill let local ln logout ls mapfile mkdir mv popd printf ps pushd pwd read readonly return rm
sed set sh bash shift shopt sleep sort source suspend tail tar tee test times touch tr trap true type typeset ulimit
umask unalias uname unset wait wget curl which xargs alluxio`)
	set := map[string]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}()

// export sets what the words say; a word that is no name fails, the others count.
func (sh *shell) export(args []*syntax.Word) (int, error) {
	status := 0
	for _, arg := range args {
		texts, err := sh.exportWords(arg)
		if err != nil {
			return 0, NotModelled{err.Error()}
		}
		for _, text := range texts {
			if !sh.exportText(strings.ReplaceAll(text, exportMarker, exportWord[:1])) {
				sh.c.hint(identifierHint)
				status = 1
			}
		}
	}
	return status, nil
}

// exportWords expands a word of `export`: an assignment is not split, but braces make several.
func (sh *shell) exportWords(word *syntax.Word) ([]string, error) {
	first, literal := word.Parts[0].(*syntax.Lit)
	if !literal || !assignment.MatchString(first.Value) {
		return expand.Fields(sh.expansion(), word)
	}
	var texts []string
	syntax.SplitBraces(word)
	for _, w := range expand.Braces(word) {
		text, err := sh.assigned(w)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// assigned expands NAME=value; a tilde counts at the value's begin.
func (sh *shell) assigned(word *syntax.Word) (string, error) {
	first, literal := word.Parts[0].(*syntax.Lit)
	if !literal {
		return expand.Literal(sh.expansion(), word)
	}
	name, value, found := strings.Cut(first.Value, "=")
	if !found {
		return expand.Literal(sh.expansion(), word)
	}
	parts := slices.Clone(word.Parts)
	parts[0] = &syntax.Lit{ValuePos: first.ValuePos, ValueEnd: first.ValueEnd, Value: value}
	if value == "" {
		parts = parts[1:]
	}
	if len(parts) == 0 {
		return name + "=", nil
	}
	if otherHome.MatchString(value) {
		return "", NotModelled{"another user's home in alluxio-env.sh"}
	}
	text, err := expand.Literal(sh.expansion(), &syntax.Word{Parts: withoutBackslashes(parts)})
	return name + "=" + text, err
}

var otherHome = regexp.MustCompile(`^~[A-Za-z_+-]`)

// withoutBackslashes quotes what a backslash outside quotes quotes; the library leaves it in assignments.
func withoutBackslashes(parts []syntax.WordPart) []syntax.WordPart {
	var plain []syntax.WordPart
	for _, part := range parts {
		lit, literal := part.(*syntax.Lit)
		for literal && strings.Contains(lit.Value, `\`) {
			before, after, _ := strings.Cut(lit.Value, `\`)
			end := min(1, len(after))
			plain = append(plain, &syntax.Lit{Value: before}, &syntax.SglQuoted{Value: after[:end]})
			lit = &syntax.Lit{Value: after[end:]}
			part = lit
		}
		plain = append(plain, part)
	}
	return plain
}

// exportText is one expanded word of `export`.
func (sh *shell) exportText(text string) bool {
	name, value, assigns := strings.Cut(text, "=")
	name, adds := strings.CutSuffix(name, "+")
	switch {
	case !identifier.MatchString(name):
		return false
	case adds:
		value = sh.vars[name] + value
	}
	if assigns {
		sh.vars[name] = value
	}
	return true
}

// expansion looks variables up here, and knows the few commands that a value is likely to ask.
func (sh *shell) expansion() *expand.Config {
	return &expand.Config{
		Env: expand.FuncEnviron(sh.parameter),
		CmdSubst: func(w io.Writer, cs *syntax.CmdSubst) error {
			var b strings.Builder
			for _, s := range cs.Stmts {
				if err := syntax.NewPrinter().Print(&b, s); err != nil {
					return err
				}
			}
			switch b.String() {
			case "hostname":
				_, err := io.WriteString(w, sh.c.vars["HOSTNAME"]+"\n")
				return err
			case "id -u":
				_, err := io.WriteString(w, itoa(sh.c.user)+"\n")
				return err
			case "":
				return nil
			}
			return NotModelled{"a command substitution in alluxio-env.sh"}
		},
	}
}

func (sh *shell) parameter(name string) string {
	if len(name) == 1 && '0' <= name[0] && name[0] <= '9' {
		if at := int(name[0] - '0'); at < len(sh.args) {
			return sh.args[at]
		}
		return ""
	}
	return sh.vars[name]
}
