package adopt

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// storage is the root; without a word of it the release's own folder in the container.
func (d *description) storage() {
	for _, h := range d.Hosts {
		for _, role := range []string{"master", "worker"} {
			for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
				one := h.Servers[name]
				if uri := one.property("alluxio.master.mount.table.root.ufs", "alluxio.underfs.address"); one.Role == role && uri != "" {
					d.root(uri, h.Project.Services[name])
					d.s3(one, h.Project.Services[name])
					return
				}
			}
		}
	}
	for _, h := range d.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			d.root("/opt/alluxio/underFSStorage", h.Project.Services[name])
			return
		}
	}
}

func (d *description) root(uri string, service types.ServiceConfig) {
	scheme, _, remote := strings.Cut(uri, "://")
	if !remote || scheme == "file" {
		at := path.Clean(strings.TrimPrefix(uri, "file://"))
		d.set(quote(at), "underStorage", "/", "local", "path")
		if source := bound(service, at); source != "" {
			d.set(quote(source), "underStorage", "/", "local", "host")
		}
		if len(d.Hosts) > 1 {
			d.set("true", "underStorage", "/", "local", "shared")
		}
		return
	}
	kind := cmp.Or(map[string]string{"s3": "s3", "s3a": "s3", "hdfs": "hdfs", "gs": "gcs"}[scheme], "other")
	d.set(quote(uri), "underStorage", "/", kind, "uri")
}

// s3 takes the endpoint, and the keys where they are a file of the host.
func (d *description) s3(one Server, service types.ServiceConfig) {
	root := d.fields["underStorage"].fields["/"].fields["s3"]
	if root == nil {
		return
	}
	const endpoint = "alluxio.underfs.s3.endpoint"
	if at := one.property("alluxio.master.mount.table.root.option."+endpoint, endpoint); at != "" {
		root.set(quote(at), "endpoint")
	}
	if file := service.Environment["AWS_CREDENTIAL_PROFILES_FILE"]; file != nil {
		if source := bound(service, path.Clean(*file)); source != "" {
			root.set(quote(source), "credentials", "file")
		}
	}
}

// bound is the host's directory that a container has at a path, "" for none.
func bound(service types.ServiceConfig, at string) string {
	for _, v := range service.Volumes {
		if v.Type == types.VolumeTypeBind && path.Clean(v.Target) == at {
			return v.Source
		}
	}
	return ""
}
