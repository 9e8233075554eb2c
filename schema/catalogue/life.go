package catalogue

import (
	"fmt"
	"strings"
)

// Span says what holds from one release to another, both included.
type Span struct {
	What  string
	Since string
	Until string
}

// Life is what holds in which releases: spans in the order of the releases, apart where a gap is or What changes.
type Life []Span

// ParseLife reads "what|since|until", joined by semicolons. The empty text is an empty life.
func ParseLife(text string) (Life, error) {
	var life Life
	for _, part := range split(text, ";") {
		words := strings.Split(part, "|")
		if len(words) != 3 {
			return nil, fmt.Errorf("life %q: want what|since|until", part)
		}
		life = append(life, Span{What: words[0], Since: words[1], Until: words[2]})
	}
	return life, nil
}

// String is what ParseLife reads.
func (l Life) String() string {
	parts := make([]string, len(l))
	for i, s := range l {
		parts[i] = s.What + "|" + s.Since + "|" + s.Until
	}
	return strings.Join(parts, ";")
}

// At says what holds in a release; false where nothing does.
func (c *Catalogue) At(life Life, release string) (string, bool) {
	n, known := c.order[release]
	for _, s := range life {
		if known && c.order[s.Since] <= n && n <= c.order[s.Until] {
			return s.What, true
		}
	}
	return "", false
}

// lifeOf joins what holds in each release into spans; a release without an entry is a gap.
func (c *Catalogue) lifeOf(what map[string]string) Life {
	var life Life
	adjacent := false
	for _, release := range c.Releases {
		word, present := what[release]
		last := len(life) - 1
		switch {
		case present && adjacent && life[last].What == word:
			life[last].Until = release
		case present:
			life = append(life, Span{What: word, Since: release, Until: release})
		}
		adjacent = present
	}
	return life
}

// split is strings.Split, but nothing for the empty text.
func split(text, separator string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, separator)
}
