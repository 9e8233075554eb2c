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

// words are what twins may differ in; everything between them is their skeleton.
var words = regexp.MustCompile(`[A-Za-z0-9._/-]+`)

// opaque are words that YAML and Compose pass on as they are: they begin like a name or a path, so no number, size or
// duration does, and are not YAML's own.
var opaque = regexp.MustCompile(`^(\.?/|[A-Za-z])`)

// digests are sha256 sums; two letters keep YAML from reading one as a number.
var digests = regexp.MustCompile(`^[0-9a-f]*[a-df][0-9a-f]*[a-df][0-9a-f]*$`)

var reserved = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// alike reports whether b says of its plan what a says of its own: where the plans differ, they differ in opaque words
// only, and exchanging these words in a's text gives b's, byte by byte. What a reader finds in a it then finds in b.
func alike(a, b twin) bool {
	exchange, ok := exchanges(a.plan, b.plan)
	if !ok {
		return false
	}
	text := words.ReplaceAllStringFunc(a.text, func(word string) string {
		if other, named := exchange[word]; named {
			return other
		}
		return word
	})
	return text == b.text
}

// exchanges are the words of a with those of b in their places; none when the rest differs, when a word would have two
// meanings, or when one is not opaque.
func exchanges(a, b string) (map[string]string, bool) {
	if skeleton(a) != skeleton(b) {
		return nil, false
	}
	theirs := words.FindAllString(b, -1)
	forth, back := map[string]string{}, map[string]string{}
	for i, word := range words.FindAllString(a, -1) {
		other := theirs[i]
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

func skeleton(text string) string { return words.ReplaceAllString(text, "\x00") }

// representatives are the indices of those that no other, nor an earlier one, is like.
func representatives(all []twin) []int {
	var chosen []int
	bySkeleton := map[string][]int{}
	for i, t := range all {
		shape := skeleton(t.plan) + "\x00\x00" + skeleton(t.text)
		if slices.ContainsFunc(bySkeleton[shape], func(j int) bool { return alike(all[j], t) }) {
			continue
		}
		chosen = append(chosen, i)
		if len(bySkeleton[shape]) < maxAlike {
			bySkeleton[shape] = append(bySkeleton[shape], i)
		}
	}
	return chosen
}

// maxAlike bounds how many of one skeleton each other is compared with.
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
