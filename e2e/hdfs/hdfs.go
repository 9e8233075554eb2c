// Package hdfs runs Hadoop's own name node and a data node on this machine, and asks them past Alluxio, by WebHDFS.
package hdfs

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/server"
)

//go:embed pom.xml
var pom []byte

//go:embed log4j.properties
var logger []byte

const (
	// Version of the servers.
	Version  = "3.3.4"
	nameNode = "org.apache.hadoop.hdfs.server.namenode.NameNode"
	dataNode = "org.apache.hadoop.hdfs.server.datanode.DataNode"
	// unwanted are a second logger and its binding.
	unwanted = "-DexcludeArtifactIds=log4j,slf4j-log4j12"
)

// Server is a file system of one name node, which whoever runs the test is the super user of, and one data node.
type Server struct {
	testing.TB
	// NameNode is host:port of the name node, for Hadoop's clients.
	NameNode string
	web      string
}

// Start gives an empty file system, until the test ends.
func Start(t testing.TB) Server {
	t.Helper()
	jars, address, dir := real.Dependencies(t, "HDFS", pom, unwanted), server.Address(t), t.TempDir()
	at := func() string { return fmt.Sprintf("%s:%d", address, server.FreePort(t, address)) }
	s := Server{TB: t, NameNode: at(), web: at()}
	settings(t, filepath.Join(dir, "core-site.xml"), map[string]string{
		"fs.defaultFS":   "hdfs://" + s.NameNode,
		"hadoop.tmp.dir": filepath.Join(dir, "tmp"),
	})
	settings(t, filepath.Join(dir, "hdfs-site.xml"), map[string]string{
		"dfs.namenode.http-address":               s.web,
		"dfs.datanode.address":                    at(),
		"dfs.datanode.http.address":               at(),
		"dfs.datanode.ipc.address":                at(),
		"dfs.datanode.hostname":                   address,
		"dfs.client.use.datanode.hostname":        "true", // its address is whichever the name node sees it come from
		"dfs.replication":                         "1",
		"dfs.namenode.heartbeat.recheck-interval": "5000",
	})
	if err := os.WriteFile(filepath.Join(dir, "log4j.properties"), logger, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, pages := range []string{"hdfs", "datanode"} { // which their web servers do not start without
		if err := os.MkdirAll(filepath.Join(dir, "webapps", pages), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	classes := []string{dir, filepath.Join(jars, "*")}
	run.Must(t, server.Java(t, classes).Path, server.Java(t, classes, nameNode, "-format", "-nonInteractive").Args[1:]...)
	server.Start(t, "the name node", server.Java(t, classes, nameNode), func() bool { return server.Listens(s.NameNode) && server.Listens(s.web) })
	server.Start(t, "the data node", server.Java(t, classes, dataNode), s.serves)
	return s
}

// Configure writes the files by which Hadoop's clients know the file system as a name service, into a folder.
func (s Server) Configure(folder, service string) {
	s.Helper()
	settings(s, filepath.Join(folder, "core-site.xml"), map[string]string{"fs.defaultFS": "hdfs://" + service})
	settings(s, filepath.Join(folder, "hdfs-site.xml"), map[string]string{
		"dfs.nameservices":                              service,
		"dfs.ha.namenodes." + service:                   "only",
		"dfs.namenode.rpc-address." + service + ".only": s.NameNode,
		"dfs.client.failover.proxy.provider." + service: "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider",
		"dfs.client.use.datanode.hostname":              "true",
		"dfs.replication":                               "1",
	})
}

// settings writes a file of Hadoop's configuration.
func settings(t testing.TB, file string, values map[string]string) {
	t.Helper()
	text := "<configuration>\n"
	for name, value := range values {
		text += fmt.Sprintf("<property><name>%s</name><value>%s</value></property>\n", name, value)
	}
	if err := os.WriteFile(file, []byte(text+"</configuration>\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
