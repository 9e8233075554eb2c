package compiler

import (
	"fmt"
	"slices"
	"testing"
)

// A client whose image would end at once waits for `docker compose exec`, as Alluxio's own does; any other runs what its
// image or the description says.
func TestClientsOfToolsWait(t *testing.T) {
	for _, tt := range []struct {
		client     string
		waits      bool
		entrypoint []string
	}{
		{`{}`, true, []string{"tail"}},
		{`{image: "apache/spark:3.5.1"}`, true, []string{"tail"}},
		{`{image: "spark:3.5.1-python3"}`, true, []string{"tail"}},
		{`{image: "registry.example.com/mirror/apache/hadoop:3"}`, true, []string{"tail"}},
		{`{image: "apache/spark:3.5.1", command: ["/opt/spark/bin/spark-shell"]}`, false, nil},
		{`{image: "bitnami/spark:3.5.1"}`, false, nil},
		{`{image: "trinodb/trino:435"}`, false, nil},
		{`{command: ["sleep", "1"]}`, false, []string{"sleep"}},
	} {
		source := Source{Name: "c.cue", Content: fmt.Appendf(nil, `
			name: "clients", release: "2.9.5", underStorage: "/": local: {}
			masters: master: {}
			workers: worker: memory: {size: "1GB", volume: {}}
			clients: app: %s`, tt.client)}
		_, p, ds, err := layOut(source)
		if err != nil || p == nil {
			t.Fatalf("%s: %v %+v", tt.client, err, ds)
		}
		for _, s := range p.Hosts[0].Services {
			if s.Name != "app" {
				continue
			}
			if waits := s.Restart != ""; waits != tt.waits || !slices.Equal(s.Entrypoint[:min(1, len(s.Entrypoint))], tt.entrypoint) {
				t.Errorf("%s: waits: %v, by %q", tt.client, waits, s.Entrypoint)
			}
		}
	}
}

// A file is written where something may be, and nowhere when all is read-only.
func TestSmokeTestWritesWhereItMay(t *testing.T) {
	for storage, want := range map[string]string{
		`"/": local: {}`: "/",
		`{"/": {local: {}, readOnly: true}, "/data": local: {}}`: "/data",
		`"/": {local: {}, readOnly: true}`:                       "",
	} {
		source := Source{Name: "c.cue", Content: fmt.Appendf(nil, `
			name: "clients", release: "2.9.5", underStorage: %s
			masters: master: {}
			workers: worker: memory: {size: "1GB", volume: {}}`, storage)}
		_, p, ds, err := layOut(source)
		if err != nil || p == nil {
			t.Fatalf("%s: %v %+v", storage, err, ds)
		}
		if got := p.Hosts[0].Smoke.WriteAt; got != want {
			t.Errorf("%s: %q, want %q", storage, got, want)
		}
	}
}
