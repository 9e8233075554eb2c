package smoke_test

import (
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/smoke"
)

func small() (plan.Host, plan.Plan) {
	h := plan.Host{
		Services: []plan.Service{
			{Name: "format", Role: plan.Format},
			{Name: "volumes", Role: plan.Volumes},
			{Name: "master", Role: plan.Master},
			{Name: "worker", Role: plan.Worker},
			{Name: "app", Role: plan.Client},
		},
		Smoke: plan.Smoke{
			WriteAt:  "/",
			Shell:    "app",
			Launcher: "/opt/alluxio/bin/alluxio",
			Masters:  []string{"master"},
			Workers:  []string{"worker"},
			Capacity: 1 << 30,
			Report:   true,
		},
	}
	other := plan.Host{Smoke: plan.Smoke{Workers: []string{"worker-n2"}, Capacity: 1 << 30}}
	return h, plan.Plan{Cluster: "demo", Hosts: []plan.Host{h, other}}
}

const healthy = `ok   service master runs
ok   service worker runs
ok   service app runs
ok   the masters answer
ok   2 workers are live
ok   they offer 2147483648 bytes
ok   a small file can be written
ok   it reads back as it was written
ok   it can be removed
`

func TestClaims(t *testing.T) {
	for _, c := range []struct {
		name   string
		args   []string
		fake   []string
		change func(*plan.Host)
		exit   int
		want   string
	}{
		{name: "healthy", want: healthy},
		{name: "one report is enough", fake: []string{"FAKE_ONE_REPORT=1"}, want: healthy},
		{name: "a worker that comes after the first report", fake: []string{"FAKE_WORKER_LATE=1"}, want: healthy},
		{name: "health checks pass", fake: []string{"FAKE_STATE_OF_SERVICES=running, healthy"}, want: healthy},
		{
			name: "still starting", fake: []string{"FAKE_STATE_OF_SERVICES=running, starting"}, exit: 1,
			want: strings.NewReplacer(
				"ok   service master runs", "FAIL service master runs\n     it is running, starting: docker compose logs master",
				"ok   service worker runs", "FAIL service worker runs\n     it is running, starting: docker compose logs worker",
				"ok   service app runs", "FAIL service app runs\n     it is running, starting: docker compose logs app",
			).Replace(healthy),
		},
		{
			name: "a service is not there", fake: []string{"FAKE_ABSENT=worker"}, exit: 1,
			want: strings.Replace(healthy, "ok   service worker runs", "FAIL service worker runs\n     it has no container: docker compose up -d", 1),
		},
		{
			name: "a worker is lost", fake: []string{"FAKE_WORKERS=1"}, exit: 1,
			want: strings.Replace(healthy, "ok   2 workers are live", "FAIL 2 workers are live\n     the masters know of 1", 1),
		},
		{
			name: "nothing is mounted", exit: 1,
			change: func(h *plan.Host) { h.Smoke.Files = []plan.Seen{{Point: "/mnt/nowhere/worker", Service: "worker"}} },
			want:   strings.Replace(healthy, "ok   the masters answer", "FAIL this host sees the files at /mnt/nowhere/worker\n     nothing is mounted there: docker compose logs worker\nok   the masters answer", 1),
		},
		{
			name: "memory is missing", fake: []string{"FAKE_CAPACITY=2047.00MB"}, exit: 1,
			want: strings.Replace(healthy, "ok   they offer 2147483648 bytes", "FAIL they offer 2147483648 bytes\n     the masters know of 2047.00MB", 1),
		},
		{
			name: "the file comes back spoiled", fake: []string{"FAKE_SPOILED=1"}, exit: 1,
			want: strings.Replace(healthy, "ok   it reads back as it was written", "FAIL it reads back as it was written\n     a warning of the launcher\n     spoiled", 1),
		},
		{
			name: "own tests", args: []string{"--run-tests"},
			want: healthy + "ok   Alluxio's own tests pass\n",
		},
		{
			name: "own tests fail", args: []string{"--run-tests"}, fake: []string{"FAKE_TESTS_FAIL=1"}, exit: 1,
			want: healthy + "FAIL Alluxio's own tests pass\n",
		},
		{
			name: "no report in this release", change: func(h *plan.Host) { h.Smoke.Report = false },
			want: strings.Replace(healthy, "ok   2 workers are live\nok   they offer 2147483648 bytes\n", "", 1),
		},
		{
			name: "no master", fake: []string{"FAKE_NO_MASTER=1"}, exit: 1,
			want: strings.NewReplacer(
				"ok   the masters answer", "FAIL the masters answer\n     no master answers",
				"ok   2 workers are live", "FAIL 2 workers are live\n     no master answers",
				"ok   they offer 2147483648 bytes", "FAIL they offer 2147483648 bytes\n     no master answers",
			).Replace(healthy),
		},
		{
			name: "no report and no master", change: func(h *plan.Host) { h.Smoke.Report = false }, fake: []string{"FAKE_NO_MASTER=1"}, exit: 1,
			want: strings.Replace(healthy, "ok   the masters answer\nok   2 workers are live\nok   they offer 2147483648 bytes\n", "FAIL the masters answer\n", 1),
		},
		{
			name: "no shell on this host", change: func(h *plan.Host) { h.Smoke.Shell = "" },
			want: healthy[:strings.Index(healthy, "ok   the masters")],
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h, p := small()
			if c.change != nil {
				c.change(&h)
			}
			got, exit := run(t, h, p, c.fake, append(c.args, "--wait", "0")...)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if exit != c.exit {
				t.Errorf("exit status %d, want %d", exit, c.exit)
			}
		})
	}
}

