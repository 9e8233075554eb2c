package judge

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// object is a struct of a description.
type object = map[string]any

// Differences are what a description says, a tree of maps, lists and plain values, and what was compiled is not. What it
// leaves out, or says in a way that only the compiler resolves, is not asked.
func (c *Cluster) Differences(described object) []string {
	var f faults
	groups(described, "masters", func(name string, g object) { c.master(&f, name, g) })
	groups(described, "workers", func(name string, g object) { c.worker(&f, name, g) })
	groups(described, "clients", func(name string, g object) { c.client(&f, name, g) })
	c.network(&f, described)
	c.image(&f, described)
	c.root(&f, described)
	c.trusts(&f, described)
	c.everyones(&f, described)
	slices.Sort(f)
	return slices.Compact(f)
}

func groups(d object, kind string, each func(name string, g object)) {
	all, _ := d[kind].(object)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if g, is := all[name].(object); is {
			each(name, g)
		}
	}
}

// instances are the services that a group makes: of its own name, or its name and a host's.
func (c *Cluster) instances(f *faults, name string, g object) []*service {
	on, several := hostsOf(g["on"])
	var all []*service
	for _, s := range c.services() {
		if !several && s.Name == name || several && strings.HasPrefix(s.Name, name+"-") && (s.host.dir == "" || s.Name == name+"-"+s.host.dir) {
			all = append(all, s)
		}
	}
	want := len(on)
	if several && on == nil {
		want = len(c.hosts)
	}
	if want != len(all) {
		f.add("%s makes %d services, and there are %d", name, want, len(all))
	}
	return all
}

// hostsOf are the hosts that `on` names; nil and true for all of them.
func hostsOf(on any) (names []string, several bool) {
	switch v := on.(type) {
	case string:
		if v == "all" {
			return nil, true
		}
		return []string{v}, false
	case []any:
		for _, h := range v {
			names = append(names, fmt.Sprint(h))
		}
		return names, true
	}
	return []string{""}, false
}

// text is what stands at a path below a struct, as people write it; "" when nothing does.
func text(o object, path ...string) string {
	var v any = o
	for _, p := range path {
		in, is := v.(object)
		if !is {
			return ""
		}
		v = in[p]
	}
	switch v := v.(type) {
	case nil, object, []any:
		return ""
	case string:
		return v
	default:
		words, _ := json.Marshal(v) // a number or a truth
		return string(words)
	}
}

func (c *Cluster) master(f *faults, name string, g object) {
	for _, s := range c.instances(f, name, g) {
		read := s.read["master"]
		c.server(f, s, g, "MASTER", "master", "job_master")
		kind := ""
		if j, is := g["journal"].(object); is {
			for k := range j {
				kind = k
			}
		}
		same(f, s, "journal's path", text(g, "journal", kind, "path"), read["alluxio.master.journal.folder"])
		if m, held := s.at(read["alluxio.master.journal.folder"]); held {
			same(f, s, "journal's directory", text(g, "journal", kind, "host"), m.Source)
		}
		if kind == "embedded" && read["alluxio.master.journal.type"] != "EMBEDDED" {
			f.add("%s keeps its journal alone", s.Name)
		}
	}
}

func (c *Cluster) worker(f *faults, name string, g object) {
	for _, s := range c.instances(f, name, g) {
		read := s.read["worker"]
		c.server(f, s, g, "WORKER", "worker", "job_worker")
		var got, want int64
		for _, d := range tiersOf(read) {
			got += d.quota
		}
		for _, d := range directoriesOf(g) {
			want += bytesAs(text(d, "size"))
		}
		if got != want {
			f.add("%s caches %d bytes, described are %d", s.Name, got, want)
		}
		for _, d := range directoriesOf(g) {
			c.directory(f, s, d)
		}
		offer, _ := g["shortCircuit"].(object)
		if socket, is := offer["socket"].(object); is {
			same(f, s, "socket's path", text(socket, "path"), strings.TrimSuffix(read["alluxio.worker.data.server.domain.socket.address"], "/d"))
		} else if read["alluxio.worker.data.server.domain.socket.address"] != "" {
			f.add("%s opens a socket", s.Name)
		}
		c.fuse(f, s, g, read)
	}
}

