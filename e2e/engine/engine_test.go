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
	if e == nil {
		return
	}
	if _, ok := e.running(); ok {
		t.Error("it still runs")
	}
	if left, _ := run.Try("ip", "netns", "list"); strings.Contains(left, e.space()) {
		t.Errorf("left: %s", left)
	}
}

// TestMachinesOfTheirOwn share nothing but their network and what they are told to share.
func TestMachinesOfTheirOwn(t *testing.T) {
	all := Hosts(t, "10.77.1", "one", "two")
	on := func(e *Engine, script string) string {
		line := e.Inside("/srv", "sh", "-c", script)
		return strings.TrimSpace(run.Must(t, line[0], line[1:]...))
	}
	Share(t, "/srv/shared", 1000, all...)
	on(all[0], "touch shared/file own")
	if got := on(all[1], "pwd; hostname; ls shared; ls own 2>/dev/null || echo none"); got != "/srv\ntwo\nfile\nnone" {
		t.Errorf("the second machine says %q", got)
	}
	if got := all[0].Changed(t); len(got) != 1 || got[0] != "/srv/own" {
		t.Errorf("changed: %q", got)
	}
	on(all[1], "ip route get "+all[0].Address+" && : </dev/null") // there is a way
	for _, e := range all {
		if got := strings.TrimSpace(run.Must(t, "docker", "--host", e.Host(), "info", "--format", "{{.Name}}")); got != e.Name {
			t.Errorf("the engine is called %q", got)
		}
	}
}
