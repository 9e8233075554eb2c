package plan

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// propertiesText writes a value for a variable that the entrypoint appends to the site file, so that the entrypoint's
// loops leave it alone (they cut at blanks, newlines and, before 1.7, at "=") and the file's reader gives it back: each
// character that is not plain becomes \uXXXX. The few variables that the launcher reads by itself stand for typed
// fields, whose text is plain. Sources: entrypoint.sh of 1.5.0 to 1.8.2, java.util.Properties.
func propertiesText(value string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(value)) {
		if unit < 0x80 && isPlain(byte(unit)) {
			b.WriteByte(byte(unit))
		} else {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

func isPlain(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("._/:,@%+-", c) >= 0
}
