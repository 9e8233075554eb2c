package compiler

import (
	"github.com/alluxio-gen/alluxio-gen/compiler/check"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/engines"
	"github.com/alluxio-gen/alluxio-gen/compiler/show"
)

// ShowFormats are the forms that Show draws in, the first by default.
func ShowFormats() []string { return show.Formats() }

// Show draws what is planned, in one of ShowFormats; nothing when a diagnostic is an error.
func Show(src Source, format string) ([]byte, Result, error) {
	d, p, ds, err := layOut(src)
	result := Result{Diagnostics: diag.Sort(ds)}
	if err != nil || p == nil {
		return nil, result, err
	}
	result.Cluster, result.Next = p.Cluster, next(p)
	beside, err := check.Shown(d)
	if err != nil {
		return nil, result, err
	}
	picture, err := show.Render(format, p, beside)
	return picture, result, err
}

// Engines are the programs that ShowFor writes lines for.
func Engines() []string { return plan.Engines }

// ShowFor writes what one of Engines is told of the cluster; nothing when a diagnostic is an error.
func ShowFor(src Source, engine string) ([]byte, Result, error) {
	_, p, ds, err := layOut(src)
	result := Result{Diagnostics: diag.Sort(ds)}
	if err != nil || p == nil {
		return nil, result, err
	}
	result.Cluster, result.Next = p.Cluster, next(p)
	text, err := engines.Render(engine, p)
	return text, result, err
}
