package clusters

import (
	"slices"
	"strings"
)

// Breaks are the ways, by what they concern.
func Breaks() []Break {
	return slices.Concat(breaksOfForm, breaksOfSizes, breaksOfReleases, breaksOfPlaces, breaksOfPaths, breaksOfPorts, breaksOfSharing, breaksOfStorage, breaksOfProperties)
}

var breaksOfForm = []Break{
	{"drop the name", []string{"name"}, drop},
	{"drop the release", []string{"release"}, drop},
	{"drop the masters", []string{"masters"}, drop},
	{"drop the workers", []string{"workers"}, drop},
	{"drop the under storage", []string{"underStorage"}, drop},
	{"misspell a field", []string{"*", "*"}, func(b *Broken) bool {
		fields := names(b.at(b.At))
		if len(fields) == 0 {
			return false
		}
		b.At = append(b.At, fields[b.IntN(len(fields))])
		return rename(func(b *Broken) string { return b.At[len(b.At)-1] + "x" })(b)
	}},
	{"a number for a text", []string{"name"}, put(7)},
	{"a text for a list", []string{"clients", "*"}, put("sleep 1", "command")},
	{"a list for a struct", []string{"workers", "*"}, put([]any{})},
	{"another version of the language", []string{}, put(2, "schema")},
	{"waive what there is not", []string{}, put("no reason", "waive", "memory/none")},
	{"waive what can't be waived", []string{}, put("no reason", "waive", "memory/limit")},
	{"a name in capitals", []string{"workers", "*"}, rename(always("Worker_1"))},
	{"a name too long", []string{"clients", "*"}, rename(always(strings.Repeat("a", 64)))},
	{"a master named as a worker", []string{"masters", "*"}, rename(other("workers", "*"))},
	{"a client named as a worker", []string{"clients", "*"}, rename(other("workers", "*"))},
	{"a client named as a service of the compiler's", []string{"clients", "*"}, rename(always("volumes"))},
}

var breaksOfSizes = []Break{
	{"drop a size", []string{"workers", "*", "memory", "size"}, drop},
	{"shrink a size", []string{"workers", "*", "memory", "size"}, put("16MB")},
	{"shrink a directory", []string{"workers", "*", "tiers", "*", "directories", "*", "size"}, put("1MB")},
	{"grow a size", []string{"workers", "*", "memory", "size"}, func(b *Broken) bool {
		b.becomes("900TB")
		b.At = b.At[:2] // what is too small for it may stand elsewhere
		return true
	}},
	{"a size below nothing", []string{"workers", "*", "memory", "size"}, put(-1)},
	{"a size with a fraction", []string{"workers", "*", "memory", "size"}, put("1.5GB")},
	{"a size of no unit", []string{"workers", "*", "memory", "size"}, put("1XB")},
	{"a size of powers of ten", []string{"workers", "*", "memory", "size"}, put(1_000_000_000)},
	{"a limit below the tier", []string{"workers", "*"}, put("200MB", "limits", "memory")},
	{"a limit below the heap", []string{"masters", "*"}, put("100MB", "limits", "memory")},
	{"a heap of nearly nothing", []string{"workers", "*"}, put("8MB", "jvm", "heap")},
	{"more processors than there are", []string{"workers", "*"}, func(b *Broken) bool {
		return len(b.find("hosts", "*", "cpus")) > 0 && put(1000, "limits", "cpus")(b)
	}},
	{"less memory than is used", []string{"hosts", "*", "memory"}, put("1GB")},
}

var breaksOfReleases = []Break{
	{"swap the release for an old one", []string{"release"}, put("1.5.0")},
	{"swap the release for 1.8", []string{"release"}, put("1.8.1")},
	{"swap the release for 2.0", []string{"release"}, put("2.0.1")},
	{"swap the release for 2.5", []string{"release"}, put("2.5.0")},
	{"swap the release for the last", []string{"release"}, put("2.9.6")},
	{"a release that is not", []string{"release"}, put("2.9.7")},
	{"a floating release", []string{"release"}, put("latest")},
	{"a release of 3.x", []string{"release"}, put("3.1.0")},
	{"an image of another release", []string{}, put("alluxio/alluxio:2.7.2", "image")},
	{"an image without a tag", []string{}, put("alluxio/alluxio", "image")},
	{"a client of another release", []string{"clients", "*"}, put("alluxio/alluxio:2.2.0", "image")},
}

