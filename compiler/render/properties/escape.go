package properties

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// Line is a key and its value as they stand in a file that java.util.Properties reads.
func Line(k, v string) string { return key(k) + "=" + value(v) }

// Comment is a text on one line of such a file.
func Comment(s string) string { return "# " + comment(s) }

// key escapes what would end a key or make its line a comment.
func key(s string) string { return escape(s, "\\=:#! ") }

// value escapes a blank at either end: Java drops the first, an editor the last.
func value(s string) string {
	body := escape(s, `\`)
	if rest, ok := strings.CutPrefix(body, " "); ok {
		body = blank + rest
	}
	if rest, ok := strings.CutSuffix(body, " "); ok {
		body = rest + blank
	}
	return body
}

const blank = `\u0020`

// comment keeps s on its line; nobody reads it back.
func comment(s string) string { return escape(s, "") }

// escape writes s in printable ASCII, with a backslash before each of special.
func escape(s, special string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune(special, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\f':
			b.WriteString(`\f`)
		case r < ' ' || r > '~':
			unicode(&b, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unicode writes a character as Java's UTF-16 has it: one unit, or a surrogate pair.
func unicode(b *strings.Builder, r rune) {
	for _, unit := range utf16.AppendRune(nil, r) {
		fmt.Fprintf(b, `\u%04x`, unit)
	}
}
