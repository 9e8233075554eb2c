package check

import (
	"fmt"

	"cuelang.org/go/cue/errors"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// fault is a finding in plain words.
type fault struct {
	kind kind
	path []string
	diag.Diagnostic
}

// words are what there is to say about a finding.
type words struct {
	rule, message, help string
	span                diag.Span
	related             []diag.Related
}

func (c *checker) describe(f finding) fault {
	var w words
	switch f.kind {
	case unknown:
		w = c.unknownWords(f)
	case missing:
		w = c.missingWords(f)
	case reference:
		w = c.referenceWords(f)
	case idle:
		w = words{
			rule: "syntax/unused", span: c.d.At(f.lead().Position()), message: "not valid CUE: " + bareText(f.lead()),
			help: "remove the line, or use what it names",
		}
	case incomplete:
		w = c.incompleteWords(f)
	default:
		w = c.valueWords(f)
	}
	return fault{kind: f.kind, path: f.path, Diagnostic: diag.Diagnostic{
		Severity: diag.Error, Rule: w.rule, Path: f.path, Span: w.span,
		Message: w.message, Help: w.help, Related: w.related, Count: 1,
	}}
}

func (c *checker) missingWords(f finding) words {
	where := ""
	if parent := f.parent(); len(parent) > 0 {
		where = " in " + diag.PathString(parent)
	}
	w := words{rule: "schema/missing-field", span: c.d.LabelSpan(f.parent()), message: fmt.Sprintf("%q is missing%s", f.name(), where)}
	w.help = "write " + f.name() + ": ..."
	if doc := docOf(c.schemaAt(f.path)); doc != "" {
		w.help = f.name() + ": " + doc
	}
	return w
}

func (c *checker) incompleteWords(f finding) words {
	message := f.name() + " has no one value"
	if v := load.Lookup(c.now.User, f.path); v.Exists() {
		message += ", only what it may be: " + short(fmt.Sprint(v))
	}
	return words{
		rule: "schema/incomplete", span: c.d.Position(f.path), message: message,
		help: "write one value, or mark one with * as the default",
	}
}

func (c *checker) referenceWords(f finding) words {
	e := f.lead()
	_, args := e.Msg()
	name := fmt.Sprint(args[0])
	w := words{rule: "syntax/reference", span: c.d.At(e.Position()), message: fmt.Sprintf("%s is not defined", name)}
	w.help = fmt.Sprintf("if a text is meant, write it in quotes: %q", name)
	if near, ok := Nearest(name, c.d.Names()); ok {
		w.help = fmt.Sprintf("did you mean %s? A text is written in quotes: %q", near, name)
	}
	return w
}

// unusable are faults that keep CUE from evaluating anything, such as an import that nothing uses.
func (c *checker) unusable(err error) (fs []fault) {
	for _, e := range errors.Errors(err) {
		format, args := e.Msg()
		path, _ := plainPath(e.Path())
		fs = append(fs, fault{path: path, Diagnostic: diag.Diagnostic{
			Severity: diag.Error, Rule: "syntax/error", Span: c.d.At(e.Position()),
			Message: "not valid CUE: " + fmt.Sprintf(format, args...), Count: 1,
		}})
	}
	return fs
}