// directoriesOf are the described directories of a worker.
func directoriesOf(g object) []object {
	if m, is := g["memory"].(object); is {
		return []object{m}
	}
	var all []object
	tiers, _ := g["tiers"].([]any)
	for _, t := range tiers {
		in, _ := t.(object)
		ds, _ := in["directories"].([]any)
		for _, d := range ds {
			if o, is := d.(object); is {
				all = append(all, o)
			}
		}
	}
	return all
}

// directory finds the mount that a directory's kind promises.
func (c *Cluster) directory(f *faults, s *service, d object) {
	for _, kind := range []string{"ramfs", "tmpfs", "volume", "disk"} {
		of, is := d[kind].(object)
		if !is {
			continue
		}
		target, source := text(of, "path"), text(of, "host")
		m, held := s.at(target)
		switch {
		case target != "" && !held:
			f.add("%s has no %s at %s", s.Name, kind, target)
		case target != "" && source != "" && !strings.HasPrefix(m.Source, strings.TrimSuffix(source, "/")+"/"):
			f.add("%s has %s at %s, described is %s", s.Name, m.Source, target, source)
		}
	}
}

// server compares what masters and workers have in common.
func (c *Cluster) server(f *faults, s *service, g object, role string, processes ...string) {
	if heap := bytesAs(text(g, "jvm", "heap")); heap > 0 && heap != s.heap(role) {
		f.add("%s has a heap of %d, described is %d", s.Name, s.heap(role), heap)
	}
	if heap := bytesAs(text(g, "job", "jvm", "heap")); heap > 0 && heap != s.heap("JOB_"+role) {
		f.add("%s has a job heap of %d, described is %d", s.Name, s.heap("JOB_"+role), heap)
	}
	limits(f, s, g)
	own, _ := g["properties"].(object)
	for _, p := range processes {
		if read, runs := s.read[p]; runs {
			properties(f, s, own, read)
		}
	}
}

