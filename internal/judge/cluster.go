package judge

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// Cluster is what was compiled, as its readers understand it.
type Cluster struct {
	release string
	hosts   []*host
	// outside are the properties of a client that is no container, and lacks what its file says is to be added.
	outside map[string]string
	lacks   string
}

// host is one folder with a compose file.
type host struct {
	dir      string
	files    map[string]string
	project  *types.Project
	services []*service
}

// service is a container, and what each of its processes reads.
type service struct {
	types.ServiceConfig
	host *host
	read map[string]map[string]string
	// told are the properties of a client; nil for a server.
	told map[string]string
}

var composeFile = regexp.MustCompile(`^(?:(.*)/)?docker-compose\.yml$`)

// Read understands compiled files, by path below the output directory. An error is a file that its reader refuses, or a
// server that would not stay up.
func Read(release, name string, files map[string]string) (*Cluster, error) {
	site := files["client/alluxio-site.properties"]
	_, lacks, _ := strings.Cut(site, "to be added: ")
	c := &Cluster{release: release, outside: contract.Properties(site), lacks: lacks}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		m := composeFile.FindStringSubmatch(file)
		if m == nil {
			continue
		}
		h := &host{dir: m[1], files: below(files, m[1])}
		project, err := load(files[file], name, "address-of-"+h.dir)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		h.project = project
		for _, n := range slices.Sorted(maps.Keys(project.Services)) {
			s := &service{ServiceConfig: project.Services[n], host: h}
			if err := s.start(release); err != nil {
				return nil, fmt.Errorf("%s: service %s: %w", file, n, err)
			}
			h.services = append(h.services, s)
		}
		c.hosts = append(c.hosts, h)
	}
	if len(c.hosts) == 0 {
		return nil, fmt.Errorf("there is no compose file among %v", slices.Sorted(maps.Keys(files)))
	}
	return c, nil
}

func below(files map[string]string, dir string) map[string]string {
	if dir == "" {
		return files
	}
	in := map[string]string{}
	for name, text := range files {
		if rest, ok := strings.CutPrefix(name, dir+"/"); ok {
			in[rest] = text
		}
	}
	return in
}

// load reads a compose file as Compose does, on a host whose address host-prep.sh has found out.
func load(content, name, address string) (*types.Project, error) {
	details := types.ConfigDetails{
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml", Content: []byte(content)}},
		Environment: types.Mapping{"ALLUXIO_HOST": address},
	}
	return loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SetProjectName(name, true)
		o.SkipNormalization = true
		o.SkipResolveEnvironment = true
		o.ResolvePaths = false
	})
}

// roles are the arguments by which the images start servers.
var roles = []string{"master", "worker", "master-only", "worker-only", "job-master", "job-worker", "proxy", "logserver"}

// start runs a server through the model of its image; a client is told by its site file alone.
func (s *service) start(release string) error {
	if len(s.Command) > 0 && slices.Contains(roles, s.Command[0]) {
		c, err := s.container()
		if err != nil {
			return err
		}
		start, err := contract.FromCompose(c)
		if err != nil {
			return err
		}
		s.read, err = contract.Effective(release, start)
		return err
	}
	if v, has := s.site(); has && !strings.HasSuffix(s.Name, "-format") {
		text, _ := s.host.siteText(v.Source)
		s.told = contract.Properties(text)
	}
	return nil
}

// siteText is a site file that was compiled, or that host-prep.sh makes of one and of secrets.
func (h *host) siteText(source string) (string, bool) {
	for _, m := range prepared.FindAllStringSubmatch(h.files["host-prep.sh"], -1) {
		if m[1] == source {
			source = m[2]
		}
	}
	text, found := h.files[path.Clean(source)]
	return text, found
}

// site is the mount of a site file.
func (s *service) site() (types.ServiceVolumeConfig, bool) {
	i := slices.IndexFunc(s.Volumes, func(v types.ServiceVolumeConfig) bool { return path.Base(v.Target) == "alluxio-site.properties" })
	if i < 0 {
		return types.ServiceVolumeConfig{}, false
	}
	return s.Volumes[i], true
}

// container is the service as the model of the images takes it.
func (s *service) container() (contract.Service, error) {
	c := contract.Service{Entrypoint: s.Entrypoint, Command: s.Command, User: s.User, Environment: map[string]string{}}
	for name, value := range s.Environment {
		if value == nil {
			return c, fmt.Errorf("takes %s from the host", name)
		}
		c.Environment[name] = *value
	}
	if v, has := s.site(); has {
		text, found := s.host.siteText(v.Source)
		if !found {
			return c, fmt.Errorf("mounts %s, which was not compiled", v.Source)
		}
		c.SiteFile, c.SiteTarget, c.ReadOnly = &text, v.Target, v.ReadOnly
	}
	return c, nil
}

