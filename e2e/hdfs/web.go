package hdfs

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Mkdir makes a directory that belongs to a user.
func (s Server) Mkdir(path, owner string) {
	s.Helper()
	s.ask(http.MethodPut, path, url.Values{"op": {"MKDIRS"}}, nil)
	s.ask(http.MethodPut, path, url.Values{"op": {"SETOWNER"}, "owner": {owner}}, nil)
}

// Write makes a file, by the name node's way to a data node.
func (s Server) Write(path, text string) {
	s.Helper()
	s.ask(http.MethodPut, path, url.Values{"op": {"CREATE"}}, strings.NewReader(text))
}

// Read is the content of a file.
func (s Server) Read(path string) []byte {
	s.Helper()
	return s.ask(http.MethodGet, path, url.Values{"op": {"OPEN"}}, nil)
}

// Owner is the user whom a file or directory belongs to.
func (s Server) Owner(path string) string {
	s.Helper()
	var answer struct{ FileStatus struct{ Owner string } }
	if err := json.Unmarshal(s.ask(http.MethodGet, path, url.Values{"op": {"GETFILESTATUS"}}, nil), &answer); err != nil {
		s.Fatal(err)
	}
	return answer.FileStatus.Owner
}

// ask is an answer of WebHDFS to the super user.
func (s Server) ask(method, path string, query url.Values, body io.Reader) []byte {
	s.Helper()
	query.Set("user.name", "root")
	request, err := http.NewRequest(method, fmt.Sprintf("http://%s/webhdfs/v1%s?%s", s.web, path, query.Encode()), body)
	if err != nil {
		s.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		s.Fatalf("%s %s: %s %v\n%s", method, request.URL, answer.Status, err, text)
	}
	return text
}

// serves tells whether the name node knows a data node, and is out of the safe mode that it starts in.
func (s Server) serves() bool {
	answer, err := http.Get("http://" + s.web + "/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo")
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	var found struct {
		Beans []struct{ Safemode, LiveNodes string }
	}
	if json.NewDecoder(answer.Body).Decode(&found) != nil || len(found.Beans) != 1 {
		return false
	}
	return found.Beans[0].Safemode == "" && len(found.Beans[0].LiveNodes) > len("{}")
}
