package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/spf13/pflag"
)

var importVerb = verb{
	name:     "import",
	also:     []string{"adopt", "convert", "migrate"},
	synopsis: "[flags] FILE|DIR...",
	summary:  "describe a set-up that exists: compose files, docker run lines",
	details: `Reads a compose or stack file (.yml, .yaml) with the site files that it mounts, or a shell script with docker run lines,
and writes a description of it to the standard output. Nothing is executed. A file that ends in .properties is the site
file of servers that mount none; of several compose files each is a host, a stack file has all hosts; a DIR stands
for the docker-stack.yml in it, or its docker-compose.yml.

What the servers of both would read is compared by a model of the release's image, and the rest of their containers
field by field. All that the description does not keep, says otherwise or adds goes to the standard error, one a line.
`,
	examples: []string{
		"alluxio-gen import docker-compose.yml > cluster.cue",
		"alluxio-gen import -o cluster.cue start.sh",
		"alluxio-gen import --release 2.9.5 docker-compose.yml alluxio-site.properties",
		"alluxio-gen import n1 n2 n3",
	},
	bind: func(fs *pflag.FlagSet) action {
		var a adoption
		fs.StringVarP(&a.output, "output", "o", "", "write the description to `FILE`, which must not be there yet")
		fs.StringVar(&a.options.Name, "name", "", "call the cluster `NAME`; by default as its Compose project")
		fs.StringVar(&a.options.Release, "release", "", "take the images as release `R`; by default as their tags say")
		fs.BoolVar(&a.strict, "strict", false, "what is not kept counts as an error")
		fs.BoolVarP(&a.quiet, "quiet", "q", false, "show what is not kept and errors only: nothing that is added, no warnings, no progress")
		fs.StringVar(&a.color, "color", "auto", "color the diagnostics: `WHEN` is auto, always or never")
		offer(fs, "color", colorModes)
		return a.run
	},
}

type adoption struct {
	inspection
	output  string
	options compiler.AdoptOptions
}

func (a *adoption) run(t *tool, args []string) error {
	if len(args) == 0 {
		return usageError{"import", "import wants at least one FILE or DIR"}
	}
	if err := a.validate("import"); err != nil {
		return err
	}
	sources, err := adoptSources(args)
	if err != nil {
		return err
	}
	adopted, err := a.adopt(t, sources, args[0])
	if err != nil {
		return err
	}
	if err := a.write(t, adopted.Text); err != nil {
		return err
	}
	return a.tell(t, adopted)
}

func (a *adoption) adopt(t *tool, sources []compiler.AdoptSource, first string) (*compiler.Adopted, error) {
	defer t.progress("reading "+first, a.quiet)()
	return compiler.Adopt(sources, a.options)
}

func adoptSources(args []string) (sources []compiler.AdoptSource, err error) {
	for _, file := range args {
		if isFolder(file) {
			file = setupIn(file)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		sources = append(sources, compiler.AdoptSource{Name: file, Content: content, Read: func(path string) ([]byte, error) {
			if !filepath.IsAbs(path) {
				path = filepath.Join(filepath.Dir(file), filepath.FromSlash(path))
			}
			return os.ReadFile(path)
		}})
	}
	return sources, nil
}

// setupIn is the file of a folder that says what runs: of one host, or of all by Swarm.
func setupIn(folder string) string {
	stack := filepath.Join(folder, "docker-stack.yml")
	if _, err := os.Stat(stack); err == nil {
		return stack
	}
	return filepath.Join(folder, "docker-compose.yml")
}

func (a *adoption) write(t *tool, text []byte) error {
	if a.output == "" {
		return t.print(string(text))
	}
	err := writeNew(a.output, text)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and import overwrites nothing", a.output)
	}
	return err
}

// tell says what is not kept, and what is still wrong with the description.
func (a *adoption) tell(t *tool, adopted *compiler.Adopted) error {
	var b bytes.Buffer
	for _, l := range adopted.Lost {
		word := "not kept"
		if l.Added {
			word = "added"
		}
		if l.Added && a.quiet {
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n", word, l)
	}
	if _, err := b.WriteTo(t.err); err != nil {
		return err
	}
	name := a.output
	if name == "" {
		name = "cluster.cue"
	}
	ds := slices.Clone(adopted.Result.Diagnostics)
	for i := range ds {
		ds[i].Span.File = strings.Replace(ds[i].Span.File, "cluster.cue", name, 1)
	}
	i := a.inspection
	i.strict = false
	if err := t.judge(i).show(compiler.Source{Name: name, Content: adopted.Text}, compiler.Result{Diagnostics: ds}); err != nil {
		return err
	}
	if a.strict && slices.ContainsFunc(adopted.Lost, func(l compiler.Lost) bool { return !l.Added }) {
		return errWrong
	}
	return nil
}
