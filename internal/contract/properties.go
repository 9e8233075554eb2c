package contract

import (
	"strconv"
	"strings"
)

// javaProperties reads a file as java.util.Properties does: bytes are ISO-8859-1, the last of a key wins. A malformed
// \u escape, where Java fails, is read as its letters.
func javaProperties(file string) map[string]string {
	read := map[string]string{}
	for _, line := range logicalLines(file) {
		key, value := keyAndValue(line)
		read[latin1(unescaped(key))] = latin1(unescaped(value))
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

// wide marks a character of a \u escape, so that latin1 leaves it alone: it is no byte of the file.
type piece struct {
	text string
	wide bool
}

func unescaped(text string) []piece {
	var pieces []piece
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			pieces = append(pieces, piece{text: text[i : i+1]})
			continue
		}
		i++
		if text[i] == 'u' && i+4 < len(text) {
			if n, err := strconv.ParseUint(text[i+1:i+5], 16, 16); err == nil {
				pieces = append(pieces, piece{text: string(rune(n)), wide: true})
				i += 4
				continue
			}
		}
		letter := text[i : i+1]
		if at := strings.Index("tnrf", letter); at >= 0 {
			letter = "\t\n\r\f"[at : at+1]
		}
		pieces = append(pieces, piece{text: letter})
	}
	return pieces
}

// latin1 joins pieces; a byte is a character of ISO-8859-1.
func latin1(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.wide {
			b.WriteString(p.text)
			continue
		}
		b.WriteRune(rune(p.text[0]))
	}
	return b.String()
}
