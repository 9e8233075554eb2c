package golden

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/syntax"
)

// Hosts of supported distributions still run bash 4.2. What is newer, by the NEWS file of each bash since; what 4.2 does
// not know at all is enough to be found, be it dead code.

var (
	newVariables = []string{"BASH_COMPAT", "CHILD_MAX", "EPOCHSECONDS", "EPOCHREALTIME", "BASH_ARGV0", "SRANDOM", "BASH_MONOSECONDS", "BASH_TRAPSIG"}
	newShopts    = []string{"globasciiranges", "inherit_errexit", "localvar_inherit", "localvar_unset", "assoc_expand_once", "array_expand_once",
		"progcomp_alias", "patsub_replacement", "globskipdots", "varredir_close", "noexpand_translation", "bash_source_fullpath"}
	// newFlags are options by builtin: each letter is one.
	newFlags = map[string]string{"wait": "npf", "mapfile": "d", "readarray": "d", "read": "E", "declare": "nI", "typeset": "nI", "local": "nI", "command": "", "printf": ""}
)

// newerThan42 names what a script uses that bash 4.2 does not know, or knows otherwise.
func newerThan42(file *syntax.File) []string {
	var found []string
	empty := emptyArrays(file)
	syntax.Walk(file, func(n syntax.Node) bool {
		if what := newNode(n, empty); what != "" {
			found = append(found, fmt.Sprintf("%s: %s", n.Pos(), what))
		}
		return true
	})
	return found
}

func newNode(n syntax.Node, empty map[string]bool) string {
	switch n := n.(type) {
	case *syntax.ParamExp:
		return newExpansion(n, empty)
	case *syntax.DeclClause:
		var words []string
		for _, a := range n.Args {
			if a.Naked && a.Value != nil {
				words = append(words, a.Value.Lit())
			}
		}
		return newOption(n.Variant.Value, words)
	case *syntax.CallExpr:
		var words []string
		for _, w := range n.Args {
			words = append(words, w.Lit())
		}
		if len(words) > 0 {
			return newOption(words[0], words[1:])
		}
	case *syntax.Assign:
		if n.Index != nil && negative(n.Index) {
			return "a negative subscript is assigned to"
		}
	case *syntax.CmdSubst:
		if n.TempFile || n.ReplyVar {
			return "a substitution in this shell"
		}
	case *syntax.UnaryTest:
		if word, ok := n.X.(*syntax.Word); ok && n.Op == syntax.TsVarSet && strings.Contains(printed(word), "[") {
			return "-v of an array's element"
		}
	}
	return ""
}

func newExpansion(p *syntax.ParamExp, empty map[string]bool) string {
	switch {
	case p.Exp != nil && p.Exp.Op == syntax.OtherParamOps:
		return "a transformation by @"
	case p.Param != nil && slices.Contains(newVariables, p.Param.Value):
		return p.Param.Value
	case p.Param != nil && empty[p.Param.Value] && all(p.Index) && p.Exp == nil && !p.Length && !p.Excl:
		return "every element of " + p.Param.Value + ", which may have none and then counts as not set"
	}
	return ""
}

func newOption(command string, words []string) string {
	for _, word := range words {
		if command == "shopt" && slices.Contains(newShopts, word) {
			return "shopt " + word
		}
		if command == "local" && word == "-" {
			return "local -"
		}
		if flags, ok := strings.CutPrefix(word, "-"); ok && flags != "" && strings.ContainsAny(flags, newFlags[command]) {
			return command + " " + word
		}
	}
	return ""
}

// emptyArrays are the names that are ever made an array without elements.
func emptyArrays(file *syntax.File) map[string]bool {
	names := map[string]bool{}
	syntax.Walk(file, func(n syntax.Node) bool {
		if a, ok := n.(*syntax.Assign); ok && a.Array != nil && len(a.Array.Elems) == 0 {
			names[a.Name.Value] = true
		}
		return true
	})
	return names
}

func all(index syntax.ArithmExpr) bool {
	word, ok := index.(*syntax.Word)
	return ok && (word.Lit() == "@" || word.Lit() == "*")
}

func negative(index syntax.ArithmExpr) bool {
	u, ok := index.(*syntax.UnaryArithm)
	return ok && u.Op == syntax.Minus
}

func printed(n syntax.Node) string {
	var b strings.Builder
	_ = syntax.NewPrinter().Print(&b, n) // a Builder takes all
	return b.String()
}

func TestWhatIsNewerThanBash42IsSeen(t *testing.T) {
	for script, want := range map[string]bool{
		`echo "${x@Q}"`: true, `local -n x`: true, `declare -gn x=y`: true, `wait -n`: true, `mapfile -d '' x`: true, `f() { local -; }`: true,
		`shopt -s inherit_errexit`: true, `echo $EPOCHSECONDS`: true, `x[-1]=2`: true, `[[ -v x[1] ]]`: true, `x=(); echo "${x[@]}"`: true,
		`declare -g x`: false, `wait`: false, `mapfile -t x`: false, `echo "${x[-1]}"`: false, `[[ -v x ]]`: false, `x=(1); echo "${x[@]}"`: false,
		`x=(); echo "${x[@]+"${x[@]}"}" ${#x[@]}`: true, `x=(); echo ${#x[@]}`: false, `echo "${x,,}" "${x:1:-1}"`: false, `exec {fd}>x`: false, `read -r -d '' x`: false,
	} {
		file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(script), "")
		if err != nil {
			t.Errorf("%s: %v", script, err)
			continue
		}
		if found := newerThan42(file); (len(found) > 0) != want {
			t.Errorf("%s: %q", script, found)
		}
	}
}
