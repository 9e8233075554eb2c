// Package javaprops reads .properties files as java.util.Properties.load(InputStream) does: ISO-8859-1 bytes, logical
// lines, comments and escapes by the grammar of that class's documentation.
package javaprops

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Pair is one key and its value, in the order of the file; a key given twice occurs twice.
type Pair struct {
	Key, Value string
}

// Parse returns the pairs of content. Its only error is a \u escape that lacks four hexadecimal digits. A surrogate
// without its other half comes back as U+FFFD.
func Parse(content []byte) ([]Pair, error) {
	var pairs []Pair
	rest := latin1(content)
	for len(rest) > 0 {
		line, next, ok := logicalLine(rest)
		rest = next
		if !ok {
			continue
		}
		pair, err := split(line)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, pair)
	}
	return pairs, nil
}

func latin1(content []byte) []rune {
	runes := make([]rune, len(content))
	for i, b := range content {
		runes[i] = rune(b)
	}
	return runes
}

// split cuts a logical line at its first separator that no backslash precedes.
func split(line []rune) (Pair, error) {
	end := 0
	for end < len(line) && !isSeparator(line[end]) {
		if line[end] == '\\' {
			end++
		}
		end++
	}
	end = min(end, len(line))
	value := trimBlank(line[end:])
	if len(value) > 0 && (value[0] == '=' || value[0] == ':') {
		value = trimBlank(value[1:])
	}
	k, err := unescape(line[:end])
	if err != nil {
		return Pair{}, err
	}
	v, err := unescape(value)
	return Pair{k, v}, err
}

func isBlank(r rune) bool     { return r == ' ' || r == '\t' || r == '\f' }
func isEnd(r rune) bool       { return r == '\n' || r == '\r' }
func isSeparator(r rune) bool { return isBlank(r) || r == '=' || r == ':' }

func trimBlank(rs []rune) []rune {
	for len(rs) > 0 && isBlank(rs[0]) {
		rs = rs[1:]
	}
	return rs
}

// unescape works on UTF-16 units, so that two \u escapes can make one character.
func unescape(rs []rune) (string, error) {
	units := make([]uint16, 0, len(rs))
	for i := 0; i < len(rs); i++ {
		if rs[i] != '\\' || i+1 == len(rs) {
			units = append(units, uint16(rs[i]))
			continue
		}
		i++
		if rs[i] != 'u' {
			units = append(units, plain(rs[i]))
			continue
		}
		unit, err := hex(rs[i+1:])
		if err != nil {
			return "", err
		}
		units = append(units, unit)
		i += 4
	}
	return string(utf16.Decode(units)), nil
}

// plain is what a backslash and r stand for: a control character, else r itself.
func plain(r rune) uint16 {
	if i := strings.IndexRune("tnrf", r); i >= 0 {
		return uint16("\t\n\r\f"[i])
	}
	return uint16(r)
}

func hex(rs []rune) (uint16, error) {
	if len(rs) < 4 {
		return 0, fmt.Errorf(`\u without four hexadecimal digits: %q`, string(rs))
	}
	digits := string(rs[:4])
	unit, err := strconv.ParseUint(digits, 16, 16)
	if err != nil {
		return 0, fmt.Errorf(`\u without four hexadecimal digits: %q`, digits)
	}
	return uint16(unit), nil
}
