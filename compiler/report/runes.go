package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// tab is what a tab is shown as, wherever it stands.
const tab = "    "

// longestText is how many columns of a message's line, a path or a file name are shown.
const longestText = 1000

// visible shows text that may hold what a user wrote, of bounded length.
func visible(s string) string {
	kept := rightOf([]byte(s), longestText)
	if len(kept) < len(s) {
		return show(kept) + ellipsis
	}
	return show(kept)
}

// show writes text so that a terminal does nothing but print it: what is no printable character, also a byte that is
// no UTF-8 and marks that turn the direction of writing, is shown by its escape.
func show(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		out.WriteString(shown(r, size, b[0]))
		b = b[size:]
	}
	return out.String()
}

func shown(r rune, size int, first byte) string {
	switch {
	case r == '\t':
		return tab
	case r == utf8.RuneError && size == 1:
		return `\x` + strconv.FormatUint(uint64(first), 16)
	case unicode.IsPrint(r):
		return string(r)
	default:
		return strings.Trim(strconv.QuoteRuneToASCII(r), "'")
	}
}

// columns is how many columns of a terminal the text takes as show shows it.
func columns(b []byte) int {
	n := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		n += runeWidth(r, size)
		b = b[size:]
	}
	return n
}

func runeWidth(r rune, size int) int {
	switch {
	case r == utf8.RuneError && size == 1:
		return len(`\xff`)
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0 // drawn over the character before it
	case !unicode.IsPrint(r):
		return len(shown(r, size, 0))
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}
