package golden

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// What Spark and Hadoop are told of every good case is what its undeclared client reads, whatever the format.
func TestEnginesAreToldWhatClientsAre(t *testing.T) {
	for _, name := range list(t, "ok") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join("ok", name)
			content, err := os.ReadFile(filepath.Join(dir, "want", "client", "alluxio-site.properties"))
			if err != nil {
				t.Fatal(err)
			}
			want := contract.Properties(string(content))
			if got := under("spark.hadoop.", contract.Properties(lines(t, dir, "spark"))); !cmp.Equal(got, want) {
				t.Errorf("Spark: %s", cmp.Diff(want, got))
			}
			if got := coreSite(t, lines(t, dir, "hadoop")); !cmp.Equal(got, want) {
				t.Errorf("Hadoop: %s", cmp.Diff(want, got))
			}
		})
	}
}

// Some of them byte by byte: one master, several, those that ZooKeeper elects, an address that the host knows, releases with other jars.
func TestEngines(t *testing.T) {
	for _, name := range []string{"quickstart", "four-hosts", "ha-zookeeper", "zookeeper-on-1.8.2", "c29-hdfs-1.5", "outside-clients", "from-host-on-1.8.2"} {
		for _, engine := range compiler.Engines() {
			t.Run(name+"/"+engine, func(t *testing.T) {
				t.Parallel()
				compare(t, filepath.Join("engines", name+"."+engine), lines(t, filepath.Join("ok", name), engine))
			})
		}
	}
}

func lines(t *testing.T, dir, engine string) string {
	t.Helper()
	c := readCase(t, filepath.Join(dir, "case.txt"))
	file := filepath.Join(dir, c.description)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, result, err := compiler.ShowFor(compiler.Source{Name: file, Content: content, Tags: c.tags}, engine)
	if err != nil || len(text) == 0 {
		t.Fatalf("%v\n%s", err, shown(t, file, result.Diagnostics))
	}
	return string(text)
}

// under are the properties of Alluxio below a prefix.
func under(prefix string, all map[string]string) map[string]string {
	found := map[string]string{}
	for key, value := range all {
		if name, is := strings.CutPrefix(key, prefix); is && !strings.HasPrefix(name, "fs.") {
			found[name] = value
		}
	}
	return found
}

// coreSite reads Hadoop's file, and of it what is Alluxio's.
func coreSite(t *testing.T, text string) map[string]string {
	t.Helper()
	var site struct {
		Properties []struct {
			Name  string `xml:"name"`
			Value string `xml:"value"`
		} `xml:"property"`
	}
	if err := xml.Unmarshal([]byte(text), &site); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, p := range site.Properties {
		all[p.Name] = p.Value
	}
	return under("", all)
}
