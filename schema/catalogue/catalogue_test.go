package catalogue

import (
	"slices"
	"strings"
	"testing"
)

func load(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDataAgree(t *testing.T) {
	c := load(t)
	if err := c.Check(); err != nil {
		t.Error(err)
	}
	if len(c.Releases) != 38 || len(c.Properties) != 1098 || len(c.Aliases) < 100 || len(c.Templates) < 48 {
		t.Errorf("%d releases, %d properties, %d aliases, %d templates", len(c.Releases), len(c.Properties), len(c.Aliases), len(c.Templates))
	}
	if !slices.IsSortedFunc(c.Properties, func(a, b Property) int { return strings.Compare(a.Key, b.Key) }) {
		t.Error("properties.tsv is not sorted")
	}
}

func TestCheckFindsFaults(t *testing.T) {
	for name, test := range map[string]struct {
		plant func(*Catalogue)
		says  string
	}{
		"unknown release": {func(c *Catalogue) { c.Properties[0].Life[0].Until = "2.9.7" }, "unknown release"},
		"overlap":         {func(c *Catalogue) { c.Properties[0].Life = append(c.Properties[0].Life, Span{"int", "2.0.0", "2.0.0"}) }, "out of order"},
		"backwards":       {func(c *Catalogue) { c.Properties[0].Life = Life{{"int", "2.0.0", "1.5.0"}} }, "out of order"},
		"no life":         {func(c *Catalogue) { c.Properties[0].Life = nil }, "empty life"},
		"unknown type":    {func(c *Catalogue) { c.Properties[0].Life[0].What = "integer" }, "unknown type"},
		"no class":        {func(c *Catalogue) { c.Properties[0].Life[0].What = "enum:NoSuch" }, "has no values"},
		"class too young": {func(c *Catalogue) { c.Properties[0].Life = Life{{"enum:MetastoreType", "1.8.2", "2.9.6"}} }, "has no values in 1.8.2"},
		"default outside": {func(c *Catalogue) { c.Properties[0].Defaults[0].Since = "9.9.9" }, "default of 9.9.9"},
		"refused outside": {func(c *Catalogue) { c.Properties[0].Refused = Life{{"", "9.9.9", "9.9.9"}} }, "outside its life"},
		"dead alias":      {func(c *Catalogue) { c.Aliases[0].Life = Life{{"alluxio.master.rpc.port", "1.8.2", "1.8.2"}} }, "does not read"},
		"chained alias": {func(c *Catalogue) {
			c.Aliases[0].Life = Life{{"alluxio.user.network.data.timeout", "2.5.0", "2.5.0"}}
		}, "does not read"},
		"pattern": {func(c *Catalogue) { c.Templates[0].Pattern = "(" }, "parsing regexp"},
	} {
		t.Run(name, func(t *testing.T) {
			c := load(t)
			test.plant(c)
			if err := c.Check(); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

func TestInstead(t *testing.T) {
	c := load(t)
	instead := map[string]Life{}
	for _, e := range c.Instead() {
		instead[e.Name] = e.Life
	}
	for _, test := range []struct{ name, release, want string }{
		{"alluxio.worker.ramdisk.size", "2.3.0", "alluxio.worker.memory.size"},
		{"alluxio.worker.ramdisk.size", "2.4.0", ""},
		{"alluxio.worker.memory.size", "2.9.6", ""}, // still accepted
		{"alluxio.worker.rpc.port", "1.8.2", "alluxio.worker.port"},
		{"alluxio.worker.data.port", "2.0.0", "alluxio.worker.rpc.port"},
		{"alluxio.underfs.s3.inherit.acl", "1.8.2", "alluxio.underfs.s3a.inherit_acl"},
		{"alluxio.master.address", "1.5.0", ""},
		{"alluxio.master.address", "2.9.6", "alluxio.master.hostname"},
		{"s3a.accessKeyId", "2.7.3", "aws.accessKeyId"},
		// Renamed three times; each release reads another name.
		{"alluxio.user.network.netty.timeout", "2.2.0", "alluxio.user.network.data.timeout"},
		{"alluxio.user.network.netty.timeout", "2.5.0", "alluxio.user.streaming.data.timeout"},
		{"alluxio.user.network.netty.timeout", "2.9.6", "alluxio.user.streaming.data.read.timeout"},
		{"alluxio.user.streaming.data.read.timeout", "1.5.0", "alluxio.user.network.netty.timeout.ms"},
		// In a gap the older name is back.
		{"alluxio.user.file.master.client.pool.size.max", "2.1.1", "alluxio.user.file.master.client.threads"},
		{"fs.swift.use.public.url", "2.0.0", ""},
	} {
		if got, _ := c.At(instead[test.name], test.release); got != test.want {
			t.Errorf("%s in %s: %q, want %q", test.name, test.release, got, test.want)
		}
	}
}

func TestInsteadNamesWhatTheReleaseHas(t *testing.T) {
	c := load(t)
	n := c.names()
	for _, e := range c.Instead() {
		for _, s := range e.Life {
			for _, release := range c.between(s) {
				if _, reads := n.reads(e.Name, release); reads {
					t.Errorf("%s reads %s itself", release, e.Name)
				}
				for _, name := range strings.Fields(s.What) {
					if _, live := c.At(n.properties[name], release); !live {
						t.Errorf("%s: %s has no %s", e.Name, release, name)
					}
				}
			}
		}
	}
}

func FuzzParseLife(f *testing.F) {
	for _, seed := range []string{"", "int|1.5.0|2.9.6", "int|2.1.0|2.8.1;long|2.8.2|2.9.6", "|1.6.0|2.9.6", "a|b", ";", "|||"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		life, err := ParseLife(text)
		if err == nil && life.String() != text {
			t.Errorf("%q is written %q", text, life)
		}
	})
}
