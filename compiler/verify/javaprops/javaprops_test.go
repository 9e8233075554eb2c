package javaprops_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/verify/javaprops"
)

// grammar has one case a rule of the class's documentation; TestRealJava asks Java about the same contents.
var grammar = []struct {
	name, content string
	want          []javaprops.Pair
}{
	{"empty", "", nil},
	{"blank lines", "\n \t\f\r\n\r", nil},
	{"comments", "# a=1\n  ! b=2\n\t#c\\\nd=1", pairs("d", "1")},
	{"separators", "a=1\nb:2\nc 3\nd\t4\ne\f5\nf = 6\ng : 7\nh = = 8", pairs("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7", "h", "= 8")},
	{"line ends", "a=1\rb=2\r\nc=3", pairs("a", "1", "b", "2", "c", "3")},
	{"no value", "a\nb=\nc:", pairs("a", "", "b", "", "c", "")},
	{"no key", "=1", pairs("", "1")},
	{"escaped separators", `a\=b\:c\ d=1`, pairs("a=b:c d", "1")},
	{"blanks at the end stay", "a = 1 \t", pairs("a", "1 \t")},
	{"escapes", `a=\t\n\r\f\\\q\"`, pairs("a", "\t\n\r\f\\q\"")},
	{"unicode", `a=\u00e9\u20AC\ud83d\ude00`, pairs("a", "é€\U0001F600")},
	{"half a surrogate", `a=\ud83d`, pairs("a", "\uFFFD")},
	{"ISO-8859-1", "a=\xe9", pairs("a", "é")},
	{"continuation", "a=1\\\n  2\\\r\n\t3", pairs("a", "123")},
	{"continued comment sign", "a=1\\\n#2", pairs("a", "1#2")},
	{"even backslashes end", "a=1\\\\\nb=2", pairs("a", `1\`, "b", "2")},
	{"continued key", "a\\\nb=1", pairs("ab", "1")},
	{"backslash at the end of the file", `a=1\`, pairs("a", "1")},
	{"continuation by a blank line", "a=1\\\n\nb=2", pairs("a", "1", "b", "2")},
	{"only a backslash at the end of the file", "a=1\n\\", pairs("a", "1", "", "")},
	{"comment after an empty continuation", "\\\n#a=1\n\\\n\nb=2", pairs("b", "2")},
	{"continued escape", "a=\\u12\\\n34", pairs("a", "\u1234")},
	{"last wins", "a=1\na=2", pairs("a", "1", "a", "2")},
}

func pairs(texts ...string) []javaprops.Pair {
	var all []javaprops.Pair
	for i := 0; i < len(texts); i += 2 {
		all = append(all, javaprops.Pair{Key: texts[i], Value: texts[i+1]})
	}
	return all
}

func TestParse(t *testing.T) {
	for _, c := range grammar {
		got, err := javaprops.Parse([]byte(c.content))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, content := range refused {
		if got, err := javaprops.Parse([]byte(content)); err == nil {
			t.Errorf("%q: got %q, want an error", content, got)
		}
	}
}

var refused = []string{`a=\u`, `a=\u123`, `a=\u12g4`, `\u+123=1`}
