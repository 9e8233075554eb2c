package engine

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// TestAnEngineOfItsOwn has nothing of the machine's, keeps what it has over a restart, and leaves nothing.
func TestAnEngineOfItsOwn(t *testing.T) {
	var e *Engine
	t.Run("lives", func(t *testing.T) {
		e = Start(t, "trial")
		e.Use(t)
		if got := run.Must(t, "docker", "image", "ls", "--quiet"); got != "" {
			t.Errorf("images from somewhere: %s", got)
		}
		run.Must(t, "docker", "volume", "create", "kept")
		e.Down(t)
		e.Up(t)
		if got := run.Must(t, "docker", "volume", "ls", "--quiet"); strings.TrimSpace(got) != "kept" {
			t.Errorf("volumes after the restart: %q", got)
		}
	})
	if _, ok := e.running(); ok {
		t.Error("it still runs")
	}
	if left, _ := run.Try("ip", "netns", "list"); strings.Contains(left, e.space()) {
		t.Errorf("left: %s", left)
	}
}
