package contract_test

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// description is a cluster of one master, one worker and one client; %s are release, image line and more fields. Tags
// below 1.8.0 are not known to exist, so such an image is named.
const description = `
name:    "delivery"
release: %q
%s
underStorage: "/": local: {}
masters: master: {}
workers: worker: memory: {size: "1GB", volume: {}}
clients: app: {}
%s
`

func describe(release string, list ...said) compiler.Source {
	var more strings.Builder
	for _, s := range list {
		fmt.Fprintln(&more, s.field())
	}
	image := ""
	if strings.HasPrefix(release, "1.5") || strings.HasPrefix(release, "1.6") || strings.HasPrefix(release, "1.7") {
		image = fmt.Sprintf("image: %q", "example/alluxio:"+release)
	}
	return compiler.Source{Name: "cluster.cue", Content: fmt.Appendf(nil, description, release, image, more.String())}
}

// handed is what each process of a service reads by the model, by service, process and key.
type handed map[string]map[string]map[string]string

// roles are the arguments of the image's entrypoint that start a server.
var roles = []string{"master", "master-only", "job-master", "worker", "worker-only", "job-worker", "proxy", "logserver"}

// servers are the starts of every master and worker of what was compiled.
func servers(t testing.TB, result compiler.Result) map[string]contract.Start {
	t.Helper()
	files := map[string]string{}
	for _, a := range result.Artifacts {
		files[path.Clean(a.Path)] = string(a.Content)
	}
	starts := map[string]contract.Start{}
	for name, s := range project(t, files["docker-compose.yml"], result.Cluster).Services {
		if len(s.Command) == 0 || !slices.Contains(roles, s.Command[0]) {
			continue // a client, or a one-shot that does not start a server
		}
		start, err := contract.FromCompose(service(t, s, files))
		if err != nil {
			t.Fatalf("service %s: %v", name, err)
		}
		starts[name] = start
	}
	if len(starts) == 0 {
		t.Fatal("nothing compiled is a server")
	}
	return starts
}

// judge runs every server through the model.
func judge(t testing.TB, release string, result compiler.Result) handed {
	t.Helper()
	got := handed{}
	for name, start := range servers(t, result) {
		read, err := contract.Effective(release, start)
		if err != nil {
			t.Errorf("%s, service %s: %v", release, name, err)
			continue
		}
		got[name] = read
	}
	return got
}

// project is the compose file as Compose reads it.
func project(t testing.TB, content, name string) *types.Project {
	t.Helper()
	details := types.ConfigDetails{
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml", Content: []byte(content)}},
		Environment: types.Mapping{},
	}
	p, err := loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SetProjectName(name, true)
		o.SkipNormalization = true
		o.SkipResolveEnvironment = true
		o.ResolvePaths = false
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func service(t testing.TB, s types.ServiceConfig, files map[string]string) contract.Service {
	t.Helper()
	c := contract.Service{Entrypoint: s.Entrypoint, Command: s.Command, User: s.User, Environment: map[string]string{}}
	for name, value := range s.Environment {
		if value == nil {
			t.Fatalf("service %s takes %s from the host", s.Name, name)
		}
		c.Environment[name] = *value
	}
	for _, v := range s.Volumes {
		if path.Base(v.Target) == "alluxio-site.properties" {
			text, found := files[path.Clean(v.Source)]
			if !found {
				t.Fatalf("service %s mounts %s, which was not compiled", s.Name, v.Source)
			}
			c.SiteFile, c.SiteTarget, c.ReadOnly = &text, v.Target, v.ReadOnly
		}
	}
	return c
}

// compile gives what was compiled, or what the compiler refuses.
func compile(t testing.TB, src compiler.Source) (compiler.Result, []diag.Diagnostic) {
	t.Helper()
	result, err := compiler.Compile(src)
	if err != nil {
		t.Fatalf("%v\n%s", err, src.Content)
	}
	if diag.HasErrors(result.Diagnostics) {
		return result, result.Diagnostics
	}
	return result, nil
}

// promised is what the compiler says it delivers to a service, by key.
func promised(t testing.TB, src compiler.Source) map[string]map[string]string {
	t.Helper()
	all, _, err := compiler.Why(src, "", "")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]string{}
	for _, c := range all {
		if said[c.Service] == nil {
			said[c.Service] = map[string]string{}
		}
		said[c.Service][c.Key] = c.Value
	}
	return said
}

// checkDelivered holds what each process reads, by the model, against what the compiler promises of a description that
// compiles.
func checkDelivered(t testing.TB, release string, src compiler.Source, result compiler.Result) (handed, map[string]map[string]string) {
	t.Helper()
	got, want := judge(t, release, result), promised(t, src)
	for _, service := range slices.Sorted(maps.Keys(got)) {
		if len(got[service]) == 0 {
			t.Errorf("%s: service %s has no process", release, service)
		}
		for _, key := range slices.Sorted(maps.Keys(want[service])) {
			wrong := map[string]string{}
			for process, read := range got[service] {
				if read[key] != want[service][key] {
					wrong[process] = read[key]
				}
			}
			if len(wrong) > 0 {
				t.Errorf("%s: %s is %q, but read as %q", release, key, want[service][key], wrong)
			}
		}
	}
	return got, want
}

// deliver compiles a description with all of the list but what is refused, which it drops, and checks that every
// process reads what was said. It returns what was carried.
func deliver(t testing.TB, release string, list []said) []said {
	t.Helper()
	for len(list) > 0 {
		src := describe(release, list...)
		result, refused := compile(t, src)
		if refused == nil {
			_, promises := checkDelivered(t, release, src, result)
			for _, s := range list {
				s.check(t, release, promises)
			}
			return list
		}
		kept := slices.DeleteFunc(slices.Clone(list), func(s said) bool { return refusedIn(refused, s) })
		if len(kept) == len(list) {
			t.Fatalf("%s: refused, and no property of the description is named: %+v", release, refused)
		}
		list = kept
	}
	return nil
}

func refusedIn(refused []diag.Diagnostic, s said) bool {
	return slices.ContainsFunc(refused, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && slices.Contains(d.Path, s.key) && d.Message != "" && d.Rule != ""
	})
}
