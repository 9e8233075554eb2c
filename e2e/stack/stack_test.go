package stack

import (
	"strings"
	"testing"
)

func TestAStackIsHandedWhatItsComposeFileSays(t *testing.T) {
	s := Files(t, "plain", "testdata/plain/docker-compose.yml", "testdata/plain/alluxio-site.properties")
	s.Images()
	s.Up()
	s.AssertHanded()

	s.Run("records of commands are kept", func(s *Stack) {
		all := s.Records("format")
		if len(all) != 1 || strings.Join(all[0].Args, " ") != "formatMaster" || all[0].UID != 1000 {
			s.Errorf("got %+v", all)
		}
	})
	s.Run("a memory volume is one file system with its size", func(s *Stack) {
		worker, _ := s.Handed("worker").At("/opt/ramdisk")
		client, _ := s.Handed("client").At("/opt/ramdisk")
		if worker.Size != 64<<20 || worker.Type != "tmpfs" || worker.Device != client.Device {
			s.Errorf("worker %+v, client %+v", worker, client)
		}
	})
	s.Run("the master's journal outlives it", func(s *Stack) {
		before := s.Exec("master", "ls", "/journal")
		s.Compose("restart", "master")
		s.Down()
		s.Up()
		if after := s.Exec("master", "ls", "/journal"); after != before || before == "" {
			s.Errorf("before %q, after %q", before, after)
		}
	})
	for _, c := range lies {
		s.Run("notices "+c.what, func(s *Stack) {
			text := s.Read("docker-compose.yml")
			lie := strings.Replace(text, c.old, c.new, 1)
			if lie == text {
				s.Fatalf("%q is not in the Compose file", c.old)
			}
			s.Write("docker-compose.yml", lie)
			defer s.Write("docker-compose.yml", text)
			got := s.CheckHanded()
			if len(got) != 1 || !strings.Contains(got[0], c.what) {
				s.Errorf("want one difference of %q, got %q", c.what, got)
			}
		})
	}
}

// lies are edits of the Compose file that the running containers have not seen, each with what must be noticed.
var lies = []struct{ what, old, new string }{
	{"master: command line", `["master", "--no-format"]`, `["master"]`},
	{"master: environment", `\"c\"`, `\"d\"`},
	{"master: environment", "hostname: master\n", "hostname: other\n"},
	{"master: user", "    hostname: master\n", "    hostname: master\n    user: root\n"},
	{"master: mounts", "target: /opt/alluxio/conf/alluxio-site.properties", "target: /etc/alluxio/alluxio-site.properties"},
	{"master: read-only at /opt/alluxio/conf/alluxio-site.properties", ", read_only: true", ""},
	{"master: what is at /journal", "    volumes:\n      - {type: volume, source: journal, target: /journal}\n      - {type: bind",
		"    volumes:\n      - {type: volume, source: memory, target: /journal}\n      - {type: bind"},
	{"worker: size of /dev/shm", "shm_size: 134217728", "shm_size: 134213632"},
	{"worker: memory limit", "mem_limit: 268435456", "mem_limit: 268439552"},
}

func TestANewSiteFileIsNoticed(t *testing.T) {
	s := Files(t, "plain", "testdata/plain/docker-compose.yml", "testdata/plain/alluxio-site.properties")
	s.Images()
	s.Up()
	s.Write("alluxio-site.properties", "alluxio.master.hostname=other\n") // the same inode: a running container sees it
	got := s.CheckHanded()
	if len(got) != 1 || !strings.Contains(got[0], "text of /opt/alluxio/conf/alluxio-site.properties") {
		s.Errorf("got %q", got)
	}
}
