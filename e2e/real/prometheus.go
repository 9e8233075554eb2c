package real

import (
	"encoding/json"
	"path/filepath"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// Scrape runs Prometheus on the network of a stack, with the generated file as its whole configuration, until what it says of
// its targets holds: "up" or "down" by role and name, such as "job-master m1". A client of the stack asks it.
func Scrape(s *stack.Stack, network, client string, holds func(health map[string]string) bool) {
	s.Helper()
	programs, file := Prometheus(s), filepath.Join(s.Dir, "prometheus.yml")
	run.Must(s, filepath.Join(programs, "promtool"), "check", "config", file)
	image := run.Must(s, "docker", "inspect", "--format", "{{.Config.Image}}", s.Container(client).ID)
	watch := run.Must(s, "docker", "run", "--detach", "--rm", "--network", network, "--network-alias", "prometheus",
		"--volume", programs+":/prometheus:ro", "--volume", file+":/prometheus.yml:ro", "--entrypoint", "/prometheus/prometheus",
		strings.TrimSpace(image), "--config.file=/prometheus.yml", "--storage.tsdb.path=/tmp/prometheus")
	defer run.Must(s, "docker", "rm", "--force", strings.TrimSpace(watch))
	s.Until("Prometheus sees its targets as they must be", func() bool { return holds(targets(s, client)) })
}

// targets are all that Prometheus has asked, and how they are.
func targets(s *stack.Stack, client string) map[string]string {
	const ask = `exec 3<>/dev/tcp/prometheus/9090 && printf 'GET /api/v1/targets HTTP/1.0\r\n\r\n' >&3 && cat <&3`
	answer, err := run.Try("docker", "exec", s.Container(client).ID, "/bin/bash", "-c", ask)
	_, body, _ := strings.Cut(answer, "\r\n\r\n")
	var told struct {
		Data struct {
			ActiveTargets []struct {
				Labels struct{ Role, Name string }
				Health string
			}
		}
	}
	if err != nil || json.Unmarshal([]byte(body), &told) != nil {
		return nil // not yet
	}
	health := map[string]string{}
	for _, t := range told.Data.ActiveTargets {
		health[t.Labels.Role+" "+t.Labels.Name] = t.Health
	}
	return health
}
