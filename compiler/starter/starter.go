// Package starter is what a new description begins with: a text from an example, and a CUE module that holds the
// schema, so that `cue vet -c` and editors know the language without a network.
package starter

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/write"
	"github.com/alluxio-gen/alluxio-gen/examples"
	"github.com/alluxio-gen/alluxio-gen/schema"
)

// SchemaDir is where a CUE module holds the schema, relative to the folder with cue.mod.
const SchemaDir = "cue.mod/pkg/" + schema.ImportPath

// ModuleFile is what makes a folder a CUE module, relative to that folder.
const ModuleFile = "cue.mod/module.cue"

// Module is the text of ModuleFile. The name is of nobody, as the module is not for others to import.
const Module = `module: "cluster.example@v0"
language: version: "v0.16.0"
`

// schemaHead begins each file of the schema, since write puts its mark behind a comment line.
const schemaHead = "// A copy of alluxio-gen's description language; `alluxio-gen init --update` renews it.\n"

// Schema are the schema's files, to be put into SchemaDir.
func Schema() ([]write.File, error) {
	names, err := fs.Glob(schema.FS, "*.cue")
	if err != nil {
		return nil, err
	}
	var files []write.File
	for _, name := range names {
		text, err := fs.ReadFile(schema.FS, name)
		if err != nil {
			return nil, err
		}
		files = append(files, write.File{Path: name, Content: append([]byte(schemaHead), text...), Mode: 0o644})
	}
	return files, nil
}

// Templates names the examples that a description can begin with, sorted.
func Templates() ([]string, error) {
	files, err := fs.Glob(examples.FS, "*/cluster.cue")
	for i := range files {
		files[i] = path.Dir(files[i])
	}
	return files, err
}

// Description is an example's description in the form that plain CUE checks against the schema too. Its cluster bears the
// folder's name where that is fit, as two Compose projects of one name would be one; so does its package, as CUE joins
// packages of one name in folders that lie in one another.
func Description(template, folder string) ([]byte, error) {
	text, err := fs.ReadFile(examples.FS, template+"/cluster.cue")
	if err != nil {
		return nil, err
	}
	head, body := split(string(text))
	if clusterName.MatchString(folder) {
		body = nameField.ReplaceAllLiteralString(body, `name:    "`+folder+`"`)
	}
	var b bytes.Buffer
	b.WriteString(head + "//\n// `alluxio-gen vet` checks it, `alluxio-gen build` compiles it; `cue vet -c` and editors know its fields from cue.mod.\n")
	b.WriteString("package " + packageName(folder) + "\n\nimport \"" + schema.ImportPath + "\"\n\nschema.#Cluster & {\n")
	for line := range strings.Lines(body) {
		if strings.TrimSpace(line) != "" {
			b.WriteByte('\t')
		}
		b.WriteString(line)
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

// split parts a description's first comment from the rest.
func split(text string) (head, body string) {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "//") {
			break
		}
		head += line
	}
	return head, text[len(head):]
}

var (
	// clusterName is what #Name of the schema lets in.
	clusterName = regexp.MustCompile("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
	nameField   = regexp.MustCompile(`(?m)^name: +"[^"]*"`)
	notInNames  = regexp.MustCompile("[^A-Za-z0-9_]+")
)

// packageName makes a CUE identifier of a folder's name; the prefix keeps clear of CUE's own words.
func packageName(folder string) string {
	return "cluster_" + strings.Trim(notInNames.ReplaceAllString(folder, "_"), "_")
}
