// Package report shows diagnostics to people.
package report

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// Text writes diagnostics as blocks, each with its source line, and a last line that counts them; nothing for none.
// src gives a file's text, nil when it cannot be had: the block then has no source line. What has no position at all
// is one line. Columns count characters.
//
//	error[memory/limit]: limits.memory of worker must be at least 3664MB
//	  --> cluster.cue:5:31 at workers.worker.memory.size
//	   |
//	 5 | workers: worker: memory: {size: "2GB", ramfs: {...}}
//	   |                                 ^^^^^
//	   = help: give the mount 2GB
func Text(w io.Writer, ds []diag.Diagnostic, src func(file string) []byte, color bool) error {
	if len(ds) == 0 {
		return nil
	}
	p := printer{lines: sources(src), paint: painter(color)}
	for _, d := range ds {
		p.diagnostic(d)
		p.out.WriteByte('\n')
	}
	p.out.WriteString(Summary(ds) + "\n")
	_, err := w.Write(p.out.Bytes())
	return err
}

// newText is the format of Text.
func newText(w io.Writer, o Options) Report { return text{w, o.Color} }

type text struct {
	w     io.Writer
	color bool
}

func (t text) Add(_ string, ds []diag.Diagnostic, src func(string) []byte) error {
	return Text(t.w, ds, src, t.color)
}
func (text) Failed(string, error) {}
func (text) Close() error         { return nil }

// Summary counts: "2 errors, 1 warning".
func Summary(ds []diag.Diagnostic) string {
	count := map[diag.Severity]int{}
	for _, d := range ds {
		count[d.Severity]++
	}
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning} {
		switch n := count[s]; n {
		case 0:
		case 1:
			parts = append(parts, "1 "+s.String())
		default:
			parts = append(parts, strconv.Itoa(n)+" "+s.String()+"s")
		}
	}
	return strings.Join(parts, ", ")
}

type printer struct {
	out   bytes.Buffer
	lines lineReader
	paint func(style, text string) string
}

func (p *printer) diagnostic(d diag.Diagnostic) {
	style := severityStyle(d.Severity)
	gutter := p.place(p.paint(style, d.Severity.String()+"["+d.Rule+"]"), d.Message, d.Span, at(d.Path, d.Count), style)
	if d.Help != "" {
		p.text(gutter+p.paint(gutterStyle, " = ")+"help: ", len(gutter)+len(" = help: "), d.Help)
	}
	for _, r := range d.Related {
		p.place("  "+p.paint(noteStyle, "note"), r.Message, r.Span, at(r.Path, 1), noteStyle)
	}
}

// place says what and where: file, line, column and path, then the source line. It gives what stands before " = ".
func (p *printer) place(label, message string, s diag.Span, at, style string) string {
	if !s.Known() && at != "" {
		message += " (" + at + ")"
	}
	p.text(label+": ", 4, message)
	if !s.Known() {
		return " "
	}
	where := fmt.Sprintf("%s:%d:%d %s", visible(s.File), s.Line, measure(s, p.lines).column, visible(at))
	fmt.Fprintf(&p.out, "  %s %s\n", p.paint(gutterStyle, "-->"), strings.TrimRight(where, " "))
	number := strconv.Itoa(s.Line)
	gutter := strings.Repeat(" ", len(number)+1)
	if line, ok := p.lines(s.File, s.Line); ok {
		p.snippet(snip(line, s.Column, s.Length), number, gutter, style)
	}
	return gutter
}

// at names a field, and how many others the same source line makes this diagnostic for.
func at(path []string, count int) string {
	switch where := "at " + diag.PathString(path); {
	case len(path) == 0:
		return ""
	case count <= 1:
		return where
	case count == 2:
		return where + " and 1 place more"
	default:
		return fmt.Sprintf("%s and %d places more", where, count-1)
	}
}

// text writes a message behind a label; its further lines are indented, so that none can pass for a heading.
func (p *printer) text(label string, indent int, message string) {
	for i, line := range strings.Split(message, "\n") {
		if i > 0 {
			label = strings.Repeat(" ", indent)
		}
		p.out.WriteString(strings.TrimRight(label+visible(line), " ") + "\n")
	}
}

func (p *printer) snippet(s snippet, number, gutter, style string) {
	bar := p.paint(gutterStyle, "|")
	fmt.Fprintf(&p.out, "%s %s\n", gutter, bar)
	fmt.Fprintf(&p.out, " %s %s %s\n", p.paint(gutterStyle, number), bar, s.text)
	fmt.Fprintf(&p.out, "%s %s %s%s\n", gutter, bar, strings.Repeat(" ", s.indent), p.paint(style, strings.Repeat("^", s.width)))
}
