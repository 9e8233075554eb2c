package smoke_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/smoke"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

// hostile is text that means something to a shell.
var hostile = []string{
	"", " ", "a b", "$HOME", "${x}", "$(touch x)", "`touch x`", "'", `"`, `\`, "a\nb", "\n", "\t", "#", "a#b", "!", "*", "~", "-n", "--",
	"a;b", "a&b", "(", ")", "{a,b}", "[a]", "=", "a=b", "é", "\u00a0", "\u2028", "\x01", "\x7f", "\xff", "\U0001F600", "$'a'", "it's \"$x\"", "a\r",
}

// FuzzSmoke wants that the words of the plan are words of the script.
func FuzzSmoke(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, service, in, launcher string) {
		h := plan.Host{
			Services: []plan.Service{{Name: service, Role: plan.Worker}},
			Smoke:    plan.Smoke{Shell: in, Launcher: launcher, WriteAt: "/"},
		}
		content, err := smoke.Render(h, plan.Plan{Cluster: "demo", Hosts: []plan.Host{h}})
		if err != nil {
			if strings.Contains(service+in+launcher, "\x00") {
				return
			}
			t.Fatal(err)
		}
		if err := verify.Script("smoke-test.sh", content, smoke.Words(h)); err != nil {
			t.Error(err)
		}
	})
}

// TestHostileWordsReachDocker runs the script: docker must be handed exactly the plan's words.
func TestHostileWordsReachDocker(t *testing.T) {
	h, p := small()
	h.Services = nil
	var want strings.Builder
	for _, s := range hostile[1:] {
		h.Services = append(h.Services, plan.Service{Name: s, Role: plan.Worker})
		want.WriteString("ok   service " + s + " runs\n")
	}
	all := strings.Join(hostile, "")
	h.Smoke.Shell, h.Smoke.Launcher = all, "/opt/"+all
	want.WriteString(healthy[strings.Index(healthy, "ok   the masters"):])
	got, exit := run(t, h, p, nil, "--wait", "0")
	if got != want.String() || exit != 0 {
		t.Errorf("exit status %d\n%s\nwant:\n%s", exit, got, want.String())
	}
}
