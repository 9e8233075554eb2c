// Package archtest holds the walls of the house: which package may import what.
package archtest

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// module is the project's own import path.
const module = "github.com/alluxio-gen/alluxio-gen"

// The libraries that are worth a wall.
const (
	cueLib     = "cuelang.org/go"
	composeLib = "github.com/compose-spec/compose-go/v2"
	shellLib   = "mvdan.cc/sh/v3"
)

// room says what the packages that match a pattern may import beside the standard library: packages of ours, by
// pattern, and libraries with all their packages.
type room struct {
	pattern string
	own     []string
	libs    []string
}

// rooms are the project's packages; the first pattern that matches counts. Patterns are those of path.Match.
var rooms = []room{
	{"cmd/alluxio-gen", []string{
		"compiler", "compiler/diag", "compiler/impact", "compiler/mask", "compiler/report", "compiler/starter", "compiler/write", "golden", "internal/memory", "schema/catalogue",
	}, []string{"github.com/rogpeppe/go-internal/diff", "github.com/spf13/pflag"}},
	{"compiler", []string{"compiler/*", "compiler/render/*", "schema"}, nil},

	{"compiler/diag", nil, nil},
	{"compiler/load", []string{"compiler/diag", "schema"}, []string{cueLib}},
	{"compiler/check", []string{"compiler/diag", "compiler/load"}, []string{cueLib}},
	{"compiler/history", []string{"compiler/diag", "compiler/load", "compiler/plan", "compiler/write"}, []string{cueLib}},
	{"compiler/adopt", []string{"internal/contract", "compiler/composekeys"}, []string{composeLib, shellLib, "github.com/docker/go-units", "github.com/spf13/pflag", "go.yaml.in/yaml/v4"}},
	{"compiler/impact", nil, []string{"go.yaml.in/yaml/v4"}},
	{"compiler/mask", nil, nil},
	{"compiler/model", nil, nil},
	{"compiler/plan", []string{"compiler/model"}, nil},
	{"compiler/show", []string{"compiler/plan"}, nil},
	{"compiler/composekeys", nil, []string{composeLib}},
	{"compiler/render/shell", nil, []string{shellLib}},
	{"compiler/render/compose", []string{"compiler/composekeys", "compiler/plan", "compiler/render/shell", "templates"}, []string{composeLib}},
	{"compiler/render/stack", []string{"compiler/composekeys", "compiler/plan"}, []string{"go.yaml.in/yaml/v4"}},
	{"compiler/render/engines", []string{"compiler/plan", "compiler/render/properties"}, nil},
	{"compiler/render/*", []string{"compiler/plan", "compiler/render/shell", "templates"}, nil},
	{"compiler/verify", []string{"compiler/composekeys", "compiler/plan", "compiler/render/shell", "compiler/verify/*"}, []string{composeLib, shellLib, "go.yaml.in/yaml/v4"}},
	{"compiler/verify/verifytest", []string{"compiler/plan"}, nil}, // plans for tests
	{"compiler/verify/*", nil, nil},
	{"compiler/write", nil, []string{"github.com/google/renameio/v2", "golang.org/x/sync"}},
	{"compiler/starter", []string{"compiler/write", "examples", "schema"}, nil},
	{"compiler/report", []string{"compiler/diag"}, []string{"golang.org/x/text"}},

	{"schema", nil, nil},
	{"templates", nil, nil},
	{"examples", nil, nil},
	// What writes the catalogue's CUE files when a release is added; no part of the tool.
	{"schema/catalogue", nil, []string{cueLib}},
	{"schema/catalogue/generate", []string{"schema/catalogue"}, nil},

	// What writes the pages of docs/ from the schema, and from what the examples compile to; no part of the tool.
	{"internal/docs", []string{"compiler", "golden", "schema", "schema/catalogue"}, []string{cueLib}},
	{"internal/docs/generate", []string{"internal/docs"}, nil},

	{"golden", nil, nil},
	// The judge of what the compiler writes knows nothing of it.
	{"internal/contract", []string{"schema/catalogue"}, []string{shellLib}},
	{"internal/judge", []string{"internal/contract"}, []string{composeLib}},
	// What makes descriptions for tests, right ones and broken ones.
	{"internal/clusters", []string{"schema"}, []string{cueLib}},
	{"internal/*", nil, nil},
}

// pkg is what `go list -json` says of a package.
type pkg struct {
	ImportPath string
	Name       string
	Dir        string
	GoFiles    []string
	Imports    []string
}

// breaches lists what the packages import and may not.
func breaches(pkgs []pkg) []string {
	var found []string
	for _, p := range pkgs {
		name := own(p.ImportPath)
		r, ok := roomOf(name)
		if !ok {
			found = append(found, name+" has no room: say in rooms what it may import")
			continue
		}
		for _, imported := range p.Imports {
			if !r.allows(imported) {
				found = append(found, fmt.Sprintf("%s imports %s", name, strings.TrimPrefix(imported, module+"/")))
			}
		}
	}
	return found
}

func roomOf(name string) (room, bool) {
	i := slices.IndexFunc(rooms, func(r room) bool { return matches(r.pattern, name) })
	if i < 0 {
		return room{}, false
	}
	return rooms[i], true
}

func (r room) allows(imported string) bool {
	if within(imported, module) {
		return slices.ContainsFunc(r.own, func(pattern string) bool { return matches(pattern, own(imported)) })
	}
	first, _, _ := strings.Cut(imported, "/")
	standard := !strings.Contains(first, ".")
	return standard || slices.ContainsFunc(r.libs, func(lib string) bool { return within(imported, lib) })
}

// own is a package's path inside the module.
func own(importPath string) string { return strings.TrimPrefix(importPath, module+"/") }

func within(importPath, of string) bool {
	return importPath == of || strings.HasPrefix(importPath, of+"/")
}

func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return err == nil && ok
}
