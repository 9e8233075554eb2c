package realservices

import (
	"maps"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// release is the nearest to the example's whose servers can be had.
const release = "2.9.6"

// TestRealServices runs the proxy, the log server and job processes in containers of their own on Alluxio's own servers.
func TestRealServices(t *testing.T) {
	source := real.Image(t, release)
	s := stack.Example(t, "proxy-logserver", stack.InDockerGroup(t))
	s.Borrow(source)
	s.Write("cluster.cue", strings.Replace(s.Read("cluster.cue"), `"2.9.5"`, `"`+release+`"`, 1))
	s.Build()
	s.Up()
	s.Smoke()
	s.Run("what is put by S3 is a file of Alluxio", bucket)
	s.Run("everyone's log is at the log server", logged)
	s.Run("Prometheus finds every server by the file that was made", scraped)
	s.Run("what is written asynchronously is stored by the job processes", stored)
}

// bucket puts an object through the proxy, in bash alone, and reads it as a file.
func bucket(s *stack.Stack) {
	c := real.Client{Stack: s, Service: "app"}
	c.Alluxio("fs", "mkdir", "/bucket")
	put := `exec 3<>/dev/tcp/proxy/39999 && printf 'PUT /api/v1/s3/bucket/key HTTP/1.0\r\nAuthorization: AWS4-HMAC-SHA256 Credential=alluxio/x/x/x/x, SignedHeaders=host, Signature=x\r\nContent-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\nhello' >&3 && cat <&3`
	if answer := s.Exec("app", "/bin/bash", "-c", put); !strings.Contains(answer, " 200 ") {
		s.Fatalf("the proxy says\n%s", answer)
	}
	if got := c.Alluxio("fs", "cat", "/bucket/key"); !strings.Contains(got, "hello") {
		s.Errorf("the object reads as %q", got)
	}
}

// logged wants a file that is not empty below each kind's folder; each is named after the sender's address.
func logged(s *stack.Stack) {
	for _, kind := range []string{"master", "job_master", "worker", "job_worker", "proxy"} {
		if size := strings.TrimSpace(s.Exec("logs", "/bin/bash", "-c", `cat /logs/"$0"/*.log | wc -c`, kind)); size == "" || size == "0" {
			s.Errorf("%s sent nothing", kind)
		}
	}
	if text := s.Compose("logs", "logs"); strings.Contains(text, "Exception") {
		s.Errorf("the log server complains:\n%s", text)
	}
}

// scraped wants every process of the example up, in the eyes of a real Prometheus.
func scraped(s *stack.Stack) {
	want := map[string]string{"master master": "up", "job-master master-job": "up", "worker worker": "up", "job-worker worker-job": "up", "proxy proxy": "up"}
	real.Scrape(s, "gateway_default", "app", func(health map[string]string) bool { return maps.Equal(health, want) })
}

func stored(s *stack.Stack) {
	c := real.Client{Stack: s, Service: "app"}
	c.Store("/kept", "4M")
	c.Alluxio("fs", "persist", "/kept")
	if line := c.Alluxio("fs", "ls", "/kept"); !strings.Contains(line, " PERSISTED ") {
		s.Errorf("not persisted:\n%s", line)
	}
}