func (c *Cluster) services() []*service {
	var all []*service
	for _, h := range c.hosts {
		all = append(all, h.services...)
	}
	return all
}

func (h *host) sorted() []*service { return h.services }

// processes are those of a name, with their services.
func (c *Cluster) processes(name string) iter.Seq2[*service, map[string]string] {
	return func(yield func(*service, map[string]string) bool) {
		for _, s := range c.services() {
			if read, runs := s.read[name]; runs && !yield(s, read) {
				return
			}
		}
	}
}

// clients are what each client is told; nil for the one that is no container.
func (c *Cluster) clients() iter.Seq2[*service, map[string]string] {
	return func(yield func(*service, map[string]string) bool) {
		for _, s := range c.services() {
			if s.told != nil && !yield(s, s.told) {
				return
			}
		}
		yield(nil, c.outside)
	}
}

// outside is who no container is.
const outside = "a client from outside"

// everyone are all processes and clients, by who they are.
func (c *Cluster) everyone() map[string]map[string]string {
	all := map[string]map[string]string{outside: c.outside}
	for _, s := range c.services() {
		for name, read := range s.read {
			if name != "logserver" { // which is sent what it writes, and asks nobody
				all[s.host.dir+"/"+s.Name+"/"+name] = read
			}
		}
		if s.told != nil {
			all[s.host.dir+"/"+s.Name] = s.told
		}
	}
	return all
}

func (s *service) onHost() bool { return s.NetworkMode == "host" }

// answersTo says whether the others on its bridge find a container by a name, or by the address at which its ports are open.
func (s *service) answersTo(name string) bool {
	return name == s.Hostname || name == s.Name ||
		slices.ContainsFunc(s.Ports, func(p types.ServicePortConfig) bool { return p.HostIP == name }) ||
		slices.ContainsFunc(slices.Collect(maps.Values(s.Networks)), func(n *types.ServiceNetworkConfig) bool {
			return n != nil && slices.Contains(n.Aliases, name)
		})
}

// published is where the host itself finds what listens at an address of the container.
func (s *service) published(at string) string {
	name, port, _ := strings.Cut(at, ":")
	for _, p := range s.Ports {
		if strconv.Itoa(int(p.Target)) == port && p.Published != "" {
			name, port = "localhost", p.Published
		}
	}
	return name + ":" + port
}

// at is what is mounted at a path of the container.
func (s *service) at(target string) (types.ServiceVolumeConfig, bool) {
	i := slices.IndexFunc(s.Volumes, func(v types.ServiceVolumeConfig) bool { return v.Target == target })
	if i < 0 {
		return types.ServiceVolumeConfig{}, false
	}
	return s.Volumes[i], true
}

// sees says whether a container has at a path, or around it, what another one has there.
func (s *service) sees(other *service, target string) bool {
	if s.host != other.host {
		return false
	}
	if target == "/dev/shm" {
		return s.Ipc == "service:"+other.Name
	}
	for ; target != "/"; target = path.Dir(target) {
		theirs, held := other.at(target)
		if held {
			ours, too := s.at(target)
			return too && ours.Source == theirs.Source
		}
	}
	return false
}

// memoryOf is the size of a volume in memory; 0 for anything else.
func (h *host) memoryOf(m types.ServiceVolumeConfig) int64 {
	for _, option := range strings.Split(h.project.Volumes[m.Source].DriverOpts["o"], ",") {
		if size, is := strings.CutPrefix(option, "size="); is && m.Type == "volume" {
			n, _ := strconv.ParseInt(size, 10, 64)
			return n
		}
	}
	return 0
}

// isRamdisk says whether a bind lies in a mount that host-prep.sh makes in memory.
func (h *host) isRamdisk(m types.ServiceVolumeConfig) bool {
	for _, r := range ramdisk.FindAllStringSubmatch(h.files["host-prep.sh"], -1) {
		if m.Type == "bind" && strings.HasPrefix(m.Source, r[1]+"/") {
			return true
		}
	}
	return false
}

// heap is the -Xmx of a role, in bytes; 0 when none is said.
func (s *service) heap(role string) int64 {
	options := s.Environment["ALLUXIO_"+role+"_JAVA_OPTS"]
	if options == nil {
		return 0
	}
	m := xmx.FindStringSubmatch(*options)
	if m == nil {
		return 0
	}
	n, _ := strconv.ParseInt(m[1], 10, 64)
	return n << 20
}

var (
	prepared = regexp.MustCompile(`(?m)^\s+"\$@" sitefile (\S+) (\S+) `)
	xmx      = regexp.MustCompile(`-Xmx([0-9]+)m`)
	asked    = regexp.MustCompile(`/dev/tcp/[0-9.]+/([0-9]+)`)
	ramdisk  = regexp.MustCompile(`(?m)^\s+"\$@" ramdisk (?:ramfs|tmpfs) (/\S+) [0-9]+`)
)
