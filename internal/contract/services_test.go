package contract_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// Proxies, log servers and job processes in containers of their own read what was said, and whoever logs is told where
// to, in every release that has them.
func TestServices(t *testing.T) {
	releases := contract.Releases()
	since := func(release, first string) bool {
		return slices.Index(releases, release) >= slices.Index(releases, first)
	}
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			src := describe(release)
			src.Content = fmt.Appendf(src.Content, "%s\n", `proxies: proxy: {jvm: heap: "128MB", properties: "alluxio.proxy.web.port": 40001}`)
			want := map[string]string{"master": "master", "worker": "worker", "proxy": "proxy"}
			if since(release, "2.0.0") {
				src.Content = fmt.Appendf(src.Content, "%s\n%s\n", "masters: master: job: separate: {}", "workers: worker: job: separate: {}")
				want["master-job"], want["worker-job"] = "job_master", "job_worker"
			}
			logs := since(release, "2.5.0")
			if logs {
				src.Content = fmt.Appendf(src.Content, "%s\n", `logServers: logs: properties: "alluxio.logserver.port": 45601`)
				want["logs"] = "logserver"
			}
			result, refused := compile(t, src)
			if refused != nil {
				t.Fatalf("refused: %+v", refused)
			}
			got, _ := checkDelivered(t, release, src, result)
			for service, process := range want {
				read := got[service][process]
				if read == nil || len(got[service]) != 1 {
					t.Errorf("%s runs %v, want %s alone", service, got[service], process)
				}
				if remote := read["alluxio.remote.logger.type"] != ""; remote != (logs && service != "logs") {
					t.Errorf("%s sends its logs: %v", service, remote)
				}
			}
			if port := got["proxy"]["proxy"]["alluxio.proxy.web.port"]; port != "40001" {
				t.Errorf("the proxy listens at %s", port)
			}
		})
	}
}
