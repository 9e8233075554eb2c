package adopt

import (
	"errors"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// Every flag that the real docker run has is known here, with or without a value as there. Without an engine the command
// also lists those for Windows.
func TestFlagsAreDockers(t *testing.T) {
	require.Docker(t)
	help, err := exec.Command(require.Tool(t, "docker"), "run", "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	fs := pflag.NewFlagSet("run", pflag.ContinueOnError)
	bind(fs)
	seen := 0
	for _, m := range regexp.MustCompile(`(?m)^ +(?:-(\w), )?--([a-z0-9-]+)( [\w-]+)? `).FindAllStringSubmatch(string(help), -1) {
		if m[2] == "help" || m[2] == "disable-content-trust" || m[2] == "use-api-socket" {
			continue
		}
		seen++
		f := fs.Lookup(m[2])
		switch {
		case f == nil:
			t.Errorf("--%s is not known", m[2])
		case (f.Value.Type() == "bool") != (strings.TrimSpace(m[3]) == ""):
			t.Errorf("--%s is %s here, and takes%s there", m[2], f.Value.Type(), m[3])
		case m[1] != f.Shorthand:
			t.Errorf("--%s is -%s here, and -%s there", m[2], f.Shorthand, m[1])
		}
	}
	if seen < 80 {
		t.Errorf("only %d flags were read of docker's help", seen)
	}
}

// Whatever a file holds, it is read or refused.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"docker run -d --name m -e A=\"$(x)\" -v $PWD/a:/b alluxio/alluxio:2.9.5 master",
		"docker run --mount type=bind,a=b -p 1:2 -m 1q alluxio/alluxio:1.8.2 worker --no-format",
		"docker run --ulimit nofile=1 --add-host a:b --log-opt x --stop-timeout t --device /d -h a alluxio/alluxio:2.9.5 job-master\ndocker exec m alluxio fs mount --option a /b s3://c",
		"services: {z: {image: 'zookeeper:3.9'}, l: {image: 'alluxio/alluxio:2.9.5', command: [logserver]}, c: {image: x, volumes: ['./s:/alluxio-site.properties'], entrypoint: [sh, -c, 'alluxio fs mount /a b']}}",
		"services: {m: {image: 'alluxio/alluxio:2.9.5', command: [master], environment: [A=b], volumes: ['./x:/y']}}",
		"services: {w: {image: 'alluxio/alluxio:2.9.5', command: worker, environment: {ALLUXIO_JAVA_OPTS: '-Dalluxio.worker.tieredstore.levels=3'}}}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"x.sh", "x.yml"} {
			source := Source{Name: name, Content: []byte(text), Read: func(string) ([]byte, error) { return nil, errors.New("nothing is there") }}
			if s, err := Read([]Source{source}, Options{Release: "2.9.5"}); err == nil {
				s.Describe(Gaps{}, nil).Text()
			}
		}
	})
}
