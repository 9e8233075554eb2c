package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/errors"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// The formats of CUE v0.17's errors that are told apart here.
const (
	formatText         = "%s" // error("...") of the schema
	formatUnknown      = "field not allowed"
	formatMissing      = "field is required but not present"
	formatReference    = "reference %q not found"
	formatIncomplete   = "incomplete value"
	formatConflict     = "conflicting values %s and %s"
	formatKinds        = "conflicting values %s and %s (mismatched types %s and %s)"
	formatUnusedImport = "imported and not used"
	formatUnusedLet    = "unreferenced alias or let clause"
	formatBound        = "invalid value %v (out of bound %s)"
)

// noise is what CUE adds to an error that says the same better.
func noise(format string) bool {
	return format == "%d errors in empty disjunction:" || format == "invalid interpolation"
}

// valueWords chooses the one sentence that helps most: two values of the user's own, then an expression that fails by
// itself, then what the schema says in its own words, a bound, the kinds and texts that are allowed.
func (c *checker) valueWords(f finding) words {
	w := words{}
	w.span, w.related = c.valueSpan(f)
	for _, say := range []func(finding, *words) bool{c.sayTwice, c.sayComputed, c.sayOwn, c.sayBound, c.sayAllowed} {
		if say(f, &w) {
			return w
		}
	}
	c.sayEvaluation(f, &w)
	return w
}

// sayComputed is for an expression of the user's own that fails by itself; what the schema wants of it is an echo.
func (c *checker) sayComputed(f finding, w *words) bool {
	own := slices.ContainsFunc(f.errs, func(e errors.Error) bool {
		format, _ := e.Msg()
		return !noise(format) && !againstSchema(format) && c.d.IsUsers(e.Position())
	})
	return own && c.sayEvaluation(f, w)
}

// sayEvaluation gives CUE's own words, the first that are not noise.
func (c *checker) sayEvaluation(f finding, w *words) bool {
	e := f.errs[0]
	for _, other := range f.errs {
		if format, _ := other.Msg(); !noise(format) && !againstSchema(format) {
			e = other
			break
		}
	}
	w.rule, w.message = "schema/evaluation", fmt.Sprintf("%s has no value: %s", f.name(), bareText(e))
	if len(f.path) == 0 {
		w.rule, w.message = "syntax/error", "not valid CUE: "+bareText(e)
	}
	return true
}

func againstSchema(format string) bool {
	return format == formatText || format == formatBound || strings.HasPrefix(format, formatConflict)
}

func bareText(e errors.Error) string {
	format, args := e.Msg()
	return fmt.Sprintf(format, args...)
}

// valueSpan is the bad value at its field; where the field only refers to it, the value itself is related.
func (c *checker) valueSpan(f finding) (diag.Span, []diag.Related) {
	sites := c.d.Sites(f.path)
	if len(sites) == 0 {
		for _, p := range f.positions() {
			if c.d.IsUsers(p) {
				return c.d.At(p), nil
			}
		}
		return c.d.Position(f.path), nil
	}
	span := c.d.Span(blamed(f, sites)[0].Value())
	var related []diag.Related
	for _, p := range f.positions() {
		outside := !slices.ContainsFunc(sites, func(s load.Site) bool { return s.Covers(p) })
		at := c.d.At(p)
		if outside && c.d.IsLiteral(p) && at.Line != span.Line {
			related = append(related, diag.Related{Path: f.path, Span: at, Message: "the value comes from here"})
		}
	}
	return span, related[:min(len(related), 1)]
}

// sayTwice is for two values that the user wrote, which contradict each other.
func (c *checker) sayTwice(f finding, w *words) bool {
	for _, e := range f.errs {
		format, args := e.Msg()
		ps := e.InputPositions()
		if !strings.HasPrefix(format, formatConflict) || len(ps) < 2 || !slices.ContainsFunc(ps, c.d.IsUsers) {
			continue
		}
		if slices.ContainsFunc(ps, func(p pos) bool { return !c.d.IsUsers(p) }) {
			continue
		}
		slices.SortFunc(ps, pos.Compare)
		w.rule, w.span = "schema/conflict", c.d.At(ps[len(ps)-1])
		w.message = fmt.Sprintf("%s is written twice, as %s and as %s", f.name(), short(fmt.Sprint(args[1])), short(fmt.Sprint(args[0])))
		w.help = "keep one of them; a template gives way when its value is a default: *value | _"
		w.related = []diag.Related{{Path: f.path, Span: c.d.At(ps[0]), Message: "the other value"}}
		return true
	}
	return false
}

// sayOwn is for the schema's own words, the text of an error("what: what to do").
func (c *checker) sayOwn(f finding, w *words) bool {
	for _, e := range f.errs {
		format, args := e.Msg()
		if format != formatText || len(args) != 1 {
			continue
		}
		text, help, _ := strings.Cut(fmt.Sprint(args[0]), ": ")
		value := c.valueText(f)
		switch rest, is := strings.CutPrefix(text, "not "); {
		case is && value != "":
			w.message = value + " is not " + rest
		case is:
			w.message = f.name() + " is not " + rest
		case value != "":
			w.message = text + ", not " + value
		default:
			w.message = text
		}
		w.rule, w.help = "schema/type", help
		c.sayCloser(strings.TrimPrefix(text, "not "), value, w)
		return true
	}
	return false
}

// sayCloser asks the schema's #closer what exactly is wrong with a value that is not what its type says.
func (c *checker) sayCloser(what, value string, w *words) {
	cases, err := c.d.Definition("closer").LookupPath(cue.MakePath(cue.Str(what))).List()
	for err == nil && value != "" && cases.Next() {
		var closer struct{ Like, Says, Help string }
		if cases.Value().Decode(&closer) != nil {
			return
		}
		if matched, err := regexp.MatchString(closer.Like, value); err == nil && matched {
			w.message, w.help = value+" "+closer.Says, closer.Help
			return
		}
	}
}

func (c *checker) sayBound(f finding, w *words) bool {
	for _, e := range f.errs {
		if format, args := e.Msg(); format == formatBound {
			w.rule = "schema/type"
			w.message = fmt.Sprintf("%v is out of bounds", args[0])
			w.help = fmt.Sprintf("%s takes a value that is %v", f.name(), args[1])
			return true
		}
	}
	return false
}

// valueText is the value as the user wrote it, or as it came out; "" when it is neither short nor one value.
func (c *checker) valueText(f finding) string {
	if sites := c.d.Sites(f.path); len(sites) > 0 {
		if lit, ok := blamed(f, sites)[0].Value().(*ast.BasicLit); ok {
			return short(lit.Value)
		}
	}
	v := load.Lookup(c.now.User, f.path)
	switch v.Kind() {
	case cue.StringKind, cue.IntKind, cue.FloatKind, cue.NumberKind, cue.BoolKind, cue.NullKind:
		return short(fmt.Sprint(v))
	}
	return ""
}

// short keeps a value that is quoted in a message on one line.
func short(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
