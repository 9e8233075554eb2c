package report

import "github.com/alluxio-gen/alluxio-gen/compiler/diag"

// The styles, as parameters of the terminal's "select graphic rendition".
const (
	errorStyle   = "1;31" // bold red
	warningStyle = "1;33" // bold yellow
	noteStyle    = "1;36" // bold cyan
	gutterStyle  = "34"   // blue
)

func severityStyle(s diag.Severity) string {
	if s == diag.Error {
		return errorStyle
	}
	return warningStyle
}

func painter(color bool) func(style, text string) string {
	if !color {
		return func(_, text string) string { return text }
	}
	return func(style, text string) string { return "\x1b[" + style + "m" + text + "\x1b[0m" }
}
