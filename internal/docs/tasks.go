package docs

import (
	_ "embed" // the tasks
	"fmt"
	"io/fs"
	"path"
	"strings"

	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/compiler"
)

// Task is an example as something that somebody wants to do.
type Task struct {
	Title string `json:"title"`
	Then  string `json:"then"`
	// Name is the example's, Intro the comment that it begins with.
	Name, Intro string `json:"-"`
	// Shown is what is planned, Next the commands after a build, Down how it ends.
	Shown string   `json:"-"`
	Next  []string `json:"-"`
	Down  string   `json:"-"`
}

//go:embed tasks.cue
var tasksText string

// tasks are those of all examples below the project's root, in the order of the table.
func tasks(ctx *cue.Context, root fs.FS) ([]Task, error) {
	fields, err := ctx.CompileString(tasksText, cue.Filename("internal/docs/tasks.cue")).LookupPath(cue.ParsePath("tasks")).Fields()
	if err != nil {
		return nil, err
	}
	var all []Task
	for fields.Next() {
		t := Task{Name: fields.Selector().Unquoted()}
		if err := fields.Value().Decode(&t); err != nil {
			return nil, err
		}
		if err := t.read(root); err != nil {
			return nil, fmt.Errorf("example %s: %w", t.Name, err)
		}
		all = append(all, t)
	}
	return all, nil
}

// read takes from the example what no table says.
func (t *Task) read(root fs.FS) error {
	content, err := fs.ReadFile(root, path.Join("examples", t.Name, "cluster.cue"))
	if err != nil {
		return err
	}
	var intro []string
	for line := range strings.Lines(string(content)) {
		words, comment := strings.CutPrefix(line, "//")
		if !comment {
			break
		}
		intro = append(intro, strings.TrimSpace(words))
	}
	t.Intro = strings.Join(intro, " ")
	shown, result, err := compiler.Show(compiler.Source{Name: "cluster.cue", Content: content}, "text")
	t.Shown, t.Next, t.Down = strings.TrimSpace(string(shown)), result.Next, down(result)
	return err
}

// down is how a cluster ends, by how it is started.
func down(r compiler.Result) string {
	start := strings.Join(r.Next, "\n")
	hosts := strings.Contains(start, "each host's folder")
	stop := "`docker compose down` stops it, and keeps journals, under storages and caches on disks; with `--volumes` those in volumes are gone too."
	switch {
	case strings.Contains(start, "docker stack deploy"):
		stop = "`docker stack rm " + r.Cluster + "` on a manager stops it; what lies in directories of the hosts stays."
	case hosts:
		stop = "In each host's folder, workers' hosts first: " + stop
	}
	if hosts || strings.Contains(start, "host-prep.sh apply") {
		stop += " Then `sudo ./host-prep.sh undo` takes back what `apply` made, and nothing else."
	}
	return stop
}
