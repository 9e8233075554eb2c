// Package engines writes what Spark, Hadoop and Trino are told of a cluster, to be pasted into their own files.
package engines

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/properties"
)

// Render returns the lines for one of plan.Engines. An error is another engine.
func Render(engine string, p *plan.Plan) ([]byte, error) {
	switch engine {
	case "spark":
		return spark(p), nil
	case "hadoop":
		return hadoop(p)
	case "trino":
		return trino(p), nil
	}
	return nil, fmt.Errorf("there is no engine %s", engine)
}

// entry is a property of Hadoop's.
type entry struct {
	Name        string `xml:"name"`
	Value       string `xml:"value"`
	Description string `xml:"description,omitempty"`
}

// entries are what makes Hadoop's classes find Alluxio, and its client the cluster.
func entries(p *plan.Plan) []entry {
	all := []entry{
		{"fs.alluxio.impl", "alluxio.hadoop.FileSystem", ""},
		{"fs.AbstractFileSystem.alluxio.impl", "alluxio.hadoop.AlluxioFileSystem", ""},
	}
	if p.Access.FaultTolerant {
		all = append(all, entry{"fs.alluxio-ft.impl", "alluxio.hadoop.FaultTolerantFileSystem", ""})
	}
	for _, property := range p.Client.Properties {
		all = append(all, entry{property.Key, property.Value, ""})
	}
	return all
}

// spark is for conf/spark-defaults.conf, which Spark reads as java.util.Properties.
func spark(p *plan.Plan) []byte {
	b := notes(p, "spark", "Spark", "add it to conf/spark-defaults.conf", "at this place on every host that Spark uses")
	if len(p.Access.Declared) > 0 {
		b.line(properties.Comment(fmt.Sprintf("In %s leave out what begins with spark.hadoop.alluxio: a site file is mounted there, which knows its worker.", strings.Join(p.Access.Declared, ", "))))
	}
	for _, who := range []string{"driver", "executor"} {
		b.line(properties.Line("spark."+who+".extraClassPath", p.Access.Jars["spark"]))
	}
	for _, e := range entries(p) {
		b.line(properties.Line("spark.hadoop."+e.Name, e.Value))
	}
	return b.Bytes()
}

// hadoop is a core-site.xml. What there is to say stands in a description, since a comment of XML may not hold every name.
func hadoop(p *plan.Plan) ([]byte, error) {
	all := entries(p)
	b := notes(p, "hadoop", "Hadoop", "take it for core-site.xml, or add its properties there", "on HADOOP_CLASSPATH")
	all[0].Description = strings.ReplaceAll(strings.ReplaceAll(b.String(), "# ", ""), "\n", " ")
	text, err := xml.MarshalIndent(site{Properties: all}, "", "  ")
	if err == nil {
		err = sameXML(text, all)
	}
	return append([]byte(xml.Header), append(text, '\n')...), err
}

// site is a core-site.xml.
type site struct {
	XMLName    xml.Name `xml:"configuration"`
	Properties []entry  `xml:"property"`
}

// sameXML wants every value back: XML has no way to write some characters, and the encoder puts others in their place.
func sameXML(text []byte, all []entry) error {
	var read site
	if err := xml.Unmarshal(text, &read); err != nil {
		return err
	}
	for i, e := range all {
		if read.Properties[i] != e {
			return fmt.Errorf("%s has a value that no XML file can hold: %q", e.Name, e.Value)
		}
	}
	return nil
}

// coreSite is where Trino finds what hadoop writes.
const coreSite = "/etc/trino/alluxio-core-site.xml"

// trino is for a catalog of the Hive connector, or of one like it.
func trino(p *plan.Plan) []byte {
	b := notes(p, "trino", "Trino", "add it to the catalog's file, etc/catalog/<name>.properties", "where the connector has Hadoop's classes: in plugin/hive/hdfs, where there is none in plugin/hive, of Presto in plugin/hive-hadoop2")
	b.line("# The file below is what alluxio-gen show --for hadoop writes.")
	b.line(properties.Line("hive.config.resources", coreSite))
	b.line("# Newer versions of Trino want this line as well, older ones refuse it:")
	b.line("# fs.hadoop.enabled=true")
	return b.Bytes()
}

// notes begin what is written: for whom it is, where it goes, and what else is needed.
func notes(p *plan.Plan, engine, name, goes, jar string) *lines {
	b := &lines{}
	b.line(properties.Comment(fmt.Sprintf("For %s, of cluster %s: %s.", name, p.Cluster, goes)))
	b.line(properties.Comment("A path of Alluxio begins with " + p.Access.URI))
	if p.Access.Asks {
		b.line(properties.Comment("To be added: alluxio.master.hostname, the address of the master's host, which host-prep.sh tells; it takes the place of localhost above."))
	}
	b.line(properties.Comment(fmt.Sprintf("The client's jar is %s in the image %s. It must be %s.", p.Access.Jars[engine], p.Access.Image, jar)))
	return b
}

// lines are a text in the making.
type lines struct{ bytes.Buffer }

func (l *lines) line(text string) { l.WriteString(text + "\n") }
