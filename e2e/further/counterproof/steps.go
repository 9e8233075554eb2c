package counterproof

import (
	"regexp"
	"strings"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// Step does something with a stack that is built and prepared. It tells in words what was done, and returns all that was
// said and whether it failed.
type Step struct {
	Done string
	run  func(s *stack.Stack, sees *regexp.Regexp) (said string, failed error)
}

// Up starts services, or all, and watches their logs until the failure shows, since a restart policy hides it otherwise.
func Up(services ...string) Step {
	args := append([]string{"up", "--detach"}, services...)
	return Step{"docker compose " + strings.Join(args, " "), func(s *stack.Stack, sees *regexp.Regexp) (string, error) {
		said, err := s.TryCompose(args...)
		for deadline := time.Now().Add(4 * time.Minute); err == nil && lines(said, sees) == "" && time.Now().Before(deadline); {
			time.Sleep(time.Second)
			said, err = s.TryCompose("logs", "--no-log-prefix")
		}
		return said, err
	}}
}

// Run starts one service in sight, after what it depends on, and waits for its end: a process that goes on is no failure.
func Run(service string) Step {
	return compose("run", "--rm", service)
}

// Ask asks the real configuration classes in a service for the value of a property.
func Ask(service, key string) Step {
	return compose("run", "--rm", "--no-deps", "--entrypoint", "/opt/alluxio/bin/alluxio", service, "getConf", key)
}

// In starts the cluster and runs a command of Alluxio's in a service.
func In(service string, command ...string) Step {
	line := append([]string{"exec", "-T", service, "/opt/alluxio/bin/alluxio"}, command...)
	return Step{"docker compose " + strings.Join(line, " "), func(s *stack.Stack, _ *regexp.Regexp) (string, error) {
		s.Up()
		return s.TryCompose(line...)
	}}
}

// compose runs one command of Compose, which has some time to end by itself.
func compose(args ...string) Step {
	return Step{"docker compose " + strings.Join(args, " "), func(s *stack.Stack, _ *regexp.Regexp) (string, error) {
		return run.With(run.Options{Dir: s.Dir, Timeout: 4 * time.Minute}).Try("docker", append([]string{"compose"}, args...)...)
	}}
}
