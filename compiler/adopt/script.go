package adopt

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// script reads the `docker run` lines of a shell script, wherever they stand in it. Nothing is executed.
func (s *Setup) script(src Source, h *Host) (*types.Project, error) {
	file, err := syntax.NewParser().Parse(bytes.NewReader(src.Content), src.Name)
	if err != nil {
		return nil, err
	}
	r := &reader{Setup: s, host: h, name: src.Name, variables: map[string]string{"PWD": "."}}
	r.project = &types.Project{Name: "alluxio", Services: types.Services{}}
	syntax.Walk(file, r.visit)
	if len(r.project.Services) == 0 {
		return nil, fmt.Errorf("%s: there is no docker run in it", src.Name)
	}
	return r.project, nil
}

// reader goes through one script.
type reader struct {
	*Setup
	host      *Host
	name      string
	project   *types.Project
	variables map[string]string
}

func (r *reader) visit(n syntax.Node) bool {
	call, ok := n.(*syntax.CallExpr)
	if !ok {
		return true
	}
	for _, a := range call.Assigns {
		if a.Name != nil && a.Value != nil && len(call.Args) == 0 {
			r.variables[a.Name.Value] = r.word(a.Value)
		}
	}
	if len(call.Args) == 0 {
		return true
	}
	var words []string
	for _, w := range call.Args {
		words = append(words, r.word(w))
	}
	if words[0] == "sudo" {
		words = words[1:]
	}
	r.command(fmt.Sprintf("%s:%d", r.name, call.Pos().Line()), words)
	return false
}

// word is a word as the shell makes it, without running anything: what a command would print is unknown, and said.
func (r *reader) word(w *syntax.Word) string {
	config := &expand.Config{
		Env: expand.FuncEnviron(func(name string) string {
			value, known := r.variables[name]
			if !known && name != "IFS" {
				r.lose(fmt.Sprintf("%s:%d", r.name, w.Pos().Line()), "$"+name, "its value is known where the script runs, and was taken as nothing")
			}
			return value
		}),
		CmdSubst: func(out io.Writer, c *syntax.CmdSubst) error {
			if text := printed(c); text == "pwd" {
				_, err := io.WriteString(out, ".")
				return err
			}
			r.lose(fmt.Sprintf("%s:%d", r.name, c.Pos().Line()), "$("+printed(c)+")", "what it prints is known where the script runs, and was taken as nothing")
			return nil
		},
	}
	text, err := expand.Literal(config, w)
	if err != nil {
		r.lose(fmt.Sprintf("%s:%d", r.name, w.Pos().Line()), "a word", "%v", err)
	}
	return text
}

func printed(c *syntax.CmdSubst) string {
	var b strings.Builder
	for _, st := range c.Stmts {
		if err := syntax.NewPrinter().Print(&b, st); err != nil {
			return ""
		}
	}
	return strings.TrimSpace(b.String())
}

// command takes what a command says of the set-up. What host-prep.sh does by itself need not be said.
func (r *reader) command(where string, words []string) {
	switch line := strings.Join(words, " "); {
	case len(words) == 0:
	case len(words) > 1 && words[0] == "docker" && words[1] == "run":
		r.run(where, words[2:])
	case len(words) > 1 && words[0] == "docker" && words[1] == "exec" && r.execMount(words):
	case words[0] == "mount":
		r.mount(where, words)
	case words[0] == "mkdir", words[0] == "chmod", words[0] == "chown", words[0] == "touch", words[0] == "echo", words[0] == "cd", words[0] == "set",
		line == "service docker restart", strings.HasPrefix(line, "docker network create"), strings.HasPrefix(line, "docker volume create"), strings.HasPrefix(line, "docker pull"):
	default:
		r.lose(where, line, "no description says commands")
	}
}

// execMount takes an under storage that is mounted by hand.
func (r *reader) execMount(words []string) bool {
	m, ok := fsMount(words)
	if ok {
		r.later = append(r.later, m)
	}
	return ok
}

// mount remembers the kind of a ramdisk.
func (r *reader) mount(where string, words []string) {
	for i, w := range words {
		if w == "-t" && i+1 < len(words) && (words[i+1] == "ramfs" || words[i+1] == "tmpfs") {
			r.host.Ramdisks[path.Clean(words[len(words)-1])] = words[i+1]
			return
		}
	}
	r.lose(where, strings.Join(words, " "), "it mounts no ramdisk")
}