var breaksOfPlaces = []Break{
	{"drop a host", []string{"hosts", "*"}, func(b *Broken) bool {
		b.Words = append(b.Words, "servers of ZooKeeper are") // of which "all" are then fewer
		return drop(b)
	}},
	{"rename a host", []string{"hosts", "*"}, rename(always("elsewhere"))},
	{"a host of another name for all", []string{"hosts", "*"}, rename(always("all"))},
	{"drop an address", []string{"hosts", "*", "address"}, drop},
	{"an address that is everyone's own", []string{"hosts", "*", "address"}, put("localhost")},
	{"an address twice", []string{"hosts", "*", "address"}, func(b *Broken) bool {
		first := b.find("hosts", "*", "address")[0]
		return !slices.Equal(first, b.At) && b.becomes(b.at(first))
	}},
	{"a place that is not", []string{"*", "*", "on"}, put("nowhere")},
	{"a place in a list that is not", []string{"masters", "*", "on", "*"}, put("nowhere")},
	{"no place", []string{"*", "*", "on"}, drop},
	{"an empty list of places", []string{"*", "*", "on"}, put([]any{})},
	{"a place twice", []string{"masters", "*", "on"}, func(b *Broken) bool {
		on, _ := b.at(b.At).([]any)
		return len(on) > 1 && b.becomes(append(on, on[0]))
	}},
	{"one master less", []string{"masters", "*", "on"}, func(b *Broken) bool {
		on, _ := b.at(b.At).([]any)
		return len(on) > 1 && b.becomes(on[1:])
	}},
	{"a worker on one host of several", []string{"workers", "*", "on"}, func(b *Broken) bool {
		return b.becomes(b.find("hosts", "*")[0][1])
	}},
	{"swap the network", []string{}, func(b *Broken) bool {
		if b.at([]string{"network"}) == any("host") {
			return put("bridge", "network")(b)
		}
		return put("host", "network")(b)
	}},
	{"a network that is not", []string{}, put("overlay", "network")},
	{"another uid", []string{}, put(object{"uid": 5000}, "user")},
	{"a uid that is none", []string{}, put(object{"uid": "alluxio"}, "user")},
}

var breaksOfPaths = []Break{
	{"one path for two things", []string{"workers", "*", "memory"}, func(b *Broken) bool {
		return b.at(append(b.At[:len(b.At):len(b.At)], "shm")) == nil && put("/underStorage", kindOf(b), "path")(b)
	}},
	{"a path over the image's", []string{"workers", "*", "memory"}, func(b *Broken) bool {
		return b.at(append(b.At[:len(b.At):len(b.At)], "shm")) == nil && put("/opt/alluxio", kindOf(b), "path")(b)
	}},
	{"a path that is relative", []string{"masters", "*"}, put("journal", "journal", "local", "path")},
	{"a path in somebody's home", []string{"masters", "*"}, put("~/journal", "journal", "local", "host")},
	{"a journal that a boot empties", []string{"masters", "*"}, put("/tmp/journal", "journal", "local", "host")},
	{"a socket that a boot empties", []string{"workers", "*"}, put(object{"socket": object{"host": "/tmp/domain"}}, "shortCircuit")},
	{"a journal in a ramdisk", []string{"masters", "*"}, func(b *Broken) bool {
		for _, kind := range []string{"ramfs", "tmpfs"} {
			for _, at := range b.find("workers", "*", "memory", kind) {
				b.set(append(at, "host"), "/mnt/blocks")
				return put("/mnt/blocks/journal", "journal", journalOf(b), "host")(b)
			}
		}
		return false
	}},
	{"a mount that a boot empties", []string{"workers", "*"}, put(object{"host": "/tmp/files"}, "fuse")},
	{"a mount in the system's own", []string{"workers", "*"}, put(object{"host": "/usr/lib"}, "fuse")},
	{"a journal in the under storage", []string{"underStorage", "/", "local", "host"}, func(b *Broken) bool {
		dir := b.at(b.At)
		b.At = b.find("masters", "*")[0]
		return put(dir, "journal", journalOf(b), "host")(b)
	}},
	{"two directories on one disk", []string{"workers", "*", "tiers", "*", "directories", "*", "disk", "host"}, func(b *Broken) bool {
		all := b.find("workers", b.At[1], "tiers", "*", "directories", "*", "disk", "host")
		return !slices.Equal(all[0], b.At) && b.becomes(b.at(all[0]))
	}},
	{"a mount point with a blank", []string{"workers", "*", "memory"}, put("/mnt/ram disk", "tmpfs", "host")},
	{"a socket's path too long", []string{"workers", "*"}, put("/"+strings.Repeat("d", 110), "shortCircuit", "socket", "path")},
}

