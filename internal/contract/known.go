package contract

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// index is the catalogue, by key; patterns are those of its templates, in their order.
type index struct {
	*catalogue.Catalogue
	properties map[string]catalogue.Property
	aliases    map[string]catalogue.Life
	patterns   []*regexp.Regexp
}

var catalogued = sync.OnceValues(func() (*index, error) {
	c, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	x := &index{Catalogue: c, properties: map[string]catalogue.Property{}, aliases: map[string]catalogue.Life{}}
	for _, p := range c.Properties {
		x.properties[p.Key] = p
	}
	for _, a := range c.Aliases {
		x.aliases[a.Name] = a.Life
	}
	for _, t := range c.Templates {
		pattern, err := regexp.Compile(t.Pattern)
		if err != nil {
			return nil, err
		}
		x.patterns = append(x.patterns, pattern)
	}
	return x, nil
})

// property is the key that a variable's name stands for: an exception, else the name in small letters with dots, if the
// release knows it; an old name as its new one.
func (r *row) property(name string) (string, bool, error) {
	key, exception := r.exceptions[name]
	if !exception {
		key = strings.ReplaceAll(strings.ToLower(name), "_", ".")
	}
	known, err := catalogued()
	if err != nil {
		return "", false, err
	}
	if now, renamed := known.At(known.aliases[key], r.release); renamed {
		return now, true, nil
	}
	if p, fixed := known.properties[key]; fixed {
		_, lives := known.At(p.Life, r.release)
		return key, lives, nil
	}
	for i, t := range known.Templates {
		if _, lives := known.At(t.Life, r.release); lives && known.patterns[i].MatchString(key) {
			return key, true, nil
		}
	}
	return "", false, nil
}

// defaultOf is the property's default as the catalogue has it.
func (r *row) defaultOf(key string) (string, error) {
	known, err := catalogued()
	if err != nil {
		return "", err
	}
	value := ""
	for _, d := range known.properties[key].Defaults {
		if slices.Index(known.Releases, d.Since) <= slices.Index(known.Releases, r.release) {
			value = d.Value
		}
	}
	return value, nil
}

// ProcessOf is the process of a release that a class is, by the names that Effective gives.
func ProcessOf(release, class string) string {
	r, err := rowOf(release)
	if err != nil {
		return class
	}
	return r.processOf(class)
}

// Default is what a process of a release takes a property for that nobody gives; "" where that is nothing, or not known.
func Default(release, key string) string {
	r, err := rowOf(release)
	if err != nil {
		return ""
	}
	value, err := r.defaultOf(key)
	if err != nil {
		return ""
	}
	return value
}