// Alluxio prints at most 5120 of a unit before it takes the next.
func TestCapacityAsAlluxioPrintsIt(t *testing.T) {
	for _, c := range []struct {
		bytes   int64
		printed string
		same    bool
	}{
		{1 << 30, "1024.00MB", true},
		{1 << 30, "1023.99MB", false},
		{5 << 30, "5120.00MB", true},
		{6 << 30, "6.00GB", true},
		{7<<30 + 7<<20, "7.01GB", true},
		{7<<30 + 7<<20, "7.00GB", false},
		{32 << 40, "32.00TB", true},
		{32 << 40, "32.00GB", false},
		{512, "512B", true},
		{0, "0B", true},
		{0, "", false},
	} {
		h, p := small()
		h.Smoke.Capacity = c.bytes
		p.Hosts = []plan.Host{h}
		got, _ := run(t, h, p, []string{"FAKE_CAPACITY=" + c.printed}, "--wait", "0")
		if same := !strings.Contains(got, "FAIL they offer"); same != c.same {
			t.Errorf("%d printed as %q: same is %t, want %t", c.bytes, c.printed, same, c.same)
		}
	}
}

func TestUsage(t *testing.T) {
	h, p := small()
	for _, c := range []struct {
		args []string
		exit int
	}{
		{[]string{"--help"}, 0},
		{[]string{"-h"}, 0},
		{[]string{"--tests"}, 2},
		{[]string{"--wait"}, 2},
		{[]string{"--wait", "soon"}, 2},
		{[]string{"--wait", "08"}, 0},
	} {
		if out, exit := run(t, h, p, nil, c.args...); exit != c.exit {
			t.Errorf("%q: exit status %d, want %d\n%s", c.args, exit, c.exit, out)
		}
	}
}

func TestWaitsForWhatIsStarting(t *testing.T) {
	h, p := small()
	if got, exit := run(t, h, p, []string{"FAKE_STARTS_SLOWLY=1"}); got != healthy || exit != 0 {
		t.Errorf("exit status %d\n%s", exit, got)
	}
}

// A test that is stopped half-way must not leave its file either; run looks.
func TestCleansUpWhenStopped(t *testing.T) {
	h, p := small()
	got, exit := run(t, h, p, []string{"FAKE_STOPPED=1"})
	if exit != 128+int(syscall.SIGTERM) || strings.Contains(got, "it reads back") {
		t.Errorf("exit status %d\n%s", exit, got)
	}
}

func TestRenderRefuses(t *testing.T) {
	h, p := small()
	h.Smoke.Launcher = "a\x00b"
	if _, err := smoke.Render(h, p); err == nil {
		t.Error("NUL: no error")
	}
	h, p = small()
	p.Cluster = "demo\nrm -rf x"
	if _, err := smoke.Render(h, p); err == nil {
		t.Error("newline in the cluster's name: no error")
	}
}
