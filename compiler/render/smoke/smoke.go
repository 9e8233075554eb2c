// Package smoke writes smoke-test.sh, which tests the running cluster of one host, one claim a line.
package smoke

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/shell"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

// The script holds Go templates for docker inspect, hence other delimiters.
var script = template.Must(template.New("smoke-test.sh").
	Delims("{%", "%}").
	Funcs(template.FuncMap{"quote": shell.Quote}).
	ParseFS(templates.FS, "smoke-test.sh"))

// projectName is what Compose takes, and safe in a comment.
var projectName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// data is the script's first part.
type data struct {
	Cluster  string
	Swarm    bool
	Services []string
	// Ended are services that should have ended well.
	Ended           []string
	Shell, Launcher string
	Report          bool
	// WriteAt is where a file may be written, with a slash at its end; "" for nowhere.
	WriteAt string
	Workers int
	// Capacity is bytes.
	Capacity int64
	Mounts   []mount
	// Published are addresses and ports of this host.
	Published []plan.Published
	Files     []plan.Seen
}

// mount is what stands below the root.
type mount struct{ Path, Address string }

// Render returns smoke-test.sh of host h. It fails on a NUL byte, which no shell word can hold.
func Render(h plan.Host, p plan.Plan) ([]byte, error) {
	if !projectName.MatchString(p.Cluster) {
		return nil, fmt.Errorf("smoke-test.sh: %q cannot name a Compose project", p.Cluster)
	}
	var out bytes.Buffer
	if err := script.Execute(&out, dataOf(h, p)); err != nil {
		return nil, fmt.Errorf("smoke-test.sh: %w", err)
	}
	return out.Bytes(), nil
}

func dataOf(h plan.Host, p plan.Plan) data {
	d := data{
		Cluster:  p.Cluster,
		Swarm:    p.Swarm,
		Services: running(h.Services),
		Ended:    ended(h.Services),
		Shell:    h.Smoke.Shell,
		Launcher: h.Smoke.Launcher,
		Report:   h.Smoke.Report,
		Files:    h.Smoke.Files,
	}
	if h.Smoke.WriteAt != "" {
		d.WriteAt = strings.TrimSuffix(h.Smoke.WriteAt, "/") + "/"
	}
	for _, path := range slices.Sorted(maps.Keys(h.Smoke.Storage)) {
		d.Mounts = append(d.Mounts, mount{path, h.Smoke.Storage[path]})
	}
	for _, p := range h.Smoke.Published {
		if p.Address == everyAddress {
			p.Address = "127.0.0.1"
		}
		d.Published = append(d.Published, p)
	}
	// The masters answer for the whole cluster, wherever its workers are.
	for _, host := range p.Hosts {
		d.Workers += len(host.Smoke.Workers)
		d.Capacity += host.Smoke.Capacity
	}
	return d
}

// everyAddress is where a port is open at each of the host's addresses, of which it has this one at least.
const everyAddress = "0.0.0.0"

// running names what should still run: not the services that do one thing and end.
func running(services []plan.Service) []string {
	var names []string
	for _, s := range services {
		if !s.Role.Ends() {
			names = append(names, s.Name)
		}
	}
	return names
}

// ended names what the description runs once.
func ended(services []plan.Service) []string {
	var names []string
	for _, s := range services {
		if s.Role == plan.Once || s.Role == plan.SideOnce {
			names = append(names, s.Name)
		}
	}
	return names
}

// Words are the plan's words in the script, for the verifier.
func Words(h plan.Host) []string {
	words := append(append(running(h.Services), ended(h.Services)...), h.Smoke.Shell, h.Smoke.Launcher)
	for path, address := range h.Smoke.Storage {
		words = append(words, path, address)
	}
	for _, f := range h.Smoke.Files {
		words = append(words, f.Point, f.Service)
	}
	return words
}
