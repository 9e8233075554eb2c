package adopt

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/go-units"
)

// image is whose it is, or from what the host builds it.
func (d *description) image() {
	if d.build() {
		return
	}
	d.eachServer(func(_ string, service types.ServiceConfig) {
		if ref := service.Image; ref != "" && ref != "alluxio/alluxio:"+d.Release {
			d.set(quote(ref), "image")
		}
	})
}

// build says the folder with the Dockerfile, and which release's tarball goes in.
func (d *description) build() bool {
	if p := d.prepared(); p.Context != "" {
		d.built(p.Context, p.Tarball, p.TarballURL)
		d.runsAs(p.UID, p.GID)
		return true
	}
	found := false
	d.eachServer(func(_ string, service types.ServiceConfig) {
		if b := service.Build; b != nil && b.Context != "" && !found {
			found = true
			file, url := argument(b, tarballArgument), ""
			if strings.Contains(file, "://") {
				file, url = "", file
			}
			d.built(relative(b.Context), file, url)
			d.runsAs(argument(b, "ALLUXIO_UID"), argument(b, "ALLUXIO_GID"))
		}
	})
	return found
}

func (d *description) built(context, file, url string) {
	d.set(quote(context), "build", "context")
	if file != "" {
		d.set(quote(file), "build", "tarball", "file")
	}
	if url != "" {
		d.set(quote(url), "build", "tarball", "url")
	}
}

func argument(b *types.BuildConfig, name string) string {
	if value := b.Args[name]; value != nil {
		return *value
	}
	return ""
}

// runsAs is the user of an image of one's own, by number.
func (d *description) runsAs(uid, gid string) {
	if uid != "" {
		d.set(uid, "user", "uid")
	}
	if uid != "" && gid != "" {
		d.set(gid, "user", "gid")
	}
}

// whole says what the language says once for the cluster, and a compose file of each service.
func (d *description) whole() {
	d.eachServer(func(name string, service types.ServiceConfig) {
		keys := d.gaps.Keys[name]
		if keys["logging"] != "" {
			d.logging(service)
		}
		if keys["platform"] != "" {
			d.set(quote(service.Platform), "platform")
		}
	})
}

// eachServer goes over the containers of the servers, by host and name.
func (d *description) eachServer(do func(name string, service types.ServiceConfig)) {
	for _, h := range d.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			do(name, h.Project.Services[name])
		}
	}
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// logging is how much Docker keeps of what a container prints.
func (d *description) logging(service types.ServiceConfig) {
	if service.Logging == nil || service.Logging.Driver != "json-file" {
		return
	}
	if size, err := units.RAMInBytes(service.Logging.Options["max-size"]); err == nil {
		d.set(quote(fmt.Sprintf("%dMB", size>>20)), "logging", "size")
	}
	if files := service.Logging.Options["max-file"]; isNumber(files) {
		d.set(files, "logging", "files")
	}
}

// secrets are properties whose values are files of the host.
func (d *description) secrets() {
	for _, key := range slices.Sorted(maps.Keys(d.prepared().Secrets)) {
		d.set(quote(d.prepared().Secrets[key]), "secrets", key)
	}
}
