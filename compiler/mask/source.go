package mask

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// Source hides the secrets of a description's text byte for byte, so that every place in it stays where it is.
func (m Mask) Source(text []byte) []byte {
	hidden := slices.Clone(text)
	for _, at := range named.FindAllSubmatchIndex(text, -1) {
		if m.isSecret(string(text[at[2]:at[3]])) {
			cover(hidden[at[1]:])
		}
	}
	for _, at := range password.FindAllIndex(text, -1) {
		cover(hidden[at[0]+bytes.LastIndexByte(text[at[0]:at[1]], ':')+1 : at[1]-1])
	}
	return hidden
}

// stars are what hides a character, by how many bytes it takes.
var stars = [utf8.UTFMax + 1]string{1: "*", 2: "·", 3: "•", 4: "𝄀"}

// cover stars the value that a text begins with: what stands in quotes, else all up to what ends a value of the line.
func cover(text []byte) {
	ends := "\n\"'`,]}#"
	switch {
	case len(text) == 0 || text[0] == '{' || text[0] == '[':
		return
	case text[0] == '"' || text[0] == '\'':
		ends = "\n" + string(text[0])
		text = text[1:]
	}
	for escaped := false; len(text) > 0 && text[0] != '\n' && (escaped || !strings.ContainsRune(ends, rune(text[0]))); {
		escaped = text[0] == '\\' && !escaped
		_, size := utf8.DecodeRune(text)
		copy(text, stars[size])
		text = text[size:]
	}
}
