package adopt

import (
	"cmp"
	"path"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// mountsFiles says whether a container is Alluxio's own that mounts it as a file system.
func mountsFiles(service types.ServiceConfig) bool {
	return len(service.Command) > 0 && service.Command[0] == "fuse"
}

// fuse is where a client mounts what, by arguments or by variables.
func (d *description) fuse(service types.ServiceConfig, field *tree) {
	point, folder := variable(service, "MOUNT_POINT"), variable(service, "FUSE_ALLUXIO_PATH")
	for _, word := range service.Command[1:] {
		list, options := strings.CutPrefix(word, "--fuse-opts=")
		switch {
		case options && list != "allow_other":
			field.set(texts(strings.Split(list, ",")), "fuse", "options")
		case options:
		case point == "":
			point = word
		default:
			folder = word
		}
	}
	if folder != "" && folder != "/" {
		field.set(quote(folder), "fuse", "path")
	}
	field.set(quote(hostOf(service, path.Dir(cmp.Or(point, imagesPoint)))), "fuse", "host")
}

// fuseInside is where a worker mounts what, by its properties.
func (d *description) fuseInside(service types.ServiceConfig, one Server, field *tree) {
	told := func(what string) string {
		return one.property("alluxio.fuse.mount."+what, "alluxio.worker.fuse.mount."+what)
	}
	if one.property("alluxio.worker.fuse.enabled") != "true" {
		return
	}
	field.set(quote(hostOf(service, path.Dir(cmp.Or(told("point"), imagesPoint)))), "fuse", "host")
	if folder := told("alluxio.path"); folder != "" && folder != "/" {
		field.set(quote(folder), "fuse", "path")
	}
	if options := told("options"); options != "allow_other" {
		field.set(texts(words(options)), "fuse", "options")
	}
}

// imagesPoint is where the image mounts when nobody says where. Source: the Docker guide, 2.3 to 2.9.
const imagesPoint = "/mnt/alluxio-fuse"

// hostOf is where the host has a directory of a container; what no bind holds is taken to be at the same place.
func hostOf(service types.ServiceConfig, dir string) string {
	for _, v := range service.Volumes {
		if rest, err := filepath.Rel(v.Target, dir); v.Type == types.VolumeTypeBind && err == nil && filepath.IsLocal(cmp.Or(rest, ".")) {
			return path.Join(v.Source, rest)
		}
	}
	return dir
}
