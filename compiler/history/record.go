package history

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"
	"cuelang.org/go/encoding/yaml"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
)

// key begins the record in a compose file.
const key = "x-alluxio-gen:"

// read takes the record of a file in. A file without one is somebody else's, unless a build put its mark there.
func (c *comparison) read(f write.Before) {
	text, line := block(f.Content)
	if text == nil && f.Cluster == "" {
		return
	}
	records, err := c.recordsOf(f.File, text)
	at := diag.Span{File: f.File, Line: line, Column: 1, Length: len(key) - 1}
	switch {
	case err != nil:
		c.refuse(Family+"unreadable-record", nil, at,
			fmt.Sprintf("%s has no record of its build that can be read (%v): whether this one loses the journal or the cache is unknown", f.File, err),
			"take the file back as the last build wrote it, or compare the description with what runs")
		return
	case f.Edited:
		c.refused = append(c.refused, edited(f.File, at))
	}
	c.was = append(c.was, records...)
}

func edited(name string, at diag.Span) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Warning, Rule: Family + "edited-record", Span: at, Count: 1,
		Message: name + " was edited since it was built; its record is taken as it stands",
		Help:    "if you changed x-alluxio-gen yourself, compare the description with what runs",
	}
}

// recordsOf reads YAML as the schema's #Record: one of a compose file, one of each host of a stack file.
func (c *comparison) recordsOf(name string, text []byte) ([]cue.Value, error) {
	if text == nil {
		return nil, fmt.Errorf("%s is missing", strings.TrimSuffix(key, ":"))
	}
	file, err := yaml.Extract(name, text)
	if err != nil {
		return nil, short(err)
	}
	ast.Walk(file, unescape, nil)
	record := c.Description.Definition("Record")
	v := record.Context().BuildFile(file).LookupPath(cue.MakePath(cue.Str(strings.TrimSuffix(key, ":"))))
	written := []cue.Value{v}
	if path.Base(name) == "docker-stack.yml" {
		written = nil
		for hosts, _ := v.Fields(); hosts.Next(); {
			written = append(written, hosts.Value())
		}
	}
	for i := range written {
		written[i] = record.Unify(written[i])
		if err := written[i].Validate(cue.Concrete(true)); err != nil {
			return nil, short(err)
		}
	}
	return written, nil
}

// short is the first of CUE's errors that says something.
func short(err error) error {
	if err == nil {
		return nil
	}
	all := errors.Errors(err)
	first := all[0]
	for _, e := range all {
		if !strings.Contains(e.Error(), "in empty disjunction") {
			first = e
			break
		}
	}
	return fmt.Errorf("%s", strings.TrimPrefix(first.Error(), "#Record."))
}

// unescape undoes what keeps Compose from looking a variable up.
func unescape(n ast.Node) bool {
	if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := literal.Unquote(lit.Value); err == nil {
			lit.Value = literal.String.Quote(strings.ReplaceAll(s, "$$", "$"))
		}
	}
	return true
}

// block cuts the record out of a compose file, and gives its line; the rest may be large, and is not ours to read.
func block(content []byte) (text []byte, line int) {
	start := 0
	if !bytes.HasPrefix(content, []byte(key)) {
		i := bytes.Index(content, []byte("\n"+key))
		if i < 0 {
			return nil, 1
		}
		start = i + 1
	}
	end := start
	for first := true; end < len(content); first = false {
		if c := content[end]; !first && c != ' ' && c != '\n' {
			break
		}
		next := bytes.IndexByte(content[end:], '\n')
		if next < 0 {
			end = len(content)
			break
		}
		end += next + 1
	}
	return content[start:end], 1 + bytes.Count(content[:start], []byte("\n"))
}
