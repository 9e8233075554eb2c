package adopt

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/format"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/go-units"
	"github.com/spf13/pflag"
)

// flags of docker run, as far as they say something that a description says too.
type flags struct {
	name, hostname, network, shm, memory, cpus, user, ipc, restart, entrypoint *string
	env, volumes, publish                                                      *[]string
}

// run reads one `docker run` as the service of a compose file.
func (r *reader) run(where string, args []string) {
	fs := pflag.NewFlagSet("run", pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.SetInterspersed(false)
	fs.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "net" {
			name = "network"
		}
		return pflag.NormalizedName(name)
	})
	f := bind(fs)
	if err := fs.Parse(args); err != nil || fs.NArg() == 0 {
		r.lose(where, "docker run "+strings.Join(args, " "), "it cannot be read: %v", err)
		return
	}
	service := r.keys(where, fs)
	service.Name = *f.name
	service.Image, service.Command, service.Environment = fs.Arg(0), fs.Args()[1:], types.MappingWithEquals{}
	if service.Name == "" {
		service.Name = nameOf(append(fs.Args()[1:], path.Base(fs.Arg(0)))[0])
	}
	for n := 2; r.project.Services[service.Name].Image != ""; n++ {
		service.Name = fmt.Sprintf("%s-%d", strings.TrimRight(service.Name, "-0123456789"), n)
	}
	r.fill(where, &service, f)
	for _, name := range slices.Concat(lostSwitches, lostFlags) {
		if flag := fs.Lookup(name); flag != nil && flag.Changed {
			r.lose(where, fmt.Sprintf("--%s %s of %s", name, flag.Value, service.Name), "no description says it")
		}
	}
	r.project.Services[service.Name] = service
}

func bind(fs *pflag.FlagSet) flags {
	short := map[string]string{"detach": "d", "interactive": "i", "tty": "t", "publish-all": "P", "quiet": "q"}
	for _, name := range slices.Concat(switches, lostSwitches, slices.Collect(maps.Keys(keySwitches))) {
		fs.BoolP(name, short[name], false, "")
	}
	shorts := map[string]string{"attach": "a", "label": "l", "workdir": "w", "cpu-shares": "c"}
	for _, name := range slices.Concat(lostFlags, logFlags, slices.Collect(maps.Keys(keyFlags))) {
		fs.StringArrayP(name, shorts[name], nil, "")
	}
	return flags{
		name: fs.String("name", "", ""), hostname: fs.StringP("hostname", "h", "", ""), network: fs.String("network", "", ""),
		shm: fs.String("shm-size", "", ""), memory: fs.StringP("memory", "m", "", ""), cpus: fs.String("cpus", "", ""), user: fs.StringP("user", "u", "", ""),
		ipc: fs.String("ipc", "", ""), restart: fs.String("restart", "", ""), entrypoint: fs.String("entrypoint", "", ""),
		env: fs.StringArrayP("env", "e", nil, ""), volumes: fs.StringArrayP("volume", "v", nil, ""), publish: fs.StringArrayP("publish", "p", nil, ""),
	}
}

func (r *reader) fill(where string, service *types.ServiceConfig, f flags) {
	service.Hostname, service.User, service.Ipc, service.Restart = *f.hostname, *f.user, *f.ipc, *f.restart
	if *f.entrypoint != "" {
		service.Entrypoint = types.ShellCommand{*f.entrypoint}
	}
	switch *f.network {
	case "", "bridge":
	case "host":
		service.NetworkMode = "host"
	default:
		r.lose(where, "--network "+*f.network, "services are on Compose's own network, or on the host's")
	}
	service.ShmSize, service.MemLimit = r.bytes(where, "--shm-size", *f.shm), r.bytes(where, "--memory", *f.memory)
	if cpus, err := strconv.ParseFloat(*f.cpus, 32); err == nil {
		service.CPUS = float32(cpus)
	}
	for _, e := range *f.env {
		name, value, given := strings.Cut(e, "=")
		service.Environment[name] = &value
		if !given {
			service.Environment[name] = nil
		}
	}
	for _, v := range *f.volumes {
		volume, err := format.ParseVolume(v)
		if err != nil {
			r.lose(where, "--volume "+v, "%v", err)
			continue
		}
		volume.Source = relative(volume.Source)
		service.Volumes = append(service.Volumes, volume)
	}
	for _, p := range *f.publish {
		ports, err := types.ParsePortConfig(p)
		if err != nil {
			r.lose(where, "--publish "+p, "%v", err)
		}
		service.Ports = append(service.Ports, ports...)
	}
}

// relative writes what stood behind $PWD as Compose does.
func relative(source string) string {
	if source == "." || strings.HasPrefix(source, "./") || strings.HasPrefix(source, "/") || !strings.Contains(source, "/") {
		return source
	}
	return "./" + source
}

func (r *reader) bytes(where, flag, text string) types.UnitBytes {
	if text == "" {
		return 0
	}
	n, err := units.RAMInBytes(text)
	if err != nil {
		r.lose(where, flag+" "+text, "%v", err)
	}
	return types.UnitBytes(n)
}
