package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/mask"
	"github.com/alluxio-gen/alluxio-gen/compiler/report"
)

// judge inspects one description after the other and shows what it finds in one report.
type judge struct {
	inspection
	t      *tool
	report report.Report
	// says is where everything else goes that the verb has to say: never between a machine's lines.
	says io.Writer
	// before and accept are what a build adds to the description.
	before []compiler.Before
	accept []string
	// with is what compiles.
	with func(compiler.Source) (compiler.Result, error)
}

func (t *tool) judge(i inspection) *judge {
	format, shows, says := formatOf(i.format), t.err, t.out
	if format.ForMachines {
		shows, says = t.out, t.err
	}
	shown := format.New(shows, report.Options{Color: t.colored(i.color), Version: ownVersion(), Rules: ruleData})
	return &judge{inspection: i, t: t, report: shown, says: says, with: t.compile}
}

// inspect compiles one description and shows what was found. It gives errWrong when the result must not be used.
func (j *judge) inspect(file string) (compiler.Result, error) {
	result, src, err := j.compile(file)
	if err != nil {
		j.report.Failed(file, err)
		return result, err
	}
	return result, j.show(src, result)
}

func (j *judge) compile(file string) (result compiler.Result, src compiler.Source, err error) {
	if file != stdinName { // where a person may be typing
		defer j.t.progress("checking "+file, j.quiet)()
	}
	if src, err = j.t.read(file); err != nil {
		return result, src, err
	}
	src.Tags, src.Before, src.Accept = j.tags, j.before, j.accept
	err = guarded(func() (err error) {
		result, err = j.with(src)
		return asInternal(err)
	})
	return result, src, err
}

// show prints what was found. It gives errWrong when the result must not be used.
func (j *judge) show(src compiler.Source, result compiler.Result) error {
	ds := result.Diagnostics
	if j.quiet && !j.strict {
		ds = slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	}
	hide, err := hiding(ds)
	if err != nil {
		return err
	}
	if err := j.report.Add(src.Name, ds, textOf(src, hide)); err != nil {
		return err
	}
	if diag.HasErrors(ds) {
		return errWrong
	}
	if j.strict && len(ds) > 0 {
		fmt.Fprintln(j.t.err, "warnings count as errors: --strict is given")
		return errWrong
	}
	return nil
}

// hiding takes secrets out of the lines that diagnostics show; what is fine shows none, and is spared the schema's reading.
func hiding(ds []diag.Diagnostic) (func([]byte) []byte, error) {
	if len(ds) == 0 {
		return bytes.Clone, nil
	}
	secret, err := compiler.Secret()
	if err != nil {
		return nil, internalError{err}
	}
	return mask.New(secret).Source, nil
}

// end ends the report, and gives what went wrong: with the descriptions, else with the report itself.
func (j *judge) end(err error) error {
	if failed := j.report.Close(); err == nil {
		return failed
	}
	return err
}

// say prints what is no diagnostic; nothing with --quiet.
func (j *judge) say(text string) error {
	if j.quiet {
		return nil
	}
	_, err := io.WriteString(j.says, text)
	return err
}

// ruleData is what formats say of rules.
func ruleData() ([]report.Rule, error) {
	all, err := compiler.Rules()
	if err != nil {
		return nil, internalError{err}
	}
	severities := map[string]diag.Severity{diag.Error.String(): diag.Error, diag.Warning.String(): diag.Warning}
	var rules []report.Rule
	for _, r := range all {
		rules = append(rules, report.Rule{Slug: r.Slug, Severity: severities[r.Severity], Help: r.Help, Why: r.Why})
	}
	return rules, nil
}
