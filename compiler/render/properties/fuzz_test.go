package properties_test

import (
	"testing"
	"unicode/utf8"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/properties"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

// hostile is text that some reader on the way has tripped over.
var hostile = []string{
	"", " ", "  ", "a", " a ", "\t", "a\\", "\\", "\\\\", "\\u0041", "\\uxyz", "a=b", "=", ":", "#", "!", "# a", "a\nb", "\n", "\r", "\r\n",
	"\f", "\x00", "\x1a", "\x7f", "\u0085", "\u00a0", "\u2028", "é", "\u20ac", "\ufeff", "\ufffd", "\uffff", "\U0001F600", "\U0010FFFF", "${x}", "$'a'", "a\\\nb",
}

func FuzzProperties(f *testing.F) {
	for _, s := range hostile {
		f.Add("alluxio.k."+s, s, s)
		f.Add(s, "v", "from")
	}
	f.Fuzz(func(t *testing.T, key, value, from string) {
		file := plan.SiteFile{Path: "p", For: from, Properties: []plan.Property{
			{Key: key, Value: value, From: from},
			{Key: key + "a", Value: key, From: value},
		}}
		content, err := properties.Render(file, "demo")
		if err != nil {
			if key == "" || !utf8.ValidString(key) || !utf8.ValidString(value) {
				return
			}
			t.Fatal(err)
		}
		if err := verify.Properties(content, file); err != nil {
			t.Errorf("%v in\n%s", err, content)
		}
		for i, b := range content {
			if b > '~' || b < ' ' && b != '\n' {
				t.Fatalf("byte %d is %#x, not printable ASCII", i, b)
			}
		}
	})
}
