package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	magic "github.com/magiconair/properties"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

const (
	tierPath        = "alluxio.worker.tieredstore.level0.dirs.path"
	siteFileOfImage = "/opt/alluxio/conf/alluxio-site.properties"
)

// properties merges the channels by the release's precedence: site file, then the options of the command line. Role ""
// is a command that is no server, such as format, which sees the common options alone.
func properties(role string, p record.Profile, env map[string]string) map[string]string {
	all := siteFile(p)
	common := options(env["ALLUXIO_JAVA_OPTS"])
	maps.Copy(common, direct(role, p, env))
	roleOptions := map[string]string{}
	if role != "" {
		name := strings.ToUpper(strings.ReplaceAll(role, "-", "_"))
		roleOptions = options(env["ALLUXIO_"+name+"_JAVA_OPTS"])
	}
	order := []map[string]string{roleOptions, common}
	if p.RoleOptionsWin {
		order = []map[string]string{common, roleOptions}
	}
	for _, o := range order {
		maps.Copy(all, o)
	}
	return all
}

// siteFile reads the first site file of the search path as Java does: ISO-8859-1, references left alone.
func siteFile(p record.Profile) map[string]string {
	load := magic.Loader{Encoding: magic.ISO_8859_1, DisableExpansion: true}
	for _, dir := range configDirs(p) {
		path := filepath.Join(dir, "alluxio-site.properties")
		if _, err := os.Stat(path); err != nil {
			continue
		}
		if props, err := load.LoadFile(path); err == nil {
			return props.Map()
		}
	}
	return map[string]string{}
}

// mapEnvironment is the entrypoint's mapping of 1.x: ALLUXIO_MASTER_HOSTNAME=m becomes a line of the site file.
func mapEnvironment(env map[string]string) error {
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(env)) {
		if strings.HasPrefix(name, "ALLUXIO_") && !strings.HasSuffix(name, "_JAVA_OPTS") {
			key := strings.ToLower(strings.ReplaceAll(name, "_", "."))
			fmt.Fprintf(&lines, "%s=%s\n", key, env[name])
		}
	}
	f, err := os.OpenFile(siteFileOfImage, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(lines.String())
	return errors.Join(err, f.Close())
}

// options are the -D options of a *_JAVA_OPTS text; blanks separate, whatever the quotes.
func options(text string) map[string]string {
	props := map[string]string{}
	for _, word := range strings.Fields(text) {
		if kv, ok := strings.CutPrefix(word, "-D"); ok {
			k, v, _ := strings.Cut(kv, "=")
			props[k] = v
		}
	}
	return props
}

// direct are the variables which the launcher reads itself, with the entrypoint's /dev/shm for a tier without a path.
func direct(role string, p record.Profile, env map[string]string) map[string]string {
	props := map[string]string{}
	for name, keys := range p.Direct {
		for _, key := range keys {
			if v := env[name]; v != "" {
				props[key] = v
			}
		}
	}
	if _, set := env["ALLUXIO_RAM_FOLDER"]; !set && role == "worker" && !tierGiven(p, env) {
		props[tierPath] = "/dev/shm"
	}
	return props
}

// tierGiven reports whether the user told the entrypoint a tier path in the one way that it understands.
func tierGiven(p record.Profile, env map[string]string) bool {
	if p.TierPathBy == "environment" {
		return env["ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_PATH"] != ""
	}
	return strings.Contains(env["ALLUXIO_JAVA_OPTS"]+env["ALLUXIO_WORKER_JAVA_OPTS"], tierPath)
}

// role is the server that a command line starts: "master", "worker", ..., or "" when it starts none.
func role(program string, args []string) string {
	if program != "entrypoint.sh" || len(args) == 0 {
		return ""
	}
	return strings.TrimSuffix(args[0], "-only")
}
