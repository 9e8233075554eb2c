package impact_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/impact"
)

const was = `
name: lake
services:
  app:
    image: x:1
    volumes: [{type: volume, source: memory, target: /m}]
    depends_on: {worker: {condition: service_healthy}}
  master:
    image: x:1
    labels: {alluxio-gen.digest: a1}
    volumes: [{type: bind, source: ./site, target: /s}, {type: volume, source: journal, target: /j}]
  worker:
    image: x:1
    labels: {alluxio-gen.digest: b1}
    volumes: [{type: bind, source: ./conf/w, target: /s}, {type: volume, source: memory, target: /m}]
  gone: {image: x:1}
volumes:
  memory: {name: memory-1}
  journal: {}
x-alluxio-gen:
  files: {site: a, conf/w: b}
`

func TestContainers(t *testing.T) {
	for name, tt := range map[string]struct {
		old, now string
		want     []impact.Container
	}{
		"the same but for the order of starting": {was, `
name: lake
services:
  app: {image: "x:1", volumes: [{type: volume, source: memory, target: /m}]}
  master: {image: "x:1", labels: {alluxio-gen.digest: a1}, volumes: [{type: bind, source: ./site, target: /s}, {type: volume, source: journal, target: /j}]}
  worker: {image: "x:1", labels: {alluxio-gen.digest: b1}, volumes: [{type: bind, source: ./conf/w, target: /s}, {type: volume, source: memory, target: /m}]}
  gone: {image: "x:1"}
volumes: {memory: {name: memory-1}, journal: {}}
x-alluxio-gen: {files: {site: a, conf/w: b}}
`, []impact.Container{
			{Service: "app", Fate: impact.Kept}, {Service: "gone", Fate: impact.Kept},
			{Service: "master", Fate: impact.Kept}, {Service: "worker", Fate: impact.Kept},
		}},
		"a worker whose memory a client holds": {was, strings.Replace(was, "b1}", "b2}", 1), []impact.Container{
			{Service: "app", Fate: impact.Kept}, {Service: "gone", Fate: impact.Kept}, {Service: "master", Fate: impact.Kept},
			{Service: "worker", Fate: impact.MadeAnew, Why: []string{"labels"}, Held: []string{"memory"}},
		}},
		"what Swarm does at an update, and a limit": {`
services:
  a: {image: "x:1", deploy: {replicas: 1, update_config: {failure_action: pause}}}
  b: {image: "x:1", deploy: {replicas: 1, update_config: {failure_action: pause}}}
`, `
services:
  a: {image: "x:1", deploy: {replicas: 1, update_config: {failure_action: continue}}}
  b: {image: "x:1", deploy: {replicas: 1, update_config: {failure_action: pause}, resources: {limits: {memory: "1"}}}}
`, []impact.Container{{Service: "a", Fate: impact.Kept}, {Service: "b", Fate: impact.MadeAnew, Why: []string{"deploy"}}}},
		"a file, a field, a volume, one more and one less": {was, `
name: lake
services:
  app: {image: "x:2", volumes: [{type: volume, source: memory, target: /m}]}
  master: {image: "x:1", labels: {alluxio-gen.digest: a1}, volumes: [{type: bind, source: ./site, target: /s}, {type: volume, source: journal, target: /j}]}
  worker: {image: "x:1", labels: {alluxio-gen.digest: b2}, volumes: [{type: bind, source: ./conf/w, target: /s}, {type: volume, source: memory, target: /m}]}
  new: {image: "x:1"}
volumes: {memory: {name: memory-2}, journal: {}}
x-alluxio-gen: {files: {site: a, conf/w: c}}
`, []impact.Container{
			{Service: "app", Fate: impact.MadeAnew, Why: []string{"image", "volume memory"}},
			{Service: "gone", Fate: impact.Left, Why: []string{"no service is called so any more"}},
			{Service: "master", Fate: impact.Kept}, {Service: "new", Fate: impact.Made},
			{Service: "worker", Fate: impact.MadeAnew, Why: []string{"conf/w", "volume memory"}},
		}},
		"the first build":     {"", "name: lake\nservices: {app: {image: x}}", []impact.Container{{Service: "app", Fate: impact.Made}}},
		"a host that is gone": {"name: lake\nservices: {app: {image: x}}", "", []impact.Container{{Service: "app", Fate: impact.Left, Why: []string{"no service is called so any more"}}}},
		"another project": {"name: sea\nservices: {app: {image: x}}", "name: lake\nservices: {app: {image: x}}", []impact.Container{
			{Service: "app", Fate: impact.Left, Why: []string{"it is of project sea"}}, {Service: "app", Fate: impact.Made},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := impact.Containers([]byte(tt.old), []byte(tt.now))
			if d := cmp.Diff(tt.want, got); err != nil || d != "" {
				t.Error(err, d)
			}
		})
	}
	for _, broken := range []string{"services: [", "services: {app: 3}", "services: {app: {volumes: 3}}\nname: [x]", "\x00"} {
		got, err := impact.Containers([]byte(broken), []byte("name: lake\nservices: {app: {image: x}}"))
		if err != nil || len(got) != 1 || got[0].Fate != impact.Unknown {
			t.Errorf("%q was read: %v %v", broken, got, err)
		}
		if got, err := impact.Containers(nil, []byte(broken)); err == nil {
			t.Errorf("%q was read as new: %v", broken, got)
		}
	}
}
