// Package shell carries words unharmed into a bash script, and reads them back to prove it.
package shell

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"
)

// Quote gives the bash word that expands to exactly s, in any locale and in bash 4.2 or later. Only NUL, which no
// shell word can hold, is an error (*syntax.QuoteError).
func Quote(s string) (string, error) {
	if s == "" {
		return "''", nil
	}
	var word strings.Builder
	for _, piece := range pieces(s) {
		quoted, err := syntax.Quote(piece, syntax.LangBash)
		if err != nil {
			return "", err
		}
		word.WriteString(quoted)
	}
	return word.String(), nil
}

// pieces splits s so that each unprintable character beyond ASCII is quoted byte by byte: bash reads the \uXXXX that
// it would else become by the locale, and under LANG=C leaves it as it stands.
func pieces(s string) []string {
	var all []string
	start := 0
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		if size == 1 || unicode.IsPrint(r) && r != utf8.RuneError {
			continue
		}
		if start < i {
			all = append(all, s[start:i])
		}
		start = i + size
		for b := i; b < start; b++ {
			all = append(all, s[b:b+1])
		}
	}
	if start < len(s) {
		all = append(all, s[start:])
	}
	return all
}
