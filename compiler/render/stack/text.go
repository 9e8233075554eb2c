package stack

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// text is what Docker shall read back as it stands: `$` is doubled, since the stack file may ask for variables.
type text string

// MarshalYAML refuses what no container can be given, and quotes what the library misreads as a block.
func (t text) MarshalYAML() (any, error) {
	s := string(t)
	if strings.ContainsRune(s, 0) || !utf8.ValidString(s) {
		return nil, fmt.Errorf("%q holds a NUL byte or is not UTF-8, which YAML cannot carry", s)
	}
	node := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: strings.ReplaceAll(s, "$", "$$")}
	if !plainBlock(s) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return &node, nil
}

// plainBlock says whether a text of several lines is read back from a block as it was written.
func plainBlock(s string) bool {
	for line := range strings.Lines(s) {
		if strings.TrimRight(line, " \t\n") != strings.TrimSuffix(line, "\n") || strings.ContainsAny(line, "\r\u0085\u2028\u2029\ufeff") {
			return false
		}
	}
	return s == strings.TrimLeft(s, " \t\n")
}

func texts(ss []string) []text {
	var all []text
	for _, s := range ss {
		all = append(all, text(s))
	}
	return all
}

func textMap(m map[string]string) map[string]text {
	if len(m) == 0 {
		return nil
	}
	all := map[string]text{}
	for k, v := range m {
		all[k] = text(v)
	}
	return all
}

// values makes every text in a value one of ours, and a whole number one that looks so.
func values(v any) any {
	switch v := v.(type) {
	case string:
		return text(v)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v)
		}
	case []any:
		all := make([]any, len(v))
		for i := range v {
			all[i] = values(v[i])
		}
		return all
	case map[string]any:
		all := map[string]any{}
		for k := range v {
			all[k] = values(v[k])
		}
		return all
	}
	return v
}
