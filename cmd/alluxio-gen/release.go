package main

import (
	"fmt"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// explainRelease prints how the image of a release behaves.
func (t *tool) explainRelease(c *catalogue.Catalogue, release string) error {
	b, err := c.Behaviour()
	if err != nil {
		return internalError{err}
	}
	return t.print(releaseText(b, release))
}

func releaseText(b *catalogue.Behaviour, release string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\nWhat the compiler asks:\n", release)
	for _, f := range b.Compiled {
		if s := b.At(f, release); !strings.HasPrefix(f.Name, "#") {
			fmt.Fprintf(&text, "  %-15s %s (from %s)\n", f.Name, s.Words(), s.Since)
		}
	}
	for _, f := range b.Told {
		s := b.At(f, release)
		fmt.Fprintf(&text, "\n%s\n  %s (from %s)\n", f.Doc, s.Words(), s.Since)
	}
	return text.String()
}
