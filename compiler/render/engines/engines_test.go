package engines

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/javaprops"
)

// clusterOf has one property of the client's.
func clusterOf(key, value string) *plan.Plan {
	p := &plan.Plan{Cluster: "a--b", Client: plan.SiteFile{Properties: []plan.Property{{Key: key, Value: value}}}}
	p.Access = plan.Access{URI: "alluxio://m--1:19998/", Image: "alluxio/alluxio:2.9.5", Jars: map[string]string{"spark": "/s.jar", "hadoop": "/h.jar", "trino": "/t.jar"}}
	return p
}

var hostile = []string{"", "plain", " both ends ", `a\b`, "a=b:c#d!e", "<&>\"'", "]]>", "--", "ü€𝄞", "two\nlines", "a\tb", "${alluxio.home}/x", "%d"}

// What Java reads in the lines for Spark is the value, to the byte.
func TestSparkReadsTheValue(t *testing.T) {
	for _, value := range hostile {
		text, err := Render("spark", clusterOf("alluxio.x", value))
		if err != nil {
			t.Fatal(err)
		}
		pairs, err := javaprops.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if last := pairs[len(pairs)-1]; last.Key != "spark.hadoop.alluxio.x" || last.Value != value {
			t.Errorf("%q reads as %q=%q", value, last.Key, last.Value)
		}
	}
}

// What an XML reader reads for Hadoop is the value, and nothing in a name ends the file early.
func TestHadoopReadsTheValue(t *testing.T) {
	for _, value := range hostile {
		text, err := Render("hadoop", clusterOf("alluxio.x", value))
		if err != nil {
			t.Fatal(err)
		}
		var read site
		if err := xml.Unmarshal(text, &read); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if last := read.Properties[len(read.Properties)-1]; last.Value != value {
			t.Errorf("%q reads as %q", value, last.Value)
		}
	}
}

// A character that XML cannot write is said, not replaced.
func TestWhatXMLCannotHold(t *testing.T) {
	if _, err := Render("hadoop", clusterOf("alluxio.x", "a\x01b")); err == nil || !strings.Contains(err.Error(), "alluxio.x") {
		t.Errorf("it says %v", err)
	}
}

func TestUnknownEngine(t *testing.T) {
	if _, err := Render("flink", clusterOf("alluxio.x", "")); err == nil {
		t.Error("flink is written")
	}
}
