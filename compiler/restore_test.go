package compiler

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/contract"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

const (
	fromBackup = "alluxio.master.journal.init.from.backup"
	siteFile   = "/opt/alluxio/conf/alluxio-site.properties"
)

// What journal.sh adds to the masters while they begin with a backup is, as Compose itself reads it, the backup and who tells
// of it: their site file stays the one that the host made, with the secrets in it.
func TestRestoreKeepsTheSiteFile(t *testing.T) {
	require.Tool(t, "docker")
	for name, c := range map[string]struct{ release, more, site string }{
		"secrets":     {"2.9.5", "secrets: \"fs.oss.accessKeySecret\": \"/etc/alluxio/oss\"\n", "secret/alluxio-site.properties"},
		"no secrets":  {"2.0.1", "", "alluxio-site.properties"},
		"by variable": {"1.8.2", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			site := written(t, dir, fmt.Sprintf("name: \"lake\"\nrelease: %q\nunderStorage: \"/\": local: {}\nmasters: master: {}\nworkers: worker: memory: {size: \"1GB\", volume: {}}\n%s", c.release, c.more))
			master := restored(t, dir)
			var sources []string
			for _, v := range master.Volumes {
				if v.Target == siteFile {
					sources = append(sources, strings.TrimPrefix(v.Source, dir+"/"))
				}
			}
			if got := strings.Join(sources, " "); got != c.site {
				t.Errorf("it reads %q, not %q", got, c.site)
			}
			s := contract.Service{Command: master.Command, Environment: master.Environment, ReadOnly: true}
			if c.site != "" {
				s.SiteFile, s.SiteTarget = &site, siteFile
			}
			start, err := contract.FromCompose(s)
			if err != nil {
				t.Fatal(err)
			}
			read, err := contract.Effective(c.release, start)
			if err != nil {
				t.Fatal(err)
			}
			at := read["master"][fromBackup]
			if !slices.ContainsFunc(master.Volumes, func(v volume) bool {
				return v.Target == at && strings.HasSuffix(v.Source, "/.journal-restore/backup.gz")
			}) {
				t.Errorf("it begins with %q", at)
			}
			if host := read["master"]["alluxio.master.hostname"]; host != "master" {
				t.Errorf("it goes by the name %q", host)
			}
		})
	}
}

// The common options tell the master in every release that takes a site file.
func TestEveryMasterIsToldOfTheBackup(t *testing.T) {
	all, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, release := range all.Releases {
		if strings.HasPrefix(release, "1.") {
			continue // by a variable of its own
		}
		read, err := contract.Effective(release, contract.Start{Args: []string{"master", "--no-format"}, Env: map[string]string{
			"ALLUXIO_JAVA_OPTS": " -D" + fromBackup + "=/tmp/x.gz", "ALLUXIO_MASTER_JAVA_OPTS": "-Xmx512m",
		}})
		if err != nil || read["master"][fromBackup] != "/tmp/x.gz" {
			t.Errorf("%s: %v %q", release, err, read["master"][fromBackup])
		}
	}
}

// written compiles into dir, and gives the master's site file.
func written(t *testing.T, dir, text string) (site string) {
	t.Helper()
	result, err := Compile(Source{Name: "cluster.cue", Content: []byte(text)})
	if err != nil || len(result.Diagnostics) > 0 {
		t.Fatal(err, result.Diagnostics)
	}
	for _, a := range result.Artifacts {
		file := filepath.Join(dir, a.Path)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, a.Content, 0o755); err != nil {
			t.Fatal(err)
		}
		if a.Path == "alluxio-site.properties" {
			site = string(a.Content)
		}
	}
	return site
}

type volume struct{ Source, Target string }

type container struct {
	Command     []string
	Environment map[string]string
	Volumes     []volume
}

// restored is the master that journal.sh starts with a backup, as Compose reads it; a stand-in runs in Docker's place.
func restored(t *testing.T, dir string) container {
	t.Helper()
	bin, override := t.TempDir(), filepath.Join(t.TempDir(), "override.yml")
	stand := fmt.Sprintf("#!/bin/bash\nif [[ $* == *'-f - up'* ]]; then cat >%q; fi\n", override)
	if err := os.WriteFile(filepath.Join(bin, "docker"), []byte(stand), 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("bash", "-c", `echo x | gzip >"$1"`, "bash", filepath.Join(dir, "backup.gz")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command("bash", filepath.Join(dir, "journal.sh"), "restore", "backup.gz")
	run.Dir = dir
	run.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	if out, err := run.CombinedOutput(); err != nil || !strings.Contains(string(out), "the masters serve what the backup holds") {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, ".journal-restore")); err == nil {
		t.Error("what it made for the masters is left")
	}
	out, err := exec.Command("docker", "compose", "-f", filepath.Join(dir, "docker-compose.yml"), "-f", override, "config", "--format", "json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var project struct{ Services map[string]container }
	if err := json.Unmarshal(out, &project); err != nil {
		t.Fatal(err)
	}
	return project.Services["master"]
}
