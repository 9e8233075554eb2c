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

// contents are what the script's head holds.
type contents struct {
	Cluster string
	plan.Backup
	// With Swarm alone: what containers beside the masters are given.
	Swarm    bool
	Services []string
	Given    []given
	Image    string
	Format   []string
	ByHand   bool
	Seed     string
}

// Render returns journal.sh of a host with masters, whose Backup is set.
func Render(h plan.Host, p plan.Plan) ([]byte, error) {
	data, err := contentsOf(*h.Backup, p.Cluster)
	if err != nil {
		return nil, fmt.Errorf("journal.sh: %w", err)
	}
	var out bytes.Buffer
	if err := script.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("journal.sh: %w", err)
	}
	return out.Bytes(), nil
}

func contentsOf(b plan.Backup, cluster string) (contents, error) {
	data := contents{Cluster: cluster, Backup: b}
	if b.Beside == nil {
		return data, nil
	}
	formats, err := oneShot(b)
	data.Swarm, data.Services, data.Given = true, b.Beside.Services, givenTo(b.Beside)
	data.Image, data.Format, data.ByHand, data.Seed = formats.Image, formats.Entrypoint, b.Beside.ByHand, b.Beside.Seed
	return data, err
}

// Words are the plan's words in the script, for the verifier.
func Words(b plan.Backup) []string {
	words := append([]string{b.Folder, b.Launcher, b.Option}, b.Masters...)
	for _, j := range b.Journals {
		words = append(words, j.Master)
		if b.Beside == nil {
			words = append(words, j.Format)
		}
	}
	if b.Beside == nil {
		return append(words, b.Seen, b.Begins.Name, b.Begins.Value)
	}
	formats, _ := oneShot(b) // its failure is Render's
	words = append(append(words, b.Beside.Services...), formats.Entrypoint...)
	for _, g := range givenTo(b.Beside) {
		words = append(words, g.Master, g.Option)
	}
	return append(words, formats.Image, b.Beside.Seed)
}
