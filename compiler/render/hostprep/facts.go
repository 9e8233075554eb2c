package hostprep

import (
	"strconv"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// Facts are the preconditions of a host, in the order in which they are met: the words of the script's `plan`, the
// first of each line its kind. What the script says is compared with them.
func Facts(p plan.Prep) [][]string {
	var facts [][]string
	add := func(words ...string) { facts = append(facts, words) }
	add("engine", p.Floors.Engine)
	if p.Swarm {
		add("swarm", p.Host)
	} else {
		add("compose", p.Floors.Compose)
	}
	add("user")
	add(append([]string{"flavour"}, reaches(p)...)...)
	add("enabled")
	add("memory", number(p.Memory))
	if p.Swappable {
		add("swap")
	}
	add("openfiles", strconv.Itoa(p.Floors.OpenFiles))
	if p.AsksAddress {
		add("address")
	}
	if p.HostNetwork {
		add("hostname")
	}
	for _, n := range p.Names {
		add("name", n.Address, n.Host)
	}
	for _, port := range p.Ports {
		add("port", strconv.Itoa(port.Number), port.Service)
	}
	for _, f := range p.Files {
		add("file", f)
	}
	for _, f := range p.SecretFiles {
		facts = append(facts, secretFile(f))
	}
	for _, f := range p.Outside {
		facts = append(facts, outside(f))
	}
	for _, d := range p.Directories {
		facts = append(facts, directory(d)...)
	}
	for _, v := range p.Volumes {
		add("volume", v.Name, v.From)
	}
	for _, r := range p.Ramdisks {
		facts = append(facts, ramdisk(r)...)
	}
	if p.Fuse != nil {
		facts = append(facts, fuse(*p.Fuse)...)
	}
	if p.Build != nil {
		facts = append(facts, build(*p.Build, p.Floors))
	}
	for _, image := range p.Images {
		words := []string{"image", image.Ref, image.Platform, number(p.Floors.ImageRoom)}
		if image.Asked {
			words = append(words, "asked")
		}
		add(words...)
	}
	return facts
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// reaches are the parts of the host that the containers must reach; some flavours of Docker hide them.
func reaches(p plan.Prep) []string {
	var parts []string
	if p.HostNetwork {
		parts = append(parts, "network")
	}
	if len(p.Ramdisks) > 0 {
		parts = append(parts, "ramdisks")
	}
	if len(p.Directories) > 0 {
		parts = append(parts, "directories")
	}
	if len(p.Volumes) > 0 {
		parts = append(parts, "volumes")
	}
	if p.Fuse != nil {
		parts = append(parts, "FUSE")
	}
	return parts
}

// secretFile is a site file that the host adds secrets to.
func secretFile(f plan.SecretFile) []string {
	words := []string{"sitefile", f.Path, f.Base}
	for _, s := range f.Secrets {
		words = append(words, s.Key, s.File)
	}
	return words
}

// outside is a file that somebody else made.
func outside(f plan.File) []string {
	kind := "outside"
	switch {
	case f.Any && f.Secret:
		kind = "variables"
	case f.Any:
		kind = "other"
	case f.Secret:
		kind = "secret"
	}
	return []string{kind, f.Path, purpose(f.Why, f.From)}
}

// directory is made where it is missing, unless it is to be a file system that other hosts see too, or holds what is only
// read.
func directory(d plan.Directory) [][]string {
	var facts [][]string
	if d.Room > 0 {
		facts = append(facts, []string{"space", d.Path, number(d.Room), d.Why})
	}
	switch {
	case d.Shared && d.ReadOnly:
		return append(facts, []string{"shared", d.Path, purpose(d.Why, d.From), "read"})
	case d.Shared:
		return append(facts, []string{"shared", d.Path, purpose(d.Why, d.From), "write"})
	case d.ReadOnly:
		return append(facts, []string{"present", d.Path, purpose(d.Why, d.From), "read"})
	case d.Worker != "":
		return append(facts, []string{"socket", d.Path, d.Mode, purpose(d.Why, d.From), d.Worker, d.Socket})
	case d.Quota > 0:
		return append(facts, []string{"disk", d.Path, d.Mode, number(d.Quota), purpose(d.Why, d.From)})
	default:
		return append(facts, []string{"directory", d.Path, d.Mode, purpose(d.Why, d.From)})
	}
}

// ramdisk gives the mount, each worker's directory in it, and the unit that makes them at boot.
func ramdisk(r plan.Ramdisk) [][]string {
	head := []string{r.Type, r.Mount, number(r.Size)}
	facts := [][]string{line("ramdisk", head)}
	var paths []string
	for _, t := range r.Tiers {
		facts = append(facts, line("tier", head, t.Path, number(t.Size)))
		paths = append(paths, t.Path)
	}
	return append(facts, line("boot", head, paths...))
}

// fuse gives the device, the configuration where containers read it, and each directory that is mounted in.
func fuse(f plan.Fuse) [][]string {
	uid := strconv.Itoa(f.UID)
	facts := [][]string{{"fuse", uid}}
	if f.Conf {
		facts = append(facts, []string{"fuseconf"})
	}
	for _, m := range f.Mounts {
		facts = append(facts, []string{"fusemount", m.Path, uid, purpose(m.Why, m.From), m.Service})
	}
	return facts
}

func build(b plan.ImageBuild, f plan.Floors) []string {
	words := []string{"build", b.Tag, number(f.ImageRoom), b.Context, b.TarballFile}
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
func purpose(why, from string) string {
	if from == "" {
		return why
	}
	return why + " (" + from + ")"
}
