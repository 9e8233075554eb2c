package verify

import (
	"bytes"
	"fmt"

	"mvdan.cc/sh/v3/syntax"

	"github.com/alluxio-gen/alluxio-gen/compiler/render/shell"
)

// Script parses a bash script and wants each planned word in it, as often as planned, as a literal word: an argument,
// an element of an array or a value that expands to exactly that text and to nothing else.
//
// Errors begin with path.
func Script(path string, content []byte, words []string) error {
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(bytes.NewReader(content), path)
	if err != nil {
		return err
	}
	left := literals(file)
	for _, word := range words {
		if left[word] == 0 {
			return fmt.Errorf("%s: the word %q is not in the script, or not as often as planned", path, word)
		}
		left[word]--
	}
	return nil
}

// literals counts the words that mean the same wherever the script runs.
func literals(file *syntax.File) map[string]int {
	counts := map[string]int{}
	syntax.Walk(file, func(n syntax.Node) bool {
		if word, ok := n.(*syntax.Word); ok {
			if text, err := shell.Literal(word); err == nil {
				counts[text]++
			}
		}
		return true
	})
	return counts
}
