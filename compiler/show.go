package compiler

import (
	"github.com/alluxio-gen/alluxio-gen/compiler/check"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
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
