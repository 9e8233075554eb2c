package docs

import (
	"regexp"
	"strings"
)

// special are the signs that a forge would take for markup, HTML or a table's next cell.
var special = strings.NewReplacer(`|`, `\|`, `<`, `&lt;`, `*`, `\*`, `~`, `\~`, "\n", " ")

// text makes plain text safe for a page; what stands between backquotes stays code.
func text(plain string) string {
	parts := strings.Split(plain, "`")
	for i := range parts {
		if i%2 == 0 {
			parts[i] = special.Replace(parts[i])
		} else {
			parts[i] = "`" + strings.ReplaceAll(parts[i], "|", `\|`) + "`"
		}
	}
	return strings.Join(parts, "")
}

var quoted = regexp.MustCompile("\"[^\"`]*\"")

// words is text whose quoted parts are code.
func words(plain string) string {
	parts := strings.Split(plain, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = quoted.ReplaceAllString(parts[i], "`$0`")
	}
	return text(strings.Join(parts, "`"))
}

var dropped = regexp.MustCompile(`[^a-z0-9 _-]`)

// Anchor is what a forge calls a heading in links.
func Anchor(heading string) string {
	return strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}
