package hostprep

import (
	"strconv"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// The oldest Docker that the artifacts are tested with.
const (
	engineFloor  = "20.10"
	composeFloor = "2.20"
)

// Facts are the preconditions of a host, in the order in which they are met: the words of the script's `plan`, the
// first of each line its kind. What the script says is compared with them.
func Facts(p plan.Prep) [][]string {
	facts := [][]string{{"engine", engineFloor}, {"compose", composeFloor}}
	facts = append(facts, memory(p.Ramdisks)...)
	for _, d := range p.Directories {
		facts = append(facts, directory(d))
	}
	for _, r := range p.Ramdisks {
		facts = append(facts, ramdisk(r)...)
	}
	if p.Build != nil {
		facts = append(facts, build(*p.Build))
	}
	for _, image := range p.Images {
		facts = append(facts, []string{"image", image})
	}
	return facts
}

// directory is made where it is missing, unless it is to be a file system that other hosts see too.
func directory(d plan.Directory) []string {
	if d.Shared {
		return []string{"shared", d.Path, purpose(d)}
	}
	return []string{"directory", d.Path, d.Mode, purpose(d)}
}

func memory(ramdisks []plan.Ramdisk) [][]string {
	var sum int64
	for _, r := range ramdisks {
		sum += r.Size
	}
	if sum == 0 {
		return nil
	}
	return [][]string{{"memory", strconv.FormatInt(sum, 10)}}
}

// ramdisk gives the mount, each worker's directory in it, and the unit that makes them at boot.
func ramdisk(r plan.Ramdisk) [][]string {
	head := []string{r.Type, r.Mount, strconv.FormatInt(r.Size, 10)}
	facts := [][]string{line("ramdisk", head)}
	for _, d := range r.Directories {
		facts = append(facts, line("tier", head, d))
	}
	return append(facts, line("boot", head, r.Directories...))
}

func build(b plan.ImageBuild) []string {
	words := []string{"build", b.Tag, b.Context, b.TarballFile}
	for _, arg := range b.Args {
		words = append(words, arg.Name+"="+arg.Value)
	}
	return words
}

func line(kind string, head []string, tail ...string) []string {
	words := append([]string{kind}, head...)
	return append(words, tail...)
}

// purpose says what a directory is for and which field of the description asks for it.
func purpose(d plan.Directory) string {
	if d.From == "" {
		return d.Why
	}
	return d.Why + " (" + d.From + ")"
}
