// Package clusters makes descriptions of clusters for tests: right ones of every kind that the language has (Valid), and
// right ones that are broken in one known way (Breaks).
//
// A field that comes to the language is given some of its values in the file of its part of the description: hosts.go,
// storage.go, masters.go, workers.go, clients.go, services.go, network.go, life.go. A thing that people may get wrong about it goes into breaks.go.
package clusters

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// Description is a cluster.cue as a tree of maps, lists, texts, numbers and truths.
type Description map[string]any

// Text is the description as JSON, which CUE reads. The keys are sorted: the same description is the same text.
func (d Description) Text() []byte {
	text, err := json.MarshalIndent(d, "", "\t")
	if err != nil {
		panic(err) // a value that is neither of the above: a slip in this package
	}
	return append(text, '\n')
}

// Parse reads a description back.
func Parse(text []byte) (Description, error) {
	var d Description
	err := json.Unmarshal(text, &d)
	return d, err
}

// object is a struct of the description.
type object = map[string]any

// at finds what stands at a path; list elements go by their number. nil when nothing does.
func (d Description) at(path []string) any {
	var v any = object(d)
	for _, p := range path {
		switch in := v.(type) {
		case object:
			v = in[p]
		case []any:
			i, err := strconv.Atoi(p)
			if err != nil || i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// find gives the paths of the description that match a pattern, sorted; "*" is any name or number.
func (d Description) find(pattern ...string) [][]string {
	found := [][]string{{}}
	for _, want := range pattern {
		var next [][]string
		for _, path := range found {
			for _, name := range names(d.at(path)) {
				if want == "*" || want == name {
					next = append(next, append(slices.Clone(path), name))
				}
			}
		}
		found = next
	}
	return found
}

// names are those of an object's fields, sorted, or of a list's elements.
func names(v any) []string {
	switch in := v.(type) {
	case object:
		return slices.Sorted(maps.Keys(in))
	case []any:
		var all []string
		for i := range in {
			all = append(all, strconv.Itoa(i))
		}
		return all
	}
	return nil
}

// set writes a value at a path whose parent is there; nil takes the field away.
func (d Description) set(path []string, value any) {
	last := path[len(path)-1]
	switch in := d.at(path[:len(path)-1]).(type) {
	case object:
		if value == nil {
			delete(in, last)
			return
		}
		in[last] = value
	case []any:
		if i, err := strconv.Atoi(last); err == nil && i < len(in) {
			in[i] = value
		}
	}
}
