// Package mask hides secrets in lines of text that are shown to people: the values of properties, variables and options
// whose names say that they are secret, and passwords in addresses.
package mask

import (
	"regexp"
	"strings"
)

// Hidden is what is shown in place of a secret.
const Hidden = "********"

// Mask knows by their names which values are secret.
type Mask struct{ secret *regexp.Regexp }

// New makes a mask from a pattern that the names of secret properties match. A variable's name counts as the property
// that it stands for: AWS_SECRETKEY as aws.secretkey.
func New(secret *regexp.Regexp) Mask { return Mask{secret} }

var (
	// named is a name and what parts it from its value, in YAML, JSON, properties and shell.
	named = regexp.MustCompile(`([A-Za-z][A-Za-z0-9._-]*)(["']?[ \t]*[=:][ \t]*)`)
	// spaced is a property whose value stands behind a blank, as java.util.Properties reads it.
	spaced = regexp.MustCompile(`^([ \t]*)([A-Za-z][A-Za-z0-9._-]*)([ \t]+)[^\s=:]`)
	// begins is what may stand before the first name of a line.
	begins = regexp.MustCompile(`^[ \t]*(?:[#!][ \t]*|- |export |")?["']?$`)
	// password is that of a user in an address.
	password = regexp.MustCompile(`(://[^/\s:@]+:)[^@/\s]+@`)
)

// Line hides the secrets of one line, of which the line end is no part.
func (m Mask) Line(line string) string {
	line = password.ReplaceAllString(line, "${1}"+Hidden+"@")
	if at := spaced.FindStringSubmatchIndex(line); at != nil && m.isSecret(line[at[4]:at[5]]) {
		return line[:at[7]] + Hidden
	}
	var out strings.Builder
	for {
		at := named.FindStringSubmatchIndex(line)
		if at == nil {
			return out.String() + line
		}
		before, name, rest := line[:at[0]], line[at[2]:at[3]], line[at[1]:]
		out.WriteString(line[:at[1]])
		if m.isSecret(name) || strings.HasSuffix(before, "-") && m.isSecret(strings.TrimPrefix(name, "D")) {
			if out.Len() == at[1] && begins.MatchString(before) {
				return out.String() + Hidden // the value is the rest of the line
			}
			out.WriteString(Hidden)
			rest = afterWord(rest)
		}
		line = rest
	}
}

func (m Mask) isSecret(name string) bool {
	return m.secret.MatchString(name) || m.secret.MatchString(strings.ReplaceAll(strings.ToLower(name), "_", "."))
}

// afterWord is what follows the first word of a command line: its quotes, if it has some, belong to it.
func afterWord(text string) string {
	if text == "" {
		return ""
	}
	if quote := text[0]; quote == '\'' || quote == '"' {
		if i := strings.IndexByte(text[1:], quote); i >= 0 {
			return text[i+2:]
		}
		return ""
	}
	if i := strings.IndexAny(text, " \t\"'"); i >= 0 {
		return text[i:]
	}
	return ""
}
