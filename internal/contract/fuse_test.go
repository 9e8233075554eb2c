package contract_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// A client that mounts does so where it is described, what is described, with those options and that memory, and reads
// its properties, in every release whose image can; the others are refused.
func TestFuse(t *testing.T) {
	releases := contract.Releases()
	since := func(release, first string) bool {
		return slices.Index(releases, release) >= slices.Index(releases, first)
	}
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			folder := "/"
			if since(release, "2.7.1") {
				folder = "/data"
			}
			src := describe(release)
			src.Content = fmt.Appendf(src.Content, `clients: files: {
				fuse: {host: "/mnt/lake", path: %q, options: ["allow_other", "attr_timeout=7"]}
				jvm: heap: "640MB"
				properties: "alluxio.security.login.username": "some one"
			}`, folder)
			result, refused := compile(t, src)
			if !since(release, "2.4.0") {
				if !slices.ContainsFunc(refused, func(d diag.Diagnostic) bool { return d.Rule == "fuse/not-in-release" }) {
					t.Errorf("refused: %+v", refused)
				}
				return
			}
			if refused != nil {
				t.Fatalf("refused: %+v", refused)
			}
			files := map[string]string{}
			for _, a := range result.Artifacts {
				files[path.Clean(a.Path)] = string(a.Content)
			}
			start, err := contract.FromCompose(service(t, project(t, files["docker-compose.yml"], result.Cluster).Services["files"], files))
			if err != nil {
				t.Fatal(err)
			}
			out, err := contract.Run(release, start)
			if err != nil || !out.Running || len(out.Processes) != 1 || out.Processes[0].Refused != "" {
				t.Fatalf("%v %+v", err, out)
			}
			jvm := out.Processes[0]
			args := " " + strings.Join(jvm.Args, " ") + " "
			for _, want := range []string{" -m /mnt/lake/files ", " " + folder + " ", "allow_other,attr_timeout=7"} {
				if !strings.Contains(args, want) {
					t.Errorf("%q is not in %q", want, args)
				}
			}
			last := func(prefix string) (found string) {
				for _, o := range jvm.Options {
					if strings.HasPrefix(o, prefix) {
						found = o
					}
				}
				return found
			}
			for _, want := range []string{"-Xms640m", "-Xmx640m", "-XX:MaxDirectMemorySize=640m"} {
				if got := last(strings.TrimRight(want, "0123456789m")); got != want {
					t.Errorf("%s wins, want %s", got, want)
				}
			}
			if site := contract.Properties(*start.SiteFile); site["alluxio.security.login.username"] != "some one" || start.SitePath != "" {
				t.Errorf("the site file at %q has %v", start.SitePath, site)
			}
		})
	}
}

// A worker that mounts reads where, what and how under the names that its release has, in every release that can; the others are
// refused.
func TestFuseInTheWorker(t *testing.T) {
	releases := contract.Releases()
	for i, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			src := describe(release)
			src.Content = append(src.Content, `workers: worker: fuse: {host: "/mnt/lake", path: "/data", options: ["allow_other", "attr_timeout=7"]}`...)
			result, refused := compile(t, src)
			if i < slices.Index(releases, "2.6.0") {
				if !slices.ContainsFunc(refused, func(d diag.Diagnostic) bool { return d.Rule == "fuse/not-in-release" }) {
					t.Errorf("refused: %+v", refused)
				}
				return
			}
			if refused != nil {
				t.Fatalf("refused: %+v", refused)
			}
			read, err := contract.Effective(release, servers(t, result)["worker"])
			if err != nil {
				t.Fatal(err)
			}
			under := "alluxio.worker.fuse.mount."
			if i >= slices.Index(releases, "2.8.0") {
				under = "alluxio.fuse.mount."
			}
			for key, want := range map[string]string{
				"alluxio.worker.fuse.enabled": "true", under + "point": "/mnt/lake/worker", under + "alluxio.path": "/data", under + "options": "allow_other,attr_timeout=7",
			} {
				if got := read["worker"][key]; got != want {
					t.Errorf("%s is %q, want %q", key, got, want)
				}
			}
		})
	}
}
