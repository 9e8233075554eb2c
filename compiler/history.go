package compiler

import (
	"path"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/history"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// compare adds what the change from an earlier build would lose.
func (r *Result) compare(src Source, d *load.Description, p *plan.Plan) error {
	refused, needless, err := history.Compare(build(src, d, p), src.Before)
	r.Diagnostics, r.Needless = diag.Sort(append(r.Diagnostics, refused...)), needless
	return err
}

func build(src Source, d *load.Description, p *plan.Plan) history.Build {
	b := history.Build{Description: d, Cluster: p.Cluster, Accept: src.Accept}
	for _, h := range p.Hosts {
		b.Records = append(b.Records, h.Record)
		b.Files = append(b.Files, runner(h, p))
	}
	return b
}

// runner is the file that runs a host's services.
func runner(h plan.Host, p *plan.Plan) string {
	if p.Swarm {
		return "docker-stack.yml"
	}
	return path.Join(h.Dir, "docker-compose.yml")
}
