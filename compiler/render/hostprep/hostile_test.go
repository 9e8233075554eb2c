package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

func TestHostileWordsArriveUnharmed(t *testing.T) {
	require.Tool(t, "bash")
	p := hostile()
	s := newSandbox(t, p)
	s.must("mkdir " + `/mnt/cluster/$' $(touch ran)\n'` + "; touch " + `/mnt/cluster/$' $(touch ran)\n'/Dockerfile`)
	before := s.snapshot()
	s.prep(0, "apply")
	for _, d := range p.Directories {
		if out, code := s.exec("test", "-d", "/mnt/cluster/"+strings.TrimPrefix(d.Path, "./")); code != 0 {
			t.Errorf("no directory %q %s", d.Path, out)
		}
	}
	same(t, "as many directories as the plan has", len(p.Directories), strings.Count(s.must(`cd /mnt/cluster; find . -mindepth 1 -maxdepth 1 -name 'd*' -printf x`), "x"))
	same(t, "docker build gets the plan's words", buildWords(p), dockerWords(s))
	if again := runLines(s.prep(0, "apply")); len(again) > 0 {
		t.Errorf("the second apply ran %q", again)
	}
	s.prep(0, "check")
	s.prep(0, "undo")
	s.must(`[[ ! -e /ran && -z $(find /mnt /run /var/lib -name ran) ]]`)
	same(t, "apply and undo leave the host as it was", before, s.snapshot())
}

func buildWords(p plan.Prep) []string {
	words := []string{"build", "--tag", p.Build.Tag, "--label", "alluxio-gen.cluster=hostile"}
	for _, arg := range p.Build.Args {
		words = append(words, "--build-arg", arg.Name+"="+arg.Value)
	}
	return append(words, "/mnt/cluster/"+strings.TrimPrefix(p.Build.Context, "./"))
}

// dockerWords are the arguments that docker build was given.
func dockerWords(s *sandbox) []string {
	return strings.Split(strings.TrimSuffix(s.read("/mnt/scratch/docker"), "\x00"), "\x00")
}
