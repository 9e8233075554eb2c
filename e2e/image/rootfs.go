package image

import (
	"bytes"
	"encoding/json"
	"io"
	"path"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
	"github.com/alluxio-gen/alluxio-gen/e2e/rootfs"
)

// system is a tar of the smallest system in which the compiled scripts run, with the stand-in.
func system(p record.Profile, standin string) (io.Reader, error) {
	var out bytes.Buffer
	w := rootfs.New(&out, "")
	w.Dir(path.Dir(record.Path), 0o1777, 0)
	for _, dir := range append(p.OwnedDirs, p.Home) {
		w.Dir(dir, 0o775, p.UID)
	}
	w.Accounts("alluxio", p.UID, p.Home)
	alluxio(w, p, standin)
	profile, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	w.Text(record.ProfilePath, string(profile), 0o644)
	return &out, w.Close()
}

// alluxio lays the installation out as the release does: a folder with the release's number behind a link.
func alluxio(w *rootfs.Writer, p record.Profile, standin string) {
	home := "/opt/alluxio-" + p.Release
	for _, dir := range []string{"", "/bin", "/conf", "/logs"} {
		w.Dir(home+dir, 0o755, p.UID)
	}
	w.Link("/opt/alluxio", home)
	w.Copy(standin, record.Binary, 0o755, 0)
	w.Link(home+"/bin/alluxio", record.Binary)
	w.Link("/entrypoint.sh", record.Binary)
}
