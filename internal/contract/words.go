package contract

import (
	"os"
	"regexp"
	"strings"
)

// words is what an unquoted expansion becomes with the shell's default separators. No pattern matches a file.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' })
}

// lines is what an unquoted expansion becomes when only the newline separates.
func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

var echoOption = regexp.MustCompile(`^-[neE]+$`)

// echoed is what `echo` prints of one word; a word that is an option of echo vanishes.
func echoed(word string) string {
	if echoOption.MatchString(word) {
		return ""
	}
	return word
}

// cutFirst, cutSecond and cutRest are fields of a line that `=` separates, as cut(1) gives them: a line without
// separator is given whole.
func cutFirst(line string) string {
	key, _, _ := strings.Cut(line, "=")
	return key
}

func cutSecond(line string) string {
	fields := strings.Split(line, "=")
	if len(fields) == 1 {
		return line
	}
	return fields[1]
}

func cutRest(line string) string {
	_, rest, found := strings.Cut(line, "=")
	if !found {
		return line
	}
	return rest
}

// filled replaces ${NAME} and ${NAME:-default} in a text of the tables.
func filled(text string, vars map[string]string) string {
	return os.Expand(text, func(name string) string {
		name, fallback, _ := strings.Cut(name, ":-")
		if vars[name] == "" {
			return fallback
		}
		return vars[name]
	})
}
