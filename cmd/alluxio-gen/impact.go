package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/impact"
)

// impactText says what becomes of the running cluster: its containers, what goes with them, and what is to be done first.
func impactText(dir string, i *compiler.Impact) string {
	var b strings.Builder
	for _, folder := range i.Folders() {
		fmt.Fprintf(&b, "Containers in %s, after `%s`:\n", filepath.Join(dir, filepath.FromSlash(folder)), i.Command)
		b.WriteString(containerLines(i.Containers[folder]))
	}
	b.WriteString("\nLost with them:\n")
	for _, l := range i.Losses {
		fmt.Fprintf(&b, "  %s of %s: %s\n", l.Loses, l.Service, l.Message)
	}
	if len(i.Losses) == 0 {
		b.WriteString("  nothing\n")
	}
	b.WriteString("\nTo do first:\n")
	for _, d := range i.Refused {
		fmt.Fprintf(&b, "  %s at %s: %s\n    %s\n", d.Rule, placeOf(d), d.Message, d.Help)
	}
	if len(i.Refused) == 0 {
		b.WriteString("  nothing\n")
	}
	return b.String()
}

func containerLines(all []impact.Container) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, c := range all {
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %s\t%s\t%s", c.Service, c.Fate, strings.Join(c.Why, ", ")), "\t"))
	}
	w.Flush() // to memory
	return b.String()
}

func placeOf(d diag.Diagnostic) string {
	if len(d.Path) > 0 {
		return diag.PathString(d.Path)
	}
	return fmt.Sprintf("%s:%d", d.Span.File, d.Span.Line)
}
