package check

import (
	"regexp"
	"slices"
	"strings"
)

// Nearest finds the name that was most likely meant: the fewest typing mistakes, one for each four letters at most and
// five in all. Case, hyphens and underscores are no mistakes.
func Nearest(name string, candidates []string) (string, bool) {
	plain, found := fold(name), ""
	best := min((len(plain)+3)/4, 5) + 1
	for _, candidate := range slices.Sorted(slices.Values(candidates)) {
		other := fold(candidate)
		if candidate == name || abs(len(other)-len(plain)) >= best {
			continue
		}
		if n := distance(plain, other); n < best {
			best, found = n, candidate
		}
	}
	return found, found != ""
}

// otherWords leaves out the names that differ from one by their numbers alone: host n3 is not a misspelt n2.
func otherWords(name string, candidates []string) []string {
	words := func(name string) string { return strings.Trim(numbers.ReplaceAllString(name, "0"), "0") }
	return slices.DeleteFunc(slices.Clone(candidates), func(c string) bool { return words(c) == words(name) })
}

var numbers = regexp.MustCompile(`[0-9]+`)

func fold(name string) string {
	return strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(name))
}

func abs(n int) int { return max(n, -n) }

// distance counts insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
