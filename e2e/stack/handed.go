package stack

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

// dockerShm is the size of /dev/shm when nobody asks for another.
const dockerShm = 64 << 20

// CheckHanded compares what each running service's process was handed with what the Compose file says, and returns
// what differs.
func (s *Stack) CheckHanded() []string {
	s.Helper()
	project := s.Project()
	var wrong []string
	for _, name := range slices.Sorted(maps.Keys(project.Services)) {
		if s.Container(name).State.Status != "running" {
			continue
		}
		for _, line := range s.differences(project, name, s.Handed(name)) {
			wrong = append(wrong, name+": "+line)
		}
	}
	return wrong
}

// AssertHanded fails when CheckHanded finds anything.
func (s *Stack) AssertHanded() {
	s.Helper()
	for _, line := range s.CheckHanded() {
		s.Error(line)
	}
}

func (s *Stack) differences(p Project, name string, got record.Record) []string {
	s.Helper()
	service, img := p.Services[name], s.imageConfig(p.Services[name].Image)
	var d differences
	d.equal("command line", commandLine(service, img), got.First)
	d.equal("environment", s.environment(name, service, img, got), got.Env)
	d.equal("working directory", cmp.Or(img.WorkingDir, "/"), got.Dir)
	d.equal("user", userID(service.User, img.User), got.UID)
	d.equal("memory limit", service.Memory(), got.MemoryLimit)
	d = append(d, s.mountDifferences(p, service, got)...)
	d = append(d, shmDifferences(service, got)...)
	return d
}

type differences []string

func (d *differences) equal(what string, want, got any) {
	if diff := gocmp.Diff(want, got); diff != "" {
		*d = append(*d, fmt.Sprintf("%s (-compose file +handed):\n%s", what, diff))
	}
}

// commandLine is what Docker makes of entrypoint and command: a Compose entrypoint drops the image's command.
func commandLine(s Service, img imageConfig) []string {
	line := s.Entrypoint
	command := s.Command
	if line == nil {
		line = img.Entrypoint
		if command == nil {
			command = img.Cmd
		}
	}
	line = append(slices.Clone(line), command...)
	if s.Init {
		line = append([]string{"/sbin/docker-init", "--"}, line...)
	}
	return line
}

// environment is the image's, then the service's, then what Docker adds for every process.
func (s *Stack) environment(name string, service Service, img imageConfig, got record.Record) map[string]string {
	env := map[string]string{"HOME": got.Env["HOME"], "HOSTNAME": s.hostname(name, service)}
	for _, kv := range img.Env {
		k, v, _ := strings.Cut(kv, "=")
		env[k] = v
	}
	maps.Copy(env, service.Environment)
	return env
}

func (s *Stack) hostname(name string, service Service) string {
	if service.Hostname != "" {
		return service.Hostname
	}
	if service.NetworkMode == "host" {
		own, _ := os.Hostname()
		return own
	}
	return s.Container(name).ID[:12]
}

func userID(ofService, ofImage string) int {
	user := ofService
	if user == "" {
		user = ofImage
	}
	user, _, _ = strings.Cut(user, ":")
	if n, err := strconv.Atoi(user); err == nil {
		return n
	}
	return map[string]int{"alluxio": 1000}[user]
}

// shmDifferences: /dev/shm is a tmpfs of its own with the size asked for, unless it is another's or a mount.
func shmDifferences(service Service, got record.Record) differences {
	mounted := slices.ContainsFunc(service.Mounts, func(m Mount) bool { return path.Clean(m.Target) == "/dev/shm" })
	if service.IPC != "" || mounted {
		return nil
	}
	want := service.ShmSize
	if want == 0 {
		want = dockerShm
	}
	var d differences
	shm, _ := got.At("/dev/shm")
	d.equal("size of /dev/shm", want, shm.Size)
	return d
}
