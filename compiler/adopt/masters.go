package adopt

import (
	"path"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// journal says where a master keeps it: in the Hadoop file system, among the masters, in a place that all share, or on its
// own disk.
func (d *description) journal(g string, service types.ServiceConfig, one Server) {
	folder := one.property("alluxio.master.journal.folder")
	kind := d.journalKind(one, folder)
	if kind == "local" && folder == "" {
		if source := bound(service, imageJournal); source != "" {
			d.set(quote(source), "masters", g, "journal", kind, "host")
		}
		return
	}
	d.set("{}", "masters", g, "journal", kind)
	field := d.at([]string{"masters", g, "journal", kind})
	if kind == "hdfs" {
		d.journalInHDFS(field, folder, one)
		return
	}
	d.place(field, service, folder)
}

// imageJournal is where the images keep a journal that nobody gave another place.
const imageJournal = "/opt/alluxio/journal"

func (d *description) journalKind(one Server, folder string) string {
	switch {
	case strings.HasPrefix(folder, "hdfs://"):
		return "hdfs"
	case one.property("alluxio.master.journal.type") == "EMBEDDED":
		return "embedded"
	case d.count("master") > 1, one.property("alluxio.zookeeper.enabled") == "true":
		return "shared"
	}
	return "local"
}

// count is how many containers are there for a process.
func (d *description) count(process string) (n int) {
	for _, one := range d.everyServer() {
		if one.process == process {
			n++
		}
	}
	return n
}

func (d *description) journalInHDFS(field *tree, uri string, one Server) {
	const option = "alluxio.master.journal.ufs.option."
	field.set(quote(uri), "uri")
	d.hadoop(field, one.property(option+"alluxio.underfs.hdfs.configuration"), one.property(option+"alluxio.underfs.version"))
	// A user that the workers are told too is that of the under storage.
	if user := d.told("HADOOP_USER_NAME"); user["worker"] == "" && user["master"] != "" {
		field.set(quote(user["master"]), "user")
	}
}

// metastore is in the heap, or in RocksDB on a disk.
func (d *description) metastore(g string, service types.ServiceConfig, one Server) {
	kind := map[string]string{"ROCKS": "rocks", "HEAP": "heap"}[one.property("alluxio.master.metastore")]
	if kind == "" {
		return
	}
	d.set("{}", "masters", g, "metastore", kind)
	if kind == "rocks" {
		d.place(d.at([]string{"masters", g, "metastore", kind}), service, one.property("alluxio.master.metastore.dir"))
	}
}

// place says a folder of a container, and what of the host is there.
func (d *description) place(field *tree, service types.ServiceConfig, at string) {
	if !strings.HasPrefix(at, "/") {
		return
	}
	field.set(quote(path.Clean(at)), "path")
	if source := bound(service, at); source != "" {
		field.set(quote(source), "host")
	}
}
