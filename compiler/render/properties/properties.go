// Package properties writes alluxio-site.properties as java.util.Properties reads it: every key and value comes back
// exactly, and the bytes are ASCII, since Java reads the file as ISO-8859-1.
package properties

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

var file = template.Must(template.New("alluxio-site.properties").
	Delims("{%", "%}").
	Funcs(template.FuncMap{"comment": comment, "key": key, "value": value}).
	ParseFS(templates.FS, "alluxio-site.properties"))

// group is what is written together: the properties of one part of Alluxio.
type group struct {
	Title      string
	Properties []plan.Property
}

// Render returns the file f of the cluster. It fails on a key that is empty or given twice, and on text that is not
// UTF-8, for which Java has no characters.
func Render(f plan.SiteFile, cluster string) ([]byte, error) {
	if err := check(f.Properties); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	var out bytes.Buffer
	err := file.Execute(&out, struct {
		Cluster, For string
		Groups       []group
	}{cluster, f.For, groups(f.Properties)})
	return out.Bytes(), err
}

func check(ps []plan.Property) error {
	seen := make(map[string]bool, len(ps))
	for _, p := range ps {
		switch {
		case p.Key == "":
			return fmt.Errorf("a property has no key")
		case seen[p.Key]:
			return fmt.Errorf("%s is given twice", p.Key)
		case !utf8.ValidString(p.Key), !utf8.ValidString(p.Value):
			return fmt.Errorf("%q is not UTF-8", p.Key+"="+p.Value)
		}
		seen[p.Key] = true
	}
	return nil
}

// others is the title of what names no part of Alluxio.
const others = "others"

// groups sorts by the part of Alluxio that the key's second word names, then by key; what has no such word is last.
func groups(ps []plan.Property) []group {
	sorted := slices.SortedFunc(slices.Values(ps), func(a, b plan.Property) int {
		return cmp.Or(cmp.Compare(rank(a.Key), rank(b.Key)), cmp.Compare(a.Key, b.Key))
	})
	var all []group
	for _, p := range sorted {
		if t := title(p.Key); len(all) == 0 || all[len(all)-1].Title != t {
			all = append(all, group{Title: t})
		}
		last := &all[len(all)-1]
		last.Properties = append(last.Properties, p)
	}
	return all
}

func title(key string) string {
	words := strings.SplitN(key, ".", 3)
	if len(words) < 3 || words[0] != "alluxio" {
		return others
	}
	return words[0] + "." + words[1]
}

// rank orders titles, others last.
func rank(key string) string {
	if t := title(key); t != others {
		return t
	}
	return "\xff"
}
