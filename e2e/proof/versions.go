package proof

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// Versions are those of what runs the scenarios; what does not answer is left out.
func Versions() map[string]string {
	found := map[string]string{"Go": strings.TrimPrefix(runtime.Version(), "go")}
	for name, command := range map[string][]string{
		"Docker Engine":  {"docker", "version", "--format", "{{.Server.Version}}"},
		"Docker Compose": {"docker", "compose", "version", "--short"},
		"cgroup":         {"docker", "info", "--format", "v{{.CgroupVersion}}"},
		"runc":           {"sh", "-c", "runc --version | sed -n 's/^runc version //p'"},
		"kernel":         {"sh", "-c", "uname -r | cut -d- -f1"},
		"processors":     {"nproc"},
	} {
		if out, err := exec.Command(command[0], command[1:]...).Output(); err == nil {
			found[name] = strings.TrimSpace(string(out))
		}
	}
	if text, err := os.ReadFile("/etc/os-release"); err == nil {
		_, rest, _ := strings.Cut(string(text), "PRETTY_NAME=\"")
		found["system"], _, _ = strings.Cut(rest, "\"")
	}
	return found
}
