package clusters

import "strings"

// storage is the root and maybe more, of kinds that the release has.
func (m *maker) storage() {
	root := m.storageOf("/", m.storageKinds(true))
	all := object{"/": root}
	if m.release.atLeast("1.6.0") {
		for _, path := range []string{"/data", "/archive/scans", "/x_1"} {
			if m.chance(4) {
				all[path] = m.storageOf(path, m.storageKinds(false))
			}
		}
	}
	m.d["underStorage"] = all
}

// storageKinds are those that can be mounted, the root by what the release's channel can name.
func (m *maker) storageKinds(root bool) []string {
	kinds := []string{"local", "local", "nfs", "hdfs"}
	if !root || m.release.row.Delivery == "siteFile" {
		kinds = append(kinds, "s3", "other")
		if m.release.atLeast("2.5.0") {
			kinds = append(kinds, "gcs")
		}
	}
	return kinds
}

func (m *maker) storageOf(path string, kinds []string) object {
	name := strings.NewReplacer("/", "-", "_", "-").Replace(strings.Trim(path, "/"))
	kind := pick(m, kinds...)
	o := object{kind: map[string]func(string) object{
		"local": m.local, "nfs": m.nfs, "s3": m.s3, "hdfs": m.hdfs, "gcs": m.gcs, "other": m.other,
	}[kind](name)}
	if path != "/" && m.chance(3) {
		o["readOnly"] = m.chance(2)
	}
	if m.release.atLeast("1.7.0") && m.chance(3) {
		o["shared"] = m.chance(2)
	}
	if kind == "other" {
		o["properties"] = object{"fs.oss.endpoint": "oss-cn-hangzhou.aliyuncs.com"}
	}
	return o
}

func (m *maker) local(name string) object {
	o := object{}
	if m.many() {
		o["host"], o["shared"] = "/mnt/shared/"+name+"x", true
	} else if m.chance(2) {
		o["host"] = m.near("./files/"+name+"x", "/srv/files/"+name+"x")
	}
	if m.chance(3) {
		o["path"] = "/storage/" + name + "x"
	}
	return o
}

func (m *maker) nfs(name string) object {
	return object{"host": "/mnt/nfs/" + name + "x"}
}

func (m *maker) s3(name string) object {
	scheme := "s3a"
	if m.release.atLeast("2.0.0") && m.chance(2) {
		scheme = "s3"
	}
	o := object{"uri": scheme + "://bucket-" + name + "x/folder"}
	if m.chance(2) {
		o["endpoint"] = pick(m, "https://s3.example.com", "http://10.1.1.1:9000")
		if m.chance(3) {
			o["pathStyle"] = true
		}
		if o["endpoint"] == "https://s3.example.com" && m.release.row.OptionWords == "all" && m.chance(3) {
			o["trust"] = m.near("./ca.pem", "/etc/alluxio/ca.crt")
		}
	}
	if m.chance(2) {
		o["credentials"] = object{"file": "/etc/alluxio/aws"}
	}
	if m.release.atLeast("2.7.0") && m.chance(3) {
		o["region"] = "eu-west-1"
	}
	return o
}

func (m *maker) hdfs(name string) object {
	o := object{"uri": "hdfs://" + name + "x.example.com:8020/data", "user": "hdfs"}
	if m.release.row.Delivery == "siteFile" && m.chance(2) {
		o["conf"] = []any{"/etc/hadoop/conf/core-site.xml", "/etc/hadoop/conf/hdfs-site.xml"}
	}
	if m.release.atLeast("2.0.0") {
		o["version"] = "2.7"
	}
	return o
}

func (m *maker) gcs(name string) object {
	return object{"uri": "gs://bucket-" + name + "x/folder", "credentials": object{"file": "/etc/alluxio/gcs.json"}}
}

func (m *maker) other(name string) object { return object{"uri": "oss://logs-" + name + "x/alluxio"} }
