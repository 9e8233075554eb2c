package adopt

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// tree is CUE text in the making: fields in the order in which they were set.
type tree struct {
	names  []string
	fields map[string]*tree
	value  string // of a leaf, as CUE text
}

// set puts a value, as CUE text, at a path. What it stands in is a struct.
func (t *tree) set(value string, path ...string) {
	for _, name := range path {
		t.value = ""
		if t.fields == nil {
			t.fields = map[string]*tree{}
		}
		if t.fields[name] == nil {
			t.fields[name] = &tree{}
			t.names = append(t.names, name)
		}
		t = t.fields[name]
	}
	t.value = value
}

// at is what stands at a path; nil is nothing.
func (t *tree) at(path []string) *tree {
	for _, name := range path {
		if t = t.fields[name]; t == nil {
			return nil
		}
	}
	return t
}

// part is the struct at a path, made where there is none.
func (t *tree) part(path ...string) *tree {
	if t.at(path) == nil {
		t.set("", path...)
	}
	return t.at(path)
}

// begin makes a struct at a path, empty for now; nil where something stands already.
func (t *tree) begin(path ...string) *tree {
	if t.at(path) != nil {
		return nil
	}
	t.set("", path...)
	return t.at(path)
}

// remove takes a field out. What it stood in stays, if only as an empty struct.
func (t *tree) remove(path []string) {
	above := t.at(path[:len(path)-1])
	if above == nil {
		return
	}
	name := path[len(path)-1]
	delete(above.fields, name)
	above.names = slices.DeleteFunc(above.names, func(n string) bool { return n == name })
	if len(above.names) == 0 && len(path) > 1 && path[len(path)-2] == "publish" {
		t.remove(path[:len(path)-1]) // which would open something by itself
	}
}

// text is what the fields say.
func (t *tree) text() string {
	var b strings.Builder
	for _, name := range t.names {
		t.fields[name].write(&b, label(name), 0)
	}
	return b.String()
}

// write keeps a chain of single fields on one line.
func (t *tree) write(b *strings.Builder, head string, depth int) {
	indent := strings.Repeat("\t", depth)
	for len(t.names) == 1 && t.value == "" {
		head += ": " + label(t.names[0])
		t = t.fields[t.names[0]]
	}
	if len(t.names) == 0 {
		b.WriteString(indent + head + ": " + strings.ReplaceAll(t.leaf(), "\n", "\n"+indent) + "\n")
		return
	}
	b.WriteString(indent + head + ": {\n")
	for _, name := range t.names {
		t.fields[name].write(b, label(name), depth+1)
	}
	b.WriteString(indent + "}\n")
}

// leaf is the value, or a struct without fields.
func (t *tree) leaf() string {
	if t.value == "" {
		return "{}"
	}
	return t.value
}

// oneLine writes the fields in braces.
func (t *tree) oneLine() string {
	if len(t.names) == 0 {
		return t.leaf()
	}
	var all []string
	for _, name := range t.names {
		all = append(all, label(name)+": "+t.fields[name].oneLine())
	}
	return "{" + strings.Join(all, ", ") + "}"
}

var identifier = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_]*$`)

func label(name string) string {
	if identifier.MatchString(name) {
		return name
	}
	return quote(name)
}

// quote writes a text as CUE reads it: JSON's strings are CUE's.
func quote(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}
