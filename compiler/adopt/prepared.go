package adopt

import (
	"bytes"
	"path"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// Prepared is what a build's own host-prep.sh tells, and no other file: the script lists what it asks of the host.
type Prepared struct {
	// Host is the name of the host that it prepares, Address how others reach it.
	Host, Address string
	// Tag is the image that it builds, from Context with one tarball.
	Tag, Context, Tarball, TarballURL string
	// UID and GID are those of the containers' processes, where the image is built for them.
	UID, GID string
	// SiteFiles are the site files that it makes of others, by path; Secrets the files whose values it puts there, by property.
	SiteFiles, Secrets map[string]string
	// Ports are those that containers open on the host's network, by service.
	Ports map[string][]string
	// NFS are directories that it wants to be mounted network file systems.
	NFS map[string]bool
}

const prepName = "host-prep.sh"

// prepared reads the script beside a compose file that a build wrote. Without one nothing is known.
func prepared(h Host, src Source) Prepared {
	p := Prepared{SiteFiles: map[string]string{}, Secrets: map[string]string{}, Ports: map[string][]string{}, NFS: map[string]bool{}}
	files, _ := recorded(h)["files"].(map[string]any)
	if files[prepName] == nil {
		return p
	}
	text, err := src.Read(prepName)
	if err != nil {
		return p
	}
	script, err := syntax.NewParser().Parse(bytes.NewReader(text), prepName)
	if err != nil {
		return p
	}
	for _, st := range script.Stmts {
		switch c := st.Cmd.(type) {
		case *syntax.CallExpr:
			p.assigned(c)
		case *syntax.FuncDecl:
			if c.Name.Value == "plan" {
				syntax.Walk(c.Body, p.line)
			}
		}
	}
	return p
}

// prepare takes what the script tells. One host alone that was named has that name from it.
func (h *Host) prepare(src Source) {
	h.Prepared = prepared(*h, src)
	if h.Name == "" && h.Prepared.Host != unnamedHost {
		h.Name = h.Prepared.Host
	}
	for name, service := range h.Project.Services {
		if h.Prepared.Tag != "" && service.Image == h.Prepared.Tag {
			service.Build = &types.BuildConfig{Context: h.Prepared.Context, Args: h.Prepared.arguments()}
			h.Project.Services[name] = service
		}
	}
}

// arguments are those of the image's build.
func (p Prepared) arguments() types.MappingWithEquals {
	args := types.MappingWithEquals{}
	for name, value := range map[string]string{tarballArgument: p.Tarball + p.TarballURL, "ALLUXIO_UID": p.UID, "ALLUXIO_GID": p.GID} {
		if value != "" {
			args[name] = &value
		}
	}
	return args
}

// unnamedHost is what a build calls the one host that the description does not name.
const unnamedHost = "local"

func (p *Prepared) assigned(call *syntax.CallExpr) {
	for _, a := range call.Assigns {
		if a.Name.Value == "host" {
			p.Host = literal(a.Value)
		}
	}
}

// line takes one of the list: "$@" KIND WORD...
func (p *Prepared) line(n syntax.Node) bool {
	call, ok := n.(*syntax.CallExpr)
	if !ok || len(call.Args) < 3 {
		return true
	}
	var row []string
	for _, w := range call.Args[2:] {
		row = append(row, literal(w))
	}
	p.row(literal(call.Args[1]), row)
	return true
}

func (p *Prepared) row(kind string, words []string) {
	switch {
	case kind == "build" && len(words) >= 4:
		p.Tag, p.Context, p.Tarball = words[0], words[2], words[3]
		for _, arg := range words[4:] {
			p.argument(arg)
		}
	case kind == "sitefile" && len(words) >= 2:
		p.SiteFiles[path.Clean(words[0])] = words[1]
		for rest := words[2:]; len(rest) >= 2; rest = rest[2:] {
			p.Secrets[rest[0]] = rest[1]
		}
	case kind == "name" && len(words) >= 2 && words[1] == p.Host:
		p.Address = words[0]
	case kind == "port" && len(words) >= 2:
		p.Ports[words[1]] = append(p.Ports[words[1]], words[0])
	case kind == "shared" && len(words) >= 2:
		p.NFS[words[0]] = strings.Contains(words[1], ".nfs.host")
	}
}

// argument is one of the build's, NAME=VALUE.
func (p *Prepared) argument(arg string) {
	switch name, value, _ := strings.Cut(arg, "="); {
	case name == tarballArgument && p.Tarball == "":
		p.TarballURL = value
	case name == "ALLUXIO_UID":
		p.UID = value
	case name == "ALLUXIO_GID":
		p.GID = value
	}
}

const tarballArgument = "ALLUXIO_TARBALL"

// literal is a word that asks for nothing; what it asks for is nothing.
func literal(w *syntax.Word) string {
	text, err := expand.Literal(&expand.Config{Env: expand.FuncEnviron(func(string) string { return "" })}, w)
	if err != nil {
		return ""
	}
	return text
}
