package contract

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// Properties reads a site file as a process of Alluxio does: as java.util.Properties, and without blanks around.
func Properties(file string) map[string]string {
	read := map[string]string{}
	for key, value := range javaProperties(file) {
		read[trim(key)] = trim(value)
	}
	return read
}

// javaProperties reads a file as java.util.Properties does: bytes are ISO-8859-1, the last of a key wins. A malformed
// \u escape, where Java fails, is read as its letters.
func javaProperties(file string) map[string]string {
	read := map[string]string{}
	for _, line := range logicalLines(file) {
		key, value := keyAndValue(line)
		read[unescaped(key)] = unescaped(value)
	}
	return read
}

const propertyBlanks = " \t\f"

// logicalLines are the lines that hold a property, continued ones joined.
func logicalLines(file string) []string {
	var found []string
	open := false
	for _, line := range strings.FieldsFunc(file+"\n", func(r rune) bool { return r == '\n' || r == '\r' }) {
		line = strings.TrimLeft(line, propertyBlanks)
		if !open && (line == "" || line[0] == '#' || line[0] == '!') {
			continue
		}
		continued := trailingBackslashes(line)%2 == 1
		if continued {
			line = line[:len(line)-1]
		}
		if open {
			found[len(found)-1] += line
		} else {
			found = append(found, line)
		}
		open = continued
	}
	return found
}

func trailingBackslashes(line string) int {
	return len(line) - len(strings.TrimRight(line, `\`))
}

// keyAndValue splits at the first separator that no backslash precedes.
func keyAndValue(line string) (string, string) {
	end := 0
	for end < len(line) && !strings.ContainsRune(propertyBlanks+"=:", rune(line[end])) {
		if line[end] == '\\' {
			end++
		}
		end++
	}
	end = min(end, len(line))
	rest := strings.TrimLeft(line[end:], propertyBlanks)
	if rest != "" && (rest[0] == '=' || rest[0] == ':') {
		rest = strings.TrimLeft(rest[1:], propertyBlanks)
	}
	return line[:end], rest
}

// unescaped is a key or value without its backslashes. A byte of the file is a character of ISO-8859-1; characters are
// Java's, UTF-16, so that two escapes may make one.
func unescaped(text string) string {
	var units []uint16
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			units = append(units, uint16(text[i]))
			continue
		}
		i++
		if code, found := escapedUnit(text[i:]); found {
			units = append(units, code)
			i += 4
			continue
		}
		units = append(units, uint16(letterOf(text[i])))
	}
	return string(utf16.Decode(units))
}

// escapedUnit reads what follows a backslash as u and four digits.
func escapedUnit(text string) (uint16, bool) {
	if len(text) < 5 || text[0] != 'u' {
		return 0, false
	}
	code, err := strconv.ParseUint(text[1:5], 16, 16)
	return uint16(code), err == nil
}

func letterOf(c byte) byte {
	if at := strings.IndexByte("tnrf", c); at >= 0 {
		return "\t\n\r\f"[at]
	}
	return c
}
