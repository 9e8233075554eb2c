// Package journal writes journal.sh, which backs up what the masters of one host know, and restores it.
package journal

import (
	"bytes"
	"fmt"
	"text/template"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/shell"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

var script = template.Must(template.New("journal.sh").
	Delims("{%", "%}").
	Funcs(template.FuncMap{"quote": shell.Quote}).
	ParseFS(templates.FS, "journal.sh"))

// Render returns journal.sh of a host with masters, whose Backup is set.
func Render(h plan.Host, p plan.Plan) ([]byte, error) {
	var out bytes.Buffer
	data := struct {
		Cluster string
		plan.Backup
	}{p.Cluster, *h.Backup}
	if err := script.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("journal.sh: %w", err)
	}
	return out.Bytes(), nil
}

// Words are the plan's words in the script, for the verifier.
func Words(b plan.Backup) []string {
	words := []string{b.Folder, b.Launcher, b.Option}
	for _, m := range b.Masters {
		words = append(words, m.Name, m.SiteFile)
	}
	for _, j := range b.Journals {
		words = append(words, j.Master, j.Format)
	}
	return words
}
