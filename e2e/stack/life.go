package stack

import (
	"slices"
	"strings"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/image"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Build compiles cluster.cue and gives the engine the images which the result names.
func (s *Stack) Build() {
	s.Helper()
	s.Compile()
	s.Images()
}

// Predicted are the services that `diff --impact` says a build and `up` re-create, sorted.
func (s *Stack) Predicted() []string {
	s.Helper()
	said, _ := s.runner.Try(compiler(s), "diff", "--impact", "cluster.cue") // fails where there is a difference
	names := []string{}
	for line := range strings.Lines(said) {
		if words := strings.Fields(line); len(words) > 1 && words[1] == "re-created" {
			names = append(names, words[0])
		}
	}
	return names
}

// Compile compiles cluster.cue.
func (s *Stack) Compile() {
	s.Helper()
	s.Log(s.runner.Must(s, compiler(s), "build", "cluster.cue"))
}

// Refused is what the compiler says of cluster.cue, which it must refuse.
func (s *Stack) Refused() string {
	s.Helper()
	_, err := s.runner.Try(compiler(s), "build", "cluster.cue")
	if err == nil {
		s.Fatal("the compiler takes the description")
	}
	return err.Error()
}

// Borrow makes Build use an image that is there, such as a real one, for every image that the result names.
func (s *Stack) Borrow(source string) { s.BorrowFor("", source) }

// BorrowFor is Borrow for one of the images that the result names.
func (s *Stack) BorrowFor(reference, source string) {
	if s.lent == nil {
		s.lent = map[string]string{}
	}
	s.lent[reference] = source
}

// Images gives the engine the borrowed image, or a stand-in, for each image of the Compose file.
func (s *Stack) Images() {
	s.Helper()
	for _, reference := range s.references() {
		source, own := s.lent[reference]
		if !own {
			source = s.lent[""]
		}
		if source != "" {
			image.Lend(s, source, reference)
		} else {
			image.StandIn(s, reference)
		}
	}
}

func (s *Stack) references() []string {
	s.Helper()
	all := stackImages(s.Dir)
	if s.swarm == "" {
		all = strings.Fields(s.Compose("config", "--images"))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// HostPrep runs ./host-prep.sh with a verb: check, apply or undo.
func (s *Stack) HostPrep(verb string) error {
	out, err := s.runner.Try("./host-prep.sh", verb)
	s.Log(out)
	return err
}

// Apply prepares the host, which must have asked for it before and be content with it after.
func (s *Stack) Apply() {
	s.Helper()
	if err := s.HostPrep("check"); err == nil {
		s.Error("host-prep.sh check finds nothing to do before apply")
	}
	for _, verb := range []string{"apply", "check"} {
		if err := s.HostPrep(verb); err != nil {
			s.Fatal(err)
		}
	}
}

// Prepared is Apply for a host that has all that the description asks for: there is nothing to do.
func (s *Stack) Prepared() {
	s.Helper()
	for _, verb := range []string{"check", "apply", "check"} {
		if err := s.HostPrep(verb); err != nil {
			s.Fatal(err)
		}
	}
}

// Up starts all services and waits until they are healthy.
func (s *Stack) Up() {
	s.Helper()
	start := time.Now()
	if _, err := s.patient().Try("docker", "compose", "up", "--detach", "--wait"); err != nil {
		s.Logs()
		s.Fatal(err)
	}
	s.Logf("up: %.1f s", time.Since(start).Seconds())
}

// patient is the runner for what starts JVM after JVM, on a busy machine.
func (s *Stack) patient() run.Runner {
	r := s.runner
	r.Timeout = 10 * time.Minute
	return r
}

// Until waits for what happens in its own time; two minutes are generous on a busy machine.
func (s *Stack) Until(what string, holds func() bool) {
	s.Helper()
	s.Within(2*time.Minute, what, holds)
}

// Within is Until for what may take longer.
func (s *Stack) Within(patience time.Duration, what string, holds func() bool) {
	s.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			s.Logs()
			s.Fatalf("waited for this in vain: %s", what)
		}
	}
}

// Smoke runs ./smoke-test.sh, of which every claim must hold.
func (s *Stack) Smoke() {
	s.Helper()
	s.Log(s.runner.Must(s, "./smoke-test.sh"))
}

// Script runs one of the compiled scripts, which must succeed.
func (s *Stack) Script(name string, args ...string) {
	s.Helper()
	s.Log(s.patient().Must(s, "./"+name, args...))
}

// Down stops and removes the containers; volumes stay.
func (s *Stack) Down() {
	s.Helper()
	s.Compose("down")
}

// Compose is the output of a `docker compose` command that succeeds.
func (s *Stack) Compose(args ...string) string {
	s.Helper()
	return s.runner.Must(s, "docker", append([]string{"compose"}, args...)...)
}

// TryCompose is Compose for a command that may fail.
func (s *Stack) TryCompose(args ...string) (string, error) {
	return s.runner.Try("docker", append([]string{"compose"}, args...)...)
}

// Logs shows what the containers printed and how they stand.
func (s *Stack) Logs() {
	if s.swarm != "" {
		out, _ := run.Try("docker", "stack", "ps", "--no-trunc", s.swarm)
		s.Log(out)
		return
	}
	for _, args := range [][]string{{"ps", "--all"}, {"logs", "--tail", "30"}} {
		out, _ := s.TryCompose(args...)
		s.Log(out)
	}
}
