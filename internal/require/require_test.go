package require_test

import (
	"runtime"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// witness is a test that notes how it ended.
type witness struct {
	testing.TB
	ended string
}

func (w *witness) Helper()               {}
func (w *witness) Fatalf(string, ...any) { w.ended = "failed"; runtime.Goexit() }
func (w *witness) Skipf(string, ...any)  { w.ended = "skipped"; runtime.Goexit() }

func outcome(f func(testing.TB)) string {
	w := &witness{ended: "went on"}
	done := make(chan struct{})
	go func() { defer close(done); f(w) }()
	<-done
	return w.ended
}

func TestMissingToolsSkipLocallyAndFailInCI(t *testing.T) {
	for _, c := range []struct{ ci, tool, want string }{
		{"", "no-such-tool", "skipped"},
		{"false", "no-such-tool", "skipped"},
		{"true", "no-such-tool", "failed"},
		{"true", "sh", "went on"},
		{"", "sh", "went on"},
	} {
		t.Setenv("CI", c.ci)
		if got := outcome(func(tb testing.TB) { require.Tool(tb, c.tool) }); got != c.want {
			t.Errorf("CI=%q, %s: %s, not %s", c.ci, c.tool, got, c.want)
		}
	}
}

func TestEveryNeedFailsInCIWhereNothingIsOnPath(t *testing.T) {
	t.Setenv("CI", "true")
	t.Setenv("PATH", t.TempDir())
	for name, need := range map[string]func(testing.TB){
		"root":   require.Root,
		"docker": require.Docker,
		"java":   func(tb testing.TB) { require.Java(tb) },
	} {
		if got := outcome(need); got != "failed" {
			t.Errorf("%s: %s", name, got)
		}
	}
}
