package verify

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// twin is a part of a file beside what was planned of it.
type twin struct{ plan, text string }

// cutTwin is a twin at its words.
type cutTwin struct{ plan, text cut }

// cut is a text at its words, which are what twins may differ in: their shape is everything else.
type cut struct {
	shape string
	words []string
}

// theWord stands in a shape for each word. It is a letter, so that nothing else in a shape can be it.
const theWord = 'w'

func cutUp(text string) cut {
	var c cut
	var shape strings.Builder
	from, within := 0, false
	for i := 0; i <= len(text); i++ {
		is := i < len(text) && ofWord(text[i])
		switch {
		case is && !within:
			from = i
			shape.WriteByte(theWord)
		case !is && within:
			c.words = append(c.words, text[from:i])
		}
		if within = is; !is && i < len(text) {
			shape.WriteByte(text[i])
		}
	}
	c.shape = shape.String()
	return c
}

func ofWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '-' <= c && c <= '9' || c == '_' // and between - and 0 are . and /
}

// opaque are words that YAML and Compose pass on as they are: they begin like a name or a path, so no number, size or
// duration does, and are not YAML's own.
var opaque = regexp.MustCompile(`^(\.?/|[A-Za-z])`)

// digests are sha256 sums; two letters keep YAML from reading one as a number.
var digests = regexp.MustCompile(`^[0-9a-f]*[a-df][0-9a-f]*[a-df][0-9a-f]*$`)

var reserved = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// alike reports whether b says of its plan what a says of its own, both of one shape: where the plans differ, they differ
// in opaque words only, and exchanging these words in a's text gives b's, byte by byte. What a reader finds in a it then
// finds in b.
func alike(a, b cutTwin) bool {
	exchange, ok := exchanges(a.plan.words, b.plan.words)
	return ok && slices.EqualFunc(a.text.words, b.text.words, func(word, theirs string) bool {
		if other, named := exchange[word]; named {
			word = other
		}
		return word == theirs
	})
}

// exchanges are the words of a with those of b in their places; none when a word would have two meanings, or when one
// is not opaque.
func exchanges(a, b []string) (map[string]string, bool) {
	forth, back := map[string]string{}, map[string]string{}
	for i, word := range a {
		other := b[i]
		if forth[word] != "" && forth[word] != other || back[other] != "" && back[other] != word {
			return nil, false
		}
		if word != other && !(isOpaque(word) && isOpaque(other)) {
			return nil, false
		}
		forth[word], back[other] = other, word
	}
	return forth, true
}

func isOpaque(word string) bool {
	return len(word) == 64 && digests.MatchString(word) ||
		opaque.MatchString(word) && !slices.Contains(reserved, strings.ToLower(word))
}

// representatives are the indices of those that no other, nor an earlier one, is like.
func representatives(all []twin) []int {
	var chosen []int
	byShape := map[string][]cutTwin{}
	for i, t := range all {
		c := cutTwin{cutUp(t.plan), cutUp(t.text)}
		shape := c.plan.shape + "x" + c.text.shape // neither has an x
		if slices.ContainsFunc(byShape[shape], func(known cutTwin) bool { return alike(known, c) }) {
			continue
		}
		chosen = append(chosen, i)
		if len(byShape[shape]) < maxAlike {
			byShape[shape] = append(byShape[shape], c)
		}
	}
	return chosen
}

// maxAlike bounds how many of one shape each other is compared with.
const maxAlike = 4

// asText is a plan's part as text, without what the file does not say.
func asText(planned any, more ...string) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(planned)
	for _, text := range more {
		b.WriteString(text + "\n")
	}
	return b.String(), err
}