func limits(f *faults, s *service, g object) {
	if limit := bytesAs(text(g, "limits", "memory")); limit > 0 && limit != int64(s.MemLimit) {
		f.add("%s may have %d bytes, described are %d", s.Name, s.MemLimit, limit)
	}
	same(f, s, "processors", text(g, "limits", "cpus"), strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", s.CPUS), "0"), "."))
}

// properties are read as they were said, under the name that the release has for them.
func properties(f *faults, s *service, said object, read map[string]string) {
	for key := range said {
		want := text(said, key)
		if got, is := read[key]; is && got != want || !is && !slices.Contains(slices.Collect(maps.Values(read)), want) {
			f.add("%s reads %s as %q, described is %q", s.Name, key, got, want)
		}
	}
}

func (c *Cluster) client(f *faults, name string, g object) {
	for _, s := range c.instances(f, name, g) {
		limits(f, s, g)
		same(f, s, "image", text(g, "image"), s.Image)
		same(f, s, "host name", text(g, "hostname"), s.Hostname)
		same(f, s, "ipc", text(g, "ipc"), s.Ipc)
		own, _ := g["properties"].(object)
		properties(f, s, own, s.told)
		said, _ := g["command"].([]any)
		var command []string
		for _, word := range said {
			command = append(command, strings.ReplaceAll(fmt.Sprint(word), "$", "$$"))
		}
		runs := slices.Concat(s.Entrypoint, s.Command)
		if _, once := g["once"]; once && len(s.Entrypoint) > 0 {
			runs = s.Command // behind what looks whether there is anything to do
		}
		if len(command) > 0 && !slices.Equal(runs, command) {
			f.add("client %s runs %q, described is %q", s.Name, runs, command)
		}
	}
}

func (c *Cluster) network(f *faults, d object) {
	for _, s := range c.services() {
		if len(s.read) > 0 && s.onHost() != (d["network"] == any("host")) {
			f.add("%s is on network %q, described is %v", s.Name, s.NetworkMode, d["network"])
		}
	}
	if hosts, is := d["hosts"].(object); is && len(hosts) > 1 && len(hosts) != len(c.hosts) {
		f.add("there are %d hosts, described are %d", len(c.hosts), len(hosts))
	}
}

func (c *Cluster) image(f *faults, d object) {
	for _, s := range c.services() {
		image, release := text(d, "image"), text(d, "release")
		if len(s.read) > 0 && (image != "" && s.Image != image || image == "" && !strings.HasSuffix(s.Image, ":"+release)) {
			f.add("%s runs %s, described are image %q and release %s", s.Name, s.Image, image, release)
		}
	}
}

func (c *Cluster) root(f *faults, d object) {
	storage, _ := d["underStorage"].(object)
	root, _ := storage["/"].(object)
	for s, read := range c.processes("master") {
		uri := read["alluxio.master.mount.table.root.ufs"] + read["alluxio.underfs.address"]
		for _, kind := range []string{"s3", "hdfs", "gcs", "other"} {
			same(f, s, "root", text(root, kind, "uri"), uri)
		}
		for _, kind := range []string{"local", "nfs"} {
			same(f, s, "root", text(root, kind, "path"), uri)
			if m, held := s.at(uri); held {
				same(f, s, "root's directory", text(root, kind, "host"), m.Source)
			}
		}
		for path, m := range storage {
			if in, is := m.(object); is && path != "/" && !c.mountsSomewhere(path, in) {
				f.add("nothing mounts %s", path)
			}
		}
	}
}

// mountsSomewhere says whether a one-shot of the cluster names a path of Alluxio to mount at, with its address.
func (c *Cluster) mountsSomewhere(at string, m object) bool {
	for _, s := range c.services() {
		words := strings.Join(slices.Concat(s.Entrypoint, s.Command), " ") + " "
		if s.read == nil && strings.Contains(words, at+" ") && addressed(words, m) {
			return true
		}
	}
	return false
}

// addressed says whether words name the address that an under storage has, if it has one.
func addressed(words string, m object) bool {
	for _, kind := range []string{"s3", "hdfs", "gcs", "other"} {
		if uri := text(m, kind, "uri"); uri != "" && !strings.Contains(words, uri+" ") {
			return false
		}
	}
	return true
}

// everyones are the properties for all, where a process has none of its own.
func (c *Cluster) everyones(f *faults, d object) {
	all, _ := d["properties"].(object)
	own := map[string]bool{}
	for _, kind := range []string{"masters", "workers", "clients"} {
		groups(d, kind, func(_ string, g object) {
			if g["ports"] != nil { // what it adds comes to what is said for all
				for k := range all {
					own[k] = own[k] || strings.HasSuffix(k, ".port")
				}
			}
			props, _ := g["properties"].(object)
			for k := range props {
				own[k] = true
			}
		})
	}
	left := object{}
	for k, v := range all {
		if !own[k] {
			left[k] = v
		}
	}
	for _, s := range c.services() {
		for _, read := range s.read {
			properties(f, s, left, read)
		}
	}
}

// same compares what was described, if it was, with what there is.
func same(f *faults, s *service, what, described, is string) {
	if described != "" && described != is {
		f.add("%s: %s is %q, described is %q", s.Name, what, is, described)
	}
}

// bytesAs reads a size as the description has it: units are binary, an i changes nothing.
func bytesAs(size string) int64 {
	size = strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(size), "B"), "I")
	if size == "" {
		return 0
	}
	if last := size[len(size)-1]; last > '9' {
		size += "B"
	}
	return bytesOf(size)
}
