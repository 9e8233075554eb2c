package contract_test

import (
	"slices"
	"strconv"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// samples are a value of each type that is nobody's default; texts and numbers are made for their key.
var samples = map[string]string{
	"boolean": "true", "long": "77", "double": "0.125", "size": "33MB", "duration": "77min", "list": "a1,b2",
	"class": "com.example.Some",
}

const firstPort = 40000

// thin spares time: a property is tried in the first release that has it as it is, and in one of so many.
const thin = 8

// everyProperty are the release's properties, thinned, but those that have a place elsewhere.
func everyProperty(known *catalogue.Catalogue, release string, elsewhere []said) []said {
	elsewhere = slices.Concat(elsewhere, slices.Concat(ofTheScripts...))
	at := slices.Index(known.Releases, release)
	var all []said
	for i, p := range known.Properties {
		kind, lives := known.At(p.Life, release)
		first := slices.ContainsFunc(p.Life, func(s catalogue.Span) bool { return s.Since == release })
		if !lives || !first && (i+at)%thin != 0 || slices.ContainsFunc(elsewhere, func(s said) bool { return s.key == p.Key }) {
			continue
		}
		value := samples[kind]
		switch class, enum := strings.CutPrefix(kind, "enum:"); {
		case enum:
			value = firstOf(known, class, release)
		case kind == "int":
			value = strconv.Itoa(firstPort + i) // two ports must differ
		case kind == "string":
			value = "/" + p.Key // a word that every channel carries
		}
		all = append(all, said{kind: kind, key: p.Key, value: value})
	}
	return all
}

// firstOf is the first value of an enumeration.
func firstOf(known *catalogue.Catalogue, class, release string) string {
	for _, e := range known.Enums {
		if e.Name == class {
			values, _ := known.At(e.Life, release)
			first, _, _ := strings.Cut(values, ",")
			return first
		}
	}
	return ""
}
