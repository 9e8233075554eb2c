// Package hostprep writes host-prep.sh, the script that makes a host ready for its part of the cluster and puts it back.
package hostprep

import (
	"bytes"
	"text/template"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/shell"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

// script is what the template sees.
type script struct {
	Cluster, Host, Release string
	UID, GID               int
	Facts                  [][]string
	Swarm                  bool
}

var text = template.Must(template.New("host-prep.sh").
	Funcs(template.FuncMap{"quote": shell.Quote, "part": part}).
	ParseFS(templates.FS, "host-prep.sh"))

// part gives a section of the program, which is the same in every script.
func part(name string) (string, error) {
	section, err := templates.FS.ReadFile("host-prep/" + name + ".sh")
	return string(section), err
}

// Render writes the script of one host. An error means that the plan holds what no plan should: a word with a NUL, a
// name that is no file name, a path without a root.
func Render(p plan.Prep) ([]byte, error) {
	if err := accept(p); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err := text.Execute(&out, script{Cluster: p.Cluster, Host: p.Host, Release: p.Release, UID: p.UID, GID: p.GID, Facts: Facts(p), Swarm: p.Swarm})
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