// journalOf is the kind of the journal of the masters at the place.
func journalOf(b *Broken) string {
	if j, is := b.at(append(b.At[:2:2], "journal")).(object); is {
		return names(j)[0]
	}
	return "local"
}

// kindOf is what a worker's memory is made of.
func kindOf(b *Broken) string {
	for _, kind := range []string{"ramfs", "tmpfs", "volume"} {
		if b.at(append(b.At[:len(b.At):len(b.At)], kind)) != nil {
			return kind
		}
	}
	return "volume"
}

var breaksOfPorts = []Break{
	{"move a port onto another", []string{"masters", "*"}, property("alluxio.master.web.port", 19998)},
	{"move a worker's port onto the master's", []string{"workers", "*"}, property("alluxio.worker.web.port", 19999)},
	{"move a port where only root may", []string{"masters", "*"}, property("alluxio.master.web.port", 80)},
	{"move a port out of the range", []string{"masters", "*"}, property("alluxio.master.web.port", 70000)},
	{"move a port to nowhere", []string{"workers", "*"}, property("alluxio.worker.web.port", "http")},
	{"move the port of the master for one worker", []string{"workers", "*"}, property("alluxio.master.web.port", 19997)},
	{"move every master's port", []string{}, property("alluxio.master.web.port", 31999)},
	{"listen to oneself", []string{"workers", "*"}, property("alluxio.worker.bind.host", "127.0.0.1")},
}

var breaksOfSharing = []Break{
	{"a client by the worker's name", []string{"clients", "*"}, func(b *Broken) bool {
		return b.at([]string{"network"}) == nil && put(b.find("workers", "*")[0][1], "hostname")(b)
	}},
	{"a client by the worker's name in Alluxio", []string{"clients", "*"}, func(b *Broken) bool {
		name := b.find("workers", "*")[0][1]
		if b.at([]string{"network"}) != nil {
			name = "localhost"
		}
		return property("alluxio.user.hostname", name)(b)
	}},
	{"a host name on the host's network", []string{"clients", "*"}, func(b *Broken) bool {
		return b.at([]string{"network"}) == any("host") && put("box", "hostname")(b)
	}},
	{"a client beside no worker", []string{"clients", "*"}, put("nobody", "worker")},
	{"a client in nobody's IPC", []string{"clients", "*"}, put("service:nobody", "ipc")},
	{"drop what the memory is made of", []string{"workers", "*", "memory"}, func(b *Broken) bool {
		return b.becomes(object{"size": b.at(append(b.At[:len(b.At):len(b.At)], "size"))})
	}},
	{"memory of two kinds", []string{"workers", "*", "memory"}, func(b *Broken) bool {
		for _, kind := range []string{"shm", "tmpfs"} {
			if b.at(append(b.At[:len(b.At):len(b.At)], kind)) == nil {
				return b.gets(kind, object{})
			}
		}
		return false
	}},
	{"share what is private", []string{"workers", "*", "memory", "shm"}, func(b *Broken) bool {
		b.At = b.At[:2]
		return b.gets("shortCircuit", object{"ramdisk": object{}})
	}},
	{"two short circuits", []string{"workers", "*"}, func(b *Broken) bool {
		return b.gets("shortCircuit", object{"socket": object{}, "none": object{}})
	}},
	{"no short circuit at all", []string{"workers", "*"}, func(b *Broken) bool { return b.gets("shortCircuit", object{}) }},
	{"a tier and memory", []string{"workers", "*", "tiers"}, func(b *Broken) bool {
		b.At = b.At[:2]
		return b.gets("memory", object{"size": "1GB", "volume": object{}})
	}},
	{"tiers the wrong way round", []string{"workers", "*", "tiers"}, func(b *Broken) bool {
		tiers, _ := b.at(b.At).([]any)
		slices.Reverse(tiers)
		return len(tiers) > 1 && b.becomes(tiers)
	}},
	{"a tier twice", []string{"workers", "*", "tiers"}, func(b *Broken) bool {
		tiers, _ := b.at(b.At).([]any)
		return b.becomes(append(tiers, tiers[len(tiers)-1]))
	}},
	{"a tier without a directory", []string{"workers", "*", "tiers", "*", "directories"}, put([]any{})},
	{"a disk in memory", []string{"workers", "*", "tiers", "*", "directories", "*", "disk"}, func(b *Broken) bool {
		b.At = b.At[:len(b.At)-1]
		return b.gets("shm", object{})
	}},
	{"a journal of two kinds", []string{"masters", "*"}, func(b *Broken) bool {
		return b.gets("journal", object{"local": object{}, "embedded": object{}})
	}},
	{"a journal of each master's own", []string{"masters", "*", "journal", "embedded"}, func(b *Broken) bool {
		b.At = b.At[:3]
		return b.becomes(object{"local": object{}})
	}},
}

