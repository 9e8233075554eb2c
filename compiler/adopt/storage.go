package adopt

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// storage says the under storages: the address of each, and what of its options and files a field says.
func (d *description) storage() {
	for _, at := range slices.Sorted(maps.Keys(d.Mounts)) {
		m := d.Mounts[at]
		kind := d.storageKind(m)
		switch kind {
		case "local", "nfs":
			d.directory(m, kind)
		default:
			d.set(quote(m.URI), "underStorage", at, kind, "uri")
		}
		switch field := d.at([]string{"underStorage", at, kind}); kind {
		case "s3":
			d.s3(m, field)
			d.trust(m, field)
		case "other":
			d.trust(m, field)
		case "hdfs":
			d.hdfs(m, field)
		case "gcs":
			d.credentials(m, field, m.Options["fs.gcs.credential.path"])
		}
		if m.ReadOnly {
			d.set("true", "underStorage", at, "readOnly")
		}
		if m.Shared {
			d.set("true", "underStorage", at, "shared")
		}
		for _, key := range slices.Sorted(maps.Keys(d.gaps.Options[at])) {
			d.set(quote(d.gaps.Options[at][key]), "underStorage", at, "properties", key)
		}
	}
}

var kindOfScheme = map[string]string{"file": "local", "s3": "s3", "s3a": "s3", "hdfs": "hdfs", "gs": "gcs"}

func (d *description) storageKind(m Mount) string {
	scheme, _, remote := strings.Cut(m.URI, "://")
	if !remote {
		scheme = "file"
	}
	switch kind := kindOfScheme[scheme]; {
	case kind == "":
		return "other"
	case kind == "local" && d.prepared().NFS[d.bound(folderOf(m))]:
		return "nfs"
	default:
		return kind
	}
}

// prepared is what the scripts of all hosts tell alike.
func (d *description) prepared() Prepared { return d.Hosts[0].Prepared }

func folderOf(m Mount) string { return path.Clean(strings.TrimPrefix(m.URI, "file://")) }

// directory is one that the containers see.
func (d *description) directory(m Mount, kind string) {
	at := folderOf(m)
	d.set(quote(at), "underStorage", m.At, kind, "path")
	if source := d.bound(at); source != "" {
		d.set(quote(source), "underStorage", m.At, kind, "host")
	}
	if len(d.Hosts) > 1 && kind == "local" {
		d.set("true", "underStorage", m.At, kind, "shared")
	}
}

// awsEndpoint is one that takes the bucket as a part of the host's name.
var awsEndpoint = regexp.MustCompile(`\.amazonaws\.com(\.cn)?(:[0-9]+)?/?$`)

func (d *description) s3(m Mount, field *tree) {
	const prefix = "alluxio.underfs.s3."
	endpoint := d.option(m, prefix+"endpoint")
	if endpoint != "" {
		field.set(quote(endpoint), "endpoint")
	}
	if region := firstOf(d.option(m, prefix+"endpoint.region"), d.option(m, prefix+"region")); region != "" {
		field.set(quote(region), "region")
	}
	pathStyle, usual := d.option(m, prefix+"disable.dns.buckets"), endpoint != "" && !awsEndpoint.MatchString(endpoint)
	if pathStyle != "" && (pathStyle == "true") != usual {
		field.set(pathStyle, "pathStyle")
	}
	profiles := ""
	for _, text := range d.told("AWS_CREDENTIAL_PROFILES_FILE") {
		profiles = text
	}
	d.credentials(m, field, profiles)
}

// credentials are a file of the host, at the mount's own place in the containers or where they are told.
func (d *description) credentials(m Mount, field *tree, told string) {
	if source := firstOf(d.bound(filesOf(m)+"/credentials"), d.bound(told)); source != "" {
		field.set(quote(source), "credentials", "file")
	}
}

// trust is a file of certificates at the place where a build puts it; a store of Java's that somebody made is not its like.
func (d *description) trust(m Mount, field *tree) {
	if source := d.bound(filesOf(m) + "/authorities.pem"); source != "" {
		field.set(quote(source), "trust")
	}
}

// filesOf is where a build puts the files of a mount.
func filesOf(m Mount) string {
	return "/opt/under-storage/" + firstOf(strings.ReplaceAll(strings.Trim(m.At, "/"), "/", "-"), "root")
}

func (d *description) hdfs(m Mount, field *tree) {
	d.hadoop(field, d.option(m, "alluxio.underfs.hdfs.configuration"), d.option(m, "alluxio.underfs.version"))
	if user := d.told("HADOOP_USER_NAME")["worker"]; user != "" {
		field.set(quote(user), "user")
	}
	d.kerberos(field)
}

// hadoop are the files and the version that a client of HDFS is told of.
func (d *description) hadoop(field *tree, configuration, version string) {
	var files []string
	for _, file := range strings.Split(configuration, ":") {
		if source := d.bound(file); source != "" {
			files = append(files, source)
		}
	}
	if len(files) > 0 {
		field.set(texts(files), "conf")
	}
	if version != "" {
		field.set(quote(version), "version")
	}
}

func (d *description) kerberos(field *tree) {
	for _, one := range d.everyServer() {
		principal, keytab := one.property("alluxio.master.principal"), d.bound(one.property("alluxio.master.keytab.file"))
		if conf := d.bound("/etc/krb5.conf"); principal != "" && keytab != "" && conf != "" {
			field.set(quote(principal), "kerberos", "principal")
			field.set(quote(keytab), "kerberos", "keytab")
			field.set(quote(conf), "kerberos", "conf")
			return
		}
	}
}

// option is one of a mount; the root also has those that hold for the whole cluster.
func (d *description) option(m Mount, key string) string {
	value := m.Options[key]
	for _, one := range d.everyServer() {
		if m.At == "/" && value == "" {
			value = one.property(key)
		}
	}
	return value
}

// told are the values of a variable, by the process that the containers are there for.
func (d *description) told(variable string) map[string]string {
	all := map[string]string{}
	for _, h := range d.Hosts {
		for name, one := range h.Servers {
			if value := h.Project.Services[name].Environment[variable]; value != nil {
				all[one.process] = *value
			}
		}
	}
	return all
}

// bound is the host's file or directory that servers have at a path, "" for none.
func (d *description) bound(at string) string {
	for _, h := range d.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			if source := bound(h.Project.Services[name], at); source != "" && at != "" {
				return source
			}
		}
	}
	return ""
}

// bound is the host's file or directory that a container has at a path, "" for none.
func bound(service types.ServiceConfig, at string) string {
	for _, v := range service.Volumes {
		if v.Type == types.VolumeTypeBind && path.Clean(v.Target) == path.Clean(at) {
			return v.Source
		}
	}
	return ""
}
