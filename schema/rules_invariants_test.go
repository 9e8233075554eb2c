package schema_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// invariants judges a description with one master, worker and client, m, w and c.
func invariants(t testing.TB, language cue.Value, release, description string) []verdict {
	t.Helper()
	var verdicts []verdict
	eval(t, language, fmt.Sprintf(`(#families.invariant & {
		#in: {release: %q, properties: {[string]: _}, masters: {[string]: {properties: {[string]: _}, ...}}, workers: {[string]: {properties: {[string]: _}}}, clients: {[string]: {properties: {[string]: _}}}}
		#in: {masters: m: _, workers: w: _, clients: c: _}
		#in: {%s}
		#resolved: row: #rows[#releases[%q]]
	}).all`, release, description, release), &verdicts)
	return verdicts
}

func property(key string, value any) string {
	return fmt.Sprintf("properties: %q: %q", key, fmt.Sprint(value))
}

const embedded = "masters: m: journal: embedded: {}\n"

var mend = regexp.MustCompile(`; (\S+?)(?:, the default,)? would do here$`)

// What a message says would do does, too.
func TestInvariants(t *testing.T) {
	language := language(t)
	for _, test := range []struct {
		release, description string
		rule                 string // "" for a near-miss
		says                 []string
	}{
		// G3
		{"1.7.0", property("alluxio.user.rpc.retry.max.sleep", "6sec"), "invariant/log-warning", []string{"5sec (the default of 1.7.0)", "6sec (in properties)", "3sec, the default"}},
		{"1.7.0", property("alluxio.user.rpc.retry.max.sleep", "5000"), "", nil},
		{"1.6.1", property("alluxio.user.rpc.retry.max.sleep", "31sec"), "", nil},
		// G4
		{"1.8.2", property("alluxio.master.master.heartbeat.interval", "10min"), "invariant/order", []string{"2min, the default"}},
		{"1.8.2", property("alluxio.master.master.heartbeat.interval", "599s"), "", nil},
		{"2.0.0", property("alluxio.master.heartbeat.timeout", "120000"), "invariant/order", []string{"is 2min (the default of 2.0.0) against 120000 (in properties)", "10min, the default, would do here"}},
		{"2.0.0", property("alluxio.master.heartbeat.timeout", "1h"), "", nil},
		{"2.9.5", property("alluxio.master.heartbeat.timeout", "${alluxio.worker.block.heartbeat.timeout}"), "", nil},
		{"2.9.5", property("alluxio.master.heartbeat.timeout", "soon"), "", nil},
		{"2.9.5", property("alluxio.master.heartbeat.timeout", "1s") + "\n" + property("alluxio.conf.validation.enabled", false), "", nil},
		{"2.9.5", property("alluxio.master.heartbeat.timeout", "1s") + "\n" + property("alluxio.conf.validation.enabled", true), "invariant/order", nil},
		// G6
		{"1.5.0", property("alluxio.user.file.buffer.bytes", "2GB"), "invariant/range", []string{"at most 2147483647 bytes", "8MB, the default"}},
		{"2.9.6", property("alluxio.user.file.buffer.bytes", "2047MB"), "", nil},
		// G7
		// G8
		{"1.7.0", property("alluxio.locality.zone", "a"), "invariant/locality-tier", []string{`"node,rack,zone" would do`}},
		{"1.7.0", property("alluxio.locality.zone", "a") + "\n" + property("alluxio.locality.order", "node, zone"), "", nil},
		{"2.9.5", property("alluxio.locality.rack", "a") + "\n" + property("alluxio.locality.order", "node"), "", nil},
		{"1.6.1", property("alluxio.locality.zone", "a"), "", nil},
		// G9
		{"1.8.2", property("alluxio.master.tieredstore.global.levels", "0"), "invariant/range", []string{"at least 1"}},
		{"1.8.1", property("alluxio.master.tieredstore.global.levels", "0"), "", nil},
		// G10, M16
		{"2.9.5", property("alluxio.master.tieredstore.global.level0.alias", "RAM"), "invariant/tier-alias", []string{`"RAM", "SSD", "HDD"`}},
		{"1.8.1", property("alluxio.master.tieredstore.global.level0.alias", "RAM"), "", nil},
		{"1.8.1", property("alluxio.master.tieredstore.global.level0.alias", "SSD"), "invariant/tier-alias", []string{`are both "SSD"`}},
		{"2.9.5", property("alluxio.master.tieredstore.global.levels", "4"), "invariant/tier-alias", []string{"level3.alias is not set", "3 would do"}},
		{"2.9.5", property("alluxio.master.tieredstore.global.level0.alias", "SSD") + "\n" + property("alluxio.master.tieredstore.global.level1.alias", "MEM"), "", nil},
		// G11 to G14, G16
		{"2.8.2", property("alluxio.master.throttle.active.heap.used.ratio", "0.8"), "invariant/order", []string{"0.5, the default"}},
		{"2.8.2", property("alluxio.master.throttle.active.heap.used.ratio", "0.79"), "", nil},
		{"2.8.2", property("alluxio.master.throttle.active.heap.used.ratio", "0"), "invariant/range", nil},
		{"2.8.2", property("alluxio.master.throttle.overloaded.cpu.load.ratio", "1.01"), "invariant/range", nil},
		{"2.8.2", property("alluxio.master.throttle.overloaded.cpu.load.ratio", "1"), "", nil},
		{"2.9.6", property("alluxio.master.throttle.stressed.heap.gc.time", "10s") + "\n" + property("alluxio.master.throttle.enabled", false), "invariant/order", []string{"against 10sec (the default"}},
		{"2.9.6", property("alluxio.master.throttle.overloaded.rpc.queue.size", "100000"), "invariant/order", []string{"150000, the default"}},
		{"2.9.6", property("alluxio.master.throttle.overloaded.rpc.queue.size", "100001"), "", nil},
		// G15
		{"2.9.1", property("alluxio.master.metastore.rocks.checkpoint.compression.level", "10"), "invariant/range", []string{"-1, the default"}},
		{"2.9.5", property("alluxio.master.metastore.rocks.checkpoint.compression.level", "10"), "invariant/range", nil},
		{"2.9.5", property("alluxio.master.embedded.journal.snapshot.replication.compression.level", "-2"), "invariant/range", []string{"1, the default, would do here"}},
		{"2.9.5", property("alluxio.master.embedded.journal.snapshot.replication.compression.level", "-1"), "", nil},
		// M1, M2, M19
		{"1.5.0", property("alluxio.master.port", 0), "invariant/range", []string{"19998"}},
		{"2.9.5", property("alluxio.job.master.web.port", 0), "invariant/range", []string{"20002"}},
		{"2.9.5", property("alluxio.worker.web.port", 0), "", nil},
		{"2.9.5", property("alluxio.worker.web.port", 65536), "invariant/range", nil},
		{"2.9.5", property("alluxio.worker.web.port", 65535), "", nil},
		{"2.9.5", property("alluxio.worker.web.port", 99999999999), "", nil}, // property/type speaks
		// M3
		{"1.5.0", property("alluxio.master.worker.threads.max", 511), "invariant/order", []string{"2048, the default"}},
		{"1.5.0", property("alluxio.master.worker.threads.min", 2048), "", nil},
		{"1.8.2", property("alluxio.master.worker.threads.min", 9999), "", nil},
		{"1.8.2", property("alluxio.master.worker.threads.max", 500), "invariant/order", []string{"512 would do"}},
		// M4
		// M6, M7, M8
		{"2.0.0", embedded + property("alluxio.master.embedded.journal.heartbeat.interval", "2500ms"), "invariant/order", []string{"half of", "1s, the default"}},
		{"2.1.0", embedded + property("alluxio.master.embedded.journal.heartbeat.interval", "2500ms"), "", nil},
		{"2.1.0", property("alluxio.master.embedded.journal.heartbeat.interval", "1h"), "", nil},
		{"2.6.0", embedded + property("alluxio.master.embedded.journal.heartbeat.interval", "5s"), "invariant/order", nil},
		{"2.6.2", embedded + property("alluxio.master.embedded.journal.election.timeout.min", "20s"), "invariant/order", nil},
		{"2.6.2", embedded + property("alluxio.master.embedded.journal.election.timeout.min", "30s") + "\n" + property("alluxio.master.embedded.journal.election.timeout.max", "30s"), "invariant/order", []string{"60s would do here"}},
		{"2.8.0", embedded + property("alluxio.master.journal.log.size.bytes.max", "2GB"), "invariant/range", nil},
		{"2.8.1", embedded + property("alluxio.master.journal.log.size.bytes.max", "2GB"), "invariant/log-warning", nil},
		{"2.8.1", embedded + property("alluxio.master.journal.log.size.bytes.max", "1GiB"), "", nil},
		// M12
		{"2.6.0", property("alluxio.master.metastore.inode.cache.low.water.mark.ratio", "0.9"), "invariant/order", []string{"0.8, the default"}},
		{"2.5.0", property("alluxio.master.metastore.inode.cache.low.water.mark.ratio", "0.9"), "", nil},
		{"2.5.0", property("alluxio.master.metastore.inode.cache.low.water.mark.ratio", "0.9") + "\n" + property("alluxio.master.metastore", "ROCKS"), "invariant/order", nil},
		{"2.6.0", property("alluxio.master.metastore.inode.cache.low.water.mark.ratio", "0.85"), "", nil},
		{"2.6.0", property("alluxio.master.metastore.inode.cache.high.water.mark.ratio", "1.1"), "invariant/range", nil},
		{"2.6.0", property("alluxio.master.metastore.inode.cache.max.size", "-1"), "invariant/range", nil},
		{"2.6.0", property("alluxio.master.metastore.inode.cache.max.size", "0") + "\n" + property("alluxio.master.metastore.inode.cache.high.water.mark.ratio", "1.1"), "", nil},
		{"2.9.5", property("alluxio.master.metastore.inode", "HEAP") + "\n" + property("alluxio.master.metastore.inode.cache.high.water.mark.ratio", "1.1"), "", nil},
		// M13, M14, M15
		{"2.5.0", property("alluxio.master.rpc.executor.parallelism", 501), "invariant/order", []string{"500 would do"}},
		{"2.5.0", property("alluxio.master.rpc.executor.max.pool.size", 1), "", nil},
		{"2.5.0", property("alluxio.master.rpc.executor.keepalive", 0), "invariant/range", nil},
		{"2.7.0", property("alluxio.master.rpc.executor.max.pool.size", 499), "invariant/order", []string{"500, the default"}},
		{"2.7.1", property("alluxio.worker.rpc.executor.core.pool.size", 1001), "invariant/order", []string{"100, the default"}},
		{"2.7.1", property("alluxio.worker.rpc.executor.core.pool.size", 1000), "", nil},
		{"2.7.0", property("alluxio.master.rpc.executor.max.pool.size", 499) + "\n" + property("alluxio.master.rpc.executor.type", "FJP"), "", nil},
		{"2.7.0", property("alluxio.master.rpc.executor.parallelism", 501) + "\n" + property("alluxio.master.rpc.executor.type", "FJP"), "invariant/order", nil},
		{"2.7.0", property("alluxio.master.worker.register.lease.count", 0), "invariant/range", []string{"25"}},
		// M18
		{"1.5.0", property("alluxio.security.authorization.permission.umask", "0888"), "invariant/form", nil},
		{"1.5.0", property("alluxio.security.authorization.permission.umask", "00222"), "invariant/form", nil},
		{"2.9.5", property("alluxio.security.authorization.permission.umask", "0027"), "", nil},
		// W8, W9
		{"1.7.0", property("alluxio.worker.tieredstore.level0.watermark.low.ratio", "0.96"), "", nil},
		{"1.7.1", property("alluxio.worker.tieredstore.level0.watermark.low.ratio", "0.96"), "", nil},
		{"1.8.2", property("alluxio.worker.tieredstore.level0.watermark.low.ratio", "0.96"), "invariant/order", []string{"0.95 (the default of 1.8.2)", "0.7, the default"}},
		{"1.8.2", property("alluxio.worker.tieredstore.level0.watermark.low.ratio", "0.96") + "\n" + property("alluxio.worker.tieredstore.reserver.enabled", false), "", nil},
		{"1.8.2", property("alluxio.worker.tieredstore.level0.watermark.low.ratio", "0.96") + "\n" + property("alluxio.worker.tieredstore.level0.reserved.ratio", 0.1), "", nil},
		{"2.2.2", property("alluxio.worker.tieredstore.level0.watermark.high.ratio", "1.0"), "invariant/range", nil},
		{"2.2.2", property("alluxio.worker.tieredstore.level0.watermark.high.ratio", "0.7"), "invariant/order", nil},
		{"2.3.0", property("alluxio.worker.tieredstore.level0.watermark.high.ratio", "0.7"), "invariant/unread", nil},
		{"2.6.1", property("alluxio.worker.tieredstore.level0.watermark.high.ratio", "0.7") + "\n" + property("alluxio.worker.evictor.class", "alluxio.worker.block.evictor.LRUEvictor"), "invariant/order", nil},
		{"2.6.2", property("alluxio.worker.tieredstore.level0.watermark.high.ratio", "0.7") + "\n" + property("alluxio.worker.evictor.class", "alluxio.worker.block.evictor.LRUEvictor"), "invariant/unread", nil},
		{"2.9.6", property("alluxio.worker.tieredstore.level0.watermark.high.ratio", "0.7") + "\n" + property("alluxio.worker.evictor.class", "com.example.Evictor"), "invariant/order", nil},
		{"2.9.6", property("alluxio.worker.tieredstore.level0.watermark.high.ratio", "0.71") + "\n" + property("alluxio.worker.evictor.class", "com.example.Evictor"), "", nil},
		// W11
		{"2.4.1", property("alluxio.worker.reviewer.probabilistic.softlimit.bytes", "32MB"), "invariant/log-warning", nil},
		{"2.4.0", property("alluxio.worker.reviewer.probabilistic.softlimit.bytes", "32MB"), "", nil},
		// W14, C1
		{"2.8.2", property("alluxio.worker.page.store.dirs", "/a,/b") + "\n" + property("alluxio.worker.block.store.type", "PAGE"), "invariant/pairs", []string{"512MB,512MB would do"}},
		{"2.8.2", property("alluxio.worker.page.store.dirs", "/a,/b"), "", nil},
		{"2.8.2", property("alluxio.worker.page.store.dirs", "/a") + "\n" + property("alluxio.worker.block.store.type", "PAGE"), "", nil},
		{"2.8.1", property("alluxio.user.client.cache.size", "1GB,2GB") + "\n" + property("alluxio.user.client.cache.enabled", true), "invariant/pairs", nil},
		{"2.8.0", property("alluxio.user.client.cache.size", "1GB") + "\n" + property("alluxio.user.client.cache.enabled", true), "", nil},
		// W16
		{"2.9.3", property("alluxio.proxy.s3.v2.async.light.pool.core.thread.number", 65), "invariant/order", []string{"8, the default"}},
		{"2.9.3", property("alluxio.proxy.s3.v2.async.light.pool.core.thread.number", 65) + "\n" + property("alluxio.proxy.s3.v2.version.enabled", false), "", nil},
		{"2.9.3", property("alluxio.proxy.s3.v2.async.heavy.pool.queue.size", 0), "invariant/range", []string{"65536"}},
		// F2, F3, F5, F6, F8
		{"2.8.2", property("alluxio.fuse.mount.point", ""), "invariant/form", nil},
		{"2.8.1", property("alluxio.fuse.mount.alluxio.path", "data"), "invariant/form", nil},
		{"2.8.2", property("alluxio.fuse.mount.alluxio.path", ""), "invariant/form", nil},
		{"2.8.2", property("alluxio.fuse.mount.alluxio.path", "data"), "", nil},
		{"1.6.1", property("alluxio.fuse.fs.root", "data"), "invariant/form", nil},
		{"1.8.2", property("alluxio.master.rpc.port", 0), "", nil},
		{"2.9.5", property("com.example.port", 0), "", nil},
		{"2.8.2", property("alluxio.fuse.jnifuse.libfuse.version", 4), "invariant/range", nil},
		{"2.9.1", property("alluxio.fuse.jnifuse.libfuse.version", 3) + "\n" + property("alluxio.fuse.jnifuse.enabled", false), "invariant/needs", nil},
		{"2.9.1", property("alluxio.fuse.jnifuse.libfuse.version", 2) + "\n" + property("alluxio.fuse.jnifuse.enabled", false), "", nil},
		{"2.8.1", property("alluxio.fuse.auth.policy.class", "alluxio.fuse.auth.CustomAuthPolicy") + "\n" + property("alluxio.fuse.auth.policy.custom.user", "a"), "invariant/needs", []string{"custom.group must be set"}},

		{"2.9.5", property("alluxio.master.throttle.stressed.heap.used.ratio", "0.99") + "\n" + property("alluxio.master.throttle.overloaded.heap.used.ratio", "0.95"), "invariant/order", []string{"0.995 would do here"}},
		{"2.9.5", property("alluxio.master.heartbeat.timeout", "1min") + "\n" + property("alluxio.master.standby.heartbeat.interval", "1min"), "invariant/order", nil},
		{"2.9.5", property("alluxio.user.file.buffer.bytes", -1), "invariant/range", []string{"at least 0 bytes"}},
		// Types that another rule refuses, huge numbers, unknown releases.
		{"2.9.5", property("alluxio.master.throttle.active.heap.used.ratio", "1e999"), "", nil},
		{"2.9.5", property("alluxio.user.file.buffer.bytes", strings.Repeat("9", 400)+"GB"), "", nil},
		{"2.9.5", property("alluxio.master.throttle.active.heap.used.ratio", "+.95"), "invariant/order", nil},
	} {
		t.Run(test.release+"/"+strings.ReplaceAll(test.description, "\n", " "), func(t *testing.T) {
			got := invariants(t, language, test.release, test.description)
			if test.rule == "" {
				if len(got) > 0 {
					t.Errorf("%+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Rule != test.rule {
				t.Fatalf("got %+v, want one of %s", got, test.rule)
			}
			for _, words := range test.says {
				if !strings.Contains(got[0].Message, words) {
					t.Errorf("%q does not say %q", got[0].Message, words)
				}
			}
			if such := mend.FindStringSubmatch(got[0].Message); such != nil {
				line := regexp.MustCompile(regexp.QuoteMeta(strconv.Quote(got[0].Path[len(got[0].Path)-1])) + `: "[^"]*"`)
				mended := line.ReplaceAllString(test.description, strconv.Quote(got[0].Path[len(got[0].Path)-1])+": "+strconv.Quote(such[1]))
				if again := invariants(t, language, test.release, mended); len(again) > 0 {
					t.Errorf("%s: %+v", mended, again)
				}
			}
		})
	}
}

// A process reads its group's properties over the cluster's, and the nearer one is to blame.
func TestInvariantLayers(t *testing.T) {
	language := language(t)
	for _, test := range []struct{ description, want string }{
		{`masters: m: properties: "alluxio.master.heartbeat.timeout": "1min"`, "masters m properties alluxio.master.heartbeat.timeout"},
		{`properties: "alluxio.master.heartbeat.timeout": "1min", masters: m: properties: "alluxio.master.heartbeat.timeout": "1h"`, "properties alluxio.master.heartbeat.timeout"},
		{`properties: "alluxio.master.metastore.inode.cache.low.water.mark.ratio": 0.9, masters: m: properties: "alluxio.master.metastore.inode.cache.high.water.mark.ratio": 0.95`, ""},
		{`properties: "alluxio.master.metastore.inode.cache.low.water.mark.ratio": 0.9, workers: w: properties: "alluxio.master.metastore.inode.cache.high.water.mark.ratio": 0.95`, "properties alluxio.master.metastore.inode.cache.low.water.mark.ratio"},
		{`properties: "alluxio.master.metastore.inode.cache.low.water.mark.ratio": 0.5, masters: m: properties: "alluxio.master.metastore.inode.cache.high.water.mark.ratio": 0.4`, "masters m properties alluxio.master.metastore.inode.cache.high.water.mark.ratio"},
		{`properties: "alluxio.master.metastore.inode.cache.low.water.mark.ratio": 0.9, masters: m: properties: "alluxio.master.metastore": "HEAP"`, ""},
		{`workers: w: properties: "alluxio.master.metastore.inode.cache.low.water.mark.ratio": 0.9`, ""},
		{`workers: w: properties: "alluxio.user.file.buffer.bytes": "3GB"`, "workers w properties alluxio.user.file.buffer.bytes"},
		{`clients: c: properties: "alluxio.user.file.buffer.bytes": "3GB"`, "clients c properties alluxio.user.file.buffer.bytes"},
		{`properties: "alluxio.master.port": 0`, "properties alluxio.master.port"},
		{`properties: {"alluxio.master.port": 0, "alluxio.master.rpc.port": 1}`, ""},
	} {
		var got []string
		for _, v := range invariants(t, language, "2.9.5", test.description) {
			got = append(got, strings.Join(v.Path, " "))
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: got %q, want %q", test.description, got, test.want)
		}
	}
}

// The defaults are the catalogue's, in every release that a demand or condition lives in.
func TestStartDefaults(t *testing.T) {
	language := language(t)
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	var defaults, covers, lives map[string]string
	var demands map[string]string
	var readers map[string]struct{ When []struct{ Keys []string } }
	eval(t, language, "#startDefaults", &defaults)
	eval(t, language, "#covers", &covers)
	eval(t, language, "#catalogue", &lives)
	eval(t, language, "#demands", &demands)
	eval(t, language, "#readers", &readers)
	watched := map[string]bool{}
	for demand, who := range demands {
		for _, word := range strings.Fields(demand) {
			if strings.HasPrefix(word, "alluxio.") {
				watched[word] = true
			}
		}
		for _, span := range strings.Split(who, ";") {
			if _, ok := readers[strings.Split(span, "|")[0]]; !ok {
				t.Errorf("%s: no reader %s", demand, span)
			}
			for _, word := range strings.Fields(demand) {
				life := lives[word]
				for _, release := range c.Releases {
					if r := regexp.MustCompile(covers[release]); r.MatchString(span) && strings.HasPrefix(word, "alluxio.") && !r.MatchString(life) {
						t.Errorf("%s: %s has no %s", demand, release, word)
					}
				}
			}
		}
	}
	for _, r := range readers {
		for _, test := range r.When {
			for _, key := range test.Keys {
				watched[key] = true
			}
		}
	}
	for key := range watched {
		if _, ok := defaults[key]; !ok || lives[key] == "" {
			t.Errorf("%s is not in the tables", key)
		}
	}
	for _, p := range c.Properties {
		if _, ok := defaults[p.Key]; !ok {
			continue
		}
		for i, release := range c.Releases {
			want := ""
			for _, d := range p.Defaults {
				if slices.Index(c.Releases, d.Since) <= i {
					want = d.Value
				}
			}
			alive := false
			for _, span := range strings.Split(lives[p.Key], ";") {
				f := strings.Split(span, "|")
				alive = alive || slices.Index(c.Releases, f[1]) <= i && i <= slices.Index(c.Releases, f[2])
			}
			if !alive || strings.HasPrefix(want, "(") {
				want = ""
			}
			got := ""
			for _, span := range strings.Split(defaults[p.Key], ";") {
				if f := strings.Split(span, "|"); len(f) == 3 && slices.Index(c.Releases, f[1]) <= i && i <= slices.Index(c.Releases, f[2]) {
					got = f[0]
				}
			}
			if got != want {
				t.Errorf("%s in %s: %q, the catalogue says %q", p.Key, release, got, want)
			}
		}
	}
}
