package compiler

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/compose"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/hostprep"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/index"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/journal"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/properties"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/smoke"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/stack"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

const (
	script fs.FileMode = 0o755
	text   fs.FileMode = 0o644
)

// artifacts renders a plan and reads each file back; what can't be read back as planned is an error of ours.
func artifacts(p *plan.Plan) ([]Artifact, error) {
	client, err := siteFile(p.Client, p.Cluster)
	if err != nil {
		return nil, err
	}
	all := []Artifact{client}
	for i := range p.Hosts {
		files, err := hostArtifacts(&p.Hosts[i], *p)
		if err != nil {
			return nil, err
		}
		all = append(all, files...)
	}
	if p.Swarm {
		file, err := stackFile(*p)
		if err != nil {
			return nil, err
		}
		all = append(all, file)
	}
	if len(p.Hosts) == 1 {
		return all, nil
	}
	overview, err := index.Render(*p)
	return append(all, Artifact{Path: "HOSTS.md", Content: overview, Mode: text}), err
}

// hostArtifacts are the files of one host's folder. The compose file comes last: it records the others. With Swarm one stack
// file does that for all hosts.
func hostArtifacts(h *plan.Host, p plan.Plan) ([]Artifact, error) {
	var files []Artifact
	add := func(a Artifact, err error) error {
		files = append(files, a)
		return err
	}
	for _, f := range h.SiteFiles {
		if err := add(siteFile(f, p.Cluster)); err != nil {
			return nil, err
		}
	}
	if err := add(hostPrep(h.Prep)); err != nil {
		return nil, err
	}
	if err := add(smokeTest(*h, p)); err != nil {
		return nil, err
	}
	if h.Backup != nil {
		if err := add(journalScript(*h, p)); err != nil {
			return nil, err
		}
	}
	h.Record.Files = digests(files)
	if !p.Swarm {
		if err := add(composeFile(*h, p)); err != nil {
			return nil, err
		}
	}
	for i := range files {
		files[i].Path = path.Join(h.Dir, files[i].Path)
	}
	return files, nil
}

func siteFile(f plan.SiteFile, cluster string) (Artifact, error) {
	content, err := properties.Render(f, cluster)
	if err == nil {
		err = verify.Properties(content, f)
	}
	return Artifact{Path: f.Path, Content: content, Mode: text}, err
}

func hostPrep(p plan.Prep) (Artifact, error) {
	content, err := hostprep.Render(p)
	if err == nil {
		err = verify.Script("host-prep.sh", content, slices.Concat(hostprep.Facts(p)...))
	}
	return Artifact{Path: "host-prep.sh", Content: content, Mode: script}, err
}

func smokeTest(h plan.Host, p plan.Plan) (Artifact, error) {
	content, err := smoke.Render(h, p)
	if err == nil {
		err = verify.Script("smoke-test.sh", content, smoke.Words(h))
	}
	return Artifact{Path: "smoke-test.sh", Content: content, Mode: script}, err
}

func journalScript(h plan.Host, p plan.Plan) (Artifact, error) {
	content, err := journal.Render(h, p)
	if err == nil {
		err = verify.Script("journal.sh", content, journal.Words(*h.Backup))
	}
	return Artifact{Path: "journal.sh", Content: content, Mode: script}, err
}

func composeFile(h plan.Host, p plan.Plan) (Artifact, error) {
	content, err := compose.Render(h, p)
	if err == nil {
		err = verify.Compose(content, h, p)
	}
	return Artifact{Path: "docker-compose.yml", Content: content, Mode: text}, err
}

func stackFile(p plan.Plan) (Artifact, error) {
	content, err := stack.Render(p)
	if err == nil {
		err = verify.Stack(content, p)
	}
	return Artifact{Path: "docker-stack.yml", Content: content, Mode: text}, err
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
