package plan

import (
	_ "embed" // trust.sh
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// trustScript is given the files of certificates, and makes trustStore of them.
//
//go:embed trust.sh
var trustScript string

// trustStore is where a container keeps whom its processes trust, in a form that Java 7 to 17 takes; the password is the one
// that Java's own store has everywhere, and keeps nothing secret.
const trustStore = "/tmp/alluxio-gen.authorities"

// imageStart is what a script that does something before the image's own entrypoint ends with.
const imageStart = `exec /entrypoint.sh "$@"`

// authorities are the files of certificates of all under storages, in the containers that open them.
func authorities(c *model.Cluster) string {
	var files []string
	for _, path := range storagesOf(c) {
		if file := c.UnderStorage[path].Authorities; file != "" {
			files = append(files, file)
		}
	}
	return strings.Join(files, ":")
}

// trustOptions make a JVM use the store.
func trustOptions(c *model.Cluster) []string {
	if authorities(c) == "" {
		return nil
	}
	return []string{"-Djavax.net.ssl.trustStore=" + trustStore, "-Djavax.net.ssl.trustStorePassword=changeit"}
}

// trusting puts what makes the store in front of how a container starts: a script of its own that ends in the image's
// entrypoint, or nil for that alone.
func trusting(c *model.Cluster, start []string) []string {
	files := authorities(c)
	if files == "" {
		return start
	}
	if len(start) == 0 {
		return []string{"/bin/bash", "-c", trustScript, "bash", files}
	}
	script := strings.TrimSuffix(strings.TrimSpace(trustScript), imageStart) + start[2]
	return append([]string{"/bin/bash", "-c", script, "bash", files}, start[4:]...)
}
