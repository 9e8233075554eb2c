package compiler

import (
	"fmt"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/check"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"github.com/alluxio-gen/alluxio-gen/compiler/model"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

// Compile takes a description through every stage but the last: load, check, model, plan, render, verify. What is wrong
// with the description is a diagnostic of the result; an error means that the tool itself failed.
func Compile(src Source) (Result, error) {
	if !src.Vet {
		go verify.Prepare() // beside CUE, which takes one core
	}
	d, p, ds, err := layOut(src)
	result := Result{Diagnostics: diag.Sort(ds)}
	if err != nil || p == nil {
		return result, err
	}
	if len(src.Before)+len(src.Accept) > 0 {
		if err := result.compare(src, d, p); err != nil || diag.HasErrors(result.Diagnostics) {
			return result, err
		}
	}
	result.Cluster, result.Next = p.Cluster, next(p)
	if src.Vet {
		return result, nil
	}
	result.Artifacts, err = artifacts(p)
	if err != nil {
		return result, fmt.Errorf("what was compiled is not what was planned: %w", err)
	}
	result.afterEarlier(src.Before)
	return result, nil
}

// layOut is everything before rendering. The plan is nil when a diagnostic is an error.
func layOut(src Source) (*load.Description, *plan.Plan, []diag.Diagnostic, error) {
	d, resolved, ds, err := inspect(src)
	if err != nil || diag.HasErrors(ds) {
		return nil, nil, ds, err
	}
	c, err := model.Decode(resolved)
	if err != nil {
		return nil, nil, ds, err
	}
	return d, plan.Build(c), ds, nil
}

// inspect is what linting needs: the first two stages. The resolved description is nil when a diagnostic is an error.
func inspect(src Source) (*load.Description, []byte, []diag.Diagnostic, error) {
	d, ds, err := load.Load(load.Input{Name: src.Name, Content: src.Content, Tags: src.Tags})
	if err != nil || d == nil {
		return nil, nil, ds, err
	}
	resolved, more, err := check.Check(d)
	return d, resolved, append(ds, more...), err
}

// What starts what is described: on each host, which waits for it, or on all nodes of a swarm.
const (
	up     = "docker compose up -d --wait"
	deploy = "docker stack deploy"
)

// next is what to do with the files, seen from the output directory.
func next(p *plan.Plan) []string {
	if p.Swarm {
		return stackCommands(p)
	}
	if len(p.Hosts) == 1 {
		return commands(p.Hosts[0])
	}
	return []string{"copy each host's folder to it, and start them in the order of HOSTS.md"}
}

// commands are what to do on one host.
func commands(h plan.Host) []string {
	var lines []string
	if h.Prep.Needed() {
		lines = append(lines, "sudo ./host-prep.sh apply")
	}
	if format := h.FormatCommand(); format != "" {
		lines = append(lines, format+" # once: it makes the journal")
	}
	return append(lines, up, "./smoke-test.sh")
}

// stackCommands are what to do on the nodes of a swarm.
func stackCommands(p *plan.Plan) []string {
	prepare, test := "sudo ./host-prep.sh apply", "./smoke-test.sh"
	if len(p.Hosts) > 1 {
		prepare, test = "copy each host's folder to it, and there: "+prepare, "on each host: "+test
	}
	lines := []string{prepare}
	for _, h := range p.Hosts {
		if format := h.FormatCommand(); format != "" {
			if h.Dir != "" {
				format = "on host " + h.Name + ": " + format
			}
			lines = append(lines, format+" # once: it makes the journal")
		}
	}
	start := deploy + " --compose-file docker-stack.yml " + p.Cluster
	if files := p.OnManager(); len(files) > 0 {
		start += " # it reads " + strings.Join(files, ", ")
	}
	return append(lines, start, test)
}