var breaksOfStorage = []Break{
	{"drop the root", []string{"underStorage", "/"}, drop},
	{"drop a mount", []string{"underStorage", "*"}, func(b *Broken) bool { return b.At[1] != "/" && drop(b) }},
	{"drop the host of an under storage", []string{"underStorage", "*", "local", "host"}, drop},
	{"an under storage that is nobody else's", []string{"underStorage", "*", "local", "shared"}, put(false)},
	{"an under storage of two kinds", []string{"underStorage", "*"}, func(b *Broken) bool {
		return b.gets("nfs", object{"host": "/mnt/nfs"})
	}},
	{"an under storage of no kind", []string{"underStorage", "*"}, put(object{})},
	{"a mount inside another's files", []string{"underStorage", "*", "*", "uri"}, func(b *Broken) bool {
		uri, _ := b.at(b.At).(string)
		kind := b.At[2]
		b.Words = append(b.Words, uri)
		b.At = []string{"underStorage"}
		return put(object{"uri": strings.TrimSuffix(uri, "/") + "/below"}, "/inside", kind)(b)
	}},
	{"a path to mount at that is none", []string{"underStorage", "*"}, rename(always("data/"))},
	{"an address of another scheme", []string{"underStorage", "*", "*", "uri"}, put("ftp://example.com/files")},
	{"a bucket that can't be", []string{"underStorage", "*", "s3", "uri"}, put("s3://My_Bucket/x")},
	{"an endpoint of no scheme", []string{"underStorage", "*", "s3", "endpoint"}, put("minio:9000")},
	{"an endpoint that is oneself", []string{"underStorage", "*", "s3", "endpoint"}, put("http://localhost:9000")},
	{"credentials of another kind", []string{"underStorage", "*", "s3", "credentials"}, put("AKIAEXAMPLE", "accessKey")},
	{"Kerberos without its conf", []string{"underStorage", "*", "hdfs", "conf"}, drop},
}

var breaksOfProperties = []Break{
	{"misspell a property", []string{}, property("alluxio.user.blok.size.bytes.default", "64MB")},
	{"a property that a field says", []string{}, property("alluxio.worker.hostname", "w")},
	{"a property that a field of a worker says", []string{"workers", "*"}, property("alluxio.worker.tieredstore.level0.dirs.path", "/mnt")},
	{"a property of another type", []string{}, property("alluxio.user.block.size.bytes.default", "large")},
	{"a property of 3.x", []string{}, property("alluxio.worker.page.store.page.size.max", "1MB")},
	{"a property of 1.x", []string{}, property("alluxio.keyvalue.enabled.never", "true")},
	{"a secret", []string{}, property("aws.secretKey", "wJalrXUtnFEMI")},
	{"a blank at the end", []string{}, property("alluxio.security.login.username", "alluxio ")},
	{"a reference to nothing", []string{}, property("alluxio.security.login.username", "${USER}")},
	{"a property of the scripts", []string{"masters", "*"}, property("alluxio.conf.dir", "/conf")},
	{"a demand that is not met", []string{}, property("alluxio.user.file.buffer.bytes", "-1")},
	{"an authentication of one's own", []string{"workers", "*"}, property("alluxio.security.authentication.type", "NOSASL")},
}
