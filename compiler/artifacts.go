package compiler

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/compose"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/hostprep"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/index"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/journal"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/prometheus"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/properties"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/smoke"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/stack"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

const (
	script fs.FileMode = 0o755
	text   fs.FileMode = 0o644
)

// readBack reads what was rendered with its format's own reader; what is not as planned is an error of ours.
type readBack func() error

// artifacts renders a plan, then reads every file back.
func artifacts(p *plan.Plan) ([]Artifact, error) {
	r := rendering{plan: *p}
	r.siteFile(p.Client)
	for i := range p.Hosts {
		r.host(&p.Hosts[i])
	}
	if p.Swarm {
		r.stackFile()
	}
	if p.Metrics != nil && !(len(p.Hosts) == 1 && p.Hosts[0].Metrics) { // whose folder is this one
		r.metrics()
	}
	if len(p.Hosts) > 1 {
		overview, err := index.Render(*p)
		r.add("HOSTS.md", overview, text, err, nil)
	}
	if r.err != nil {
		return nil, r.err
	}
	return r.files, r.verify()
}

// rendering gathers files, what reads each back, and the first failure.
type rendering struct {
	plan   plan.Plan
	files  []Artifact
	checks []readBack
	err    error
}

func (r *rendering) add(path string, content []byte, mode fs.FileMode, err error, check readBack) {
	if r.err == nil {
		r.err = err
	}
	r.files = append(r.files, Artifact{Path: path, Content: content, Mode: mode})
	if check != nil {
		r.checks = append(r.checks, check)
	}
}

// verify reads all files back, on every core. Of several failures it gives that of the first file.
func (r *rendering) verify() error {
	errs := make([]error, len(r.checks))
	var reading sync.WaitGroup
	for i, check := range slices.Backward(r.checks) { // a host's compose file, the longest, is its last
		reading.Go(func() { errs[i] = contained(check) })
	}
	reading.Wait()
	return cmp.Or(errs...)
}

// contained makes a panic an error, since it could not be caught outside its goroutine.
func contained(check readBack) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v\n%s", r, debug.Stack())
		}
	}()
	return check()
}

// host renders one host's folder. The compose file comes last: it records the others. With Swarm one stack file
// does that for all hosts.
func (r *rendering) host(h *plan.Host) {
	first := len(r.files)
	for _, f := range h.SiteFiles {
		r.siteFile(f)
	}
	r.hostPrep(h.Prep)
	r.smokeTest(*h)
	if h.Backup != nil {
		r.journalScript(*h)
	}
	if h.Metrics {
		r.metrics()
	}
	h.Record.Files = digests(r.files[first:])
	if !r.plan.Swarm {
		r.composeFile(*h)
	}
	for i := range r.files[first:] {
		r.files[first+i].Path = path.Join(h.Dir, r.files[first+i].Path)
	}
}

func (r *rendering) siteFile(f plan.SiteFile) {
	content, err := properties.Render(f, r.plan.Cluster)
	r.add(f.Path, content, text, err, func() error { return verify.Properties(content, f) })
}

func (r *rendering) hostPrep(p plan.Prep) {
	content, err := hostprep.Render(p)
	r.script("host-prep.sh", content, err, slices.Concat(hostprep.Facts(p)...))
}

func (r *rendering) smokeTest(h plan.Host) {
	content, err := smoke.Render(h, r.plan)
	r.script("smoke-test.sh", content, err, smoke.Words(h))
}

func (r *rendering) journalScript(h plan.Host) {
	content, err := journal.Render(h, r.plan)
	r.script("journal.sh", content, err, journal.Words(*h.Backup))
}

func (r *rendering) metrics() {
	content, err := prometheus.Render(r.plan)
	r.add(plan.MetricsFile, content, text, err, func() error { return verify.Prometheus(content, *r.plan.Metrics) })
}

func (r *rendering) script(name string, content []byte, err error, words []string) {
	r.add(name, content, script, err, func() error { return verify.Script(name, content, words) })
}

func (r *rendering) composeFile(h plan.Host) {
	content, err := compose.Render(h, r.plan)
	r.add("docker-compose.yml", content, text, err, func() error { return verify.Compose(content, h, r.plan) })
}

func (r *rendering) stackFile() {
	content, err := stack.Render(r.plan)
	r.add("docker-stack.yml", content, text, err, func() error { return verify.Stack(content, r.plan) })
}

// digests are the sha256 sums of files, by path.
func digests(files []Artifact) map[string]string {
	sums := map[string]string{}
	for _, f := range files {
		sum := sha256.Sum256(f.Content)
		sums[f.Path] = hex.EncodeToString(sum[:])
	}
	return sums
}
