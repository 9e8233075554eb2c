package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/javaprops"
)

// secretive is a host that adds two secrets to one site file.
func secretive() plan.Prep {
	return plan.Prep{Cluster: "c", UID: 1000, GID: 1000, SecretFiles: []plan.SecretFile{{Path: "./secret/worker.properties", Base: "./conf/worker.properties",
		Secrets: []plan.Secret{{Key: "fs.a", File: "./a b"}, {Key: "fs.b", File: "/mnt/b"}}}}}
}

const (
	siteFile = "/mnt/cluster/secret/worker.properties"
	odd      = `#!=: \u0041 "$(touch ran)` + "`touch ran`" + ` 'x' \`
)

func secretSandbox(t *testing.T) *sandbox {
	t.Helper()
	s := newSandbox(t, secretive())
	s.must("mkdir /mnt/cluster/conf; echo a=1 >/mnt/cluster/conf/worker.properties")
	s.write("/mnt/cluster/a b", odd+"\n", 0o400)
	s.write("/mnt/b", "plain", 0o400)
	return s
}

func TestSecretsReachTheSiteFileAndNothingElse(t *testing.T) {
	s := secretSandbox(t)
	before := s.snapshot()
	out := s.prep(1, "check")
	wants(t, out, "fix  site file with secrets: /mnt/cluster/secret/worker.properties will be written for user 1000 alone\n")
	out += s.prep(0, "apply", "--dry-run") + s.prep(0, "apply")
	same(t, "for the containers' user alone", "400 1000:1000\n", s.must("stat -c '%a %u:%g' "+siteFile))
	read, err := javaprops.Parse([]byte(s.read(siteFile)))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Java reads the secrets", []javaprops.Pair{{Key: "a", Value: "1"}, {Key: "fs.a", Value: odd}, {Key: "fs.b", Value: "plain"}}, read)
	if again := runLines(s.prep(0, "apply")); len(again) > 0 {
		t.Errorf("the second apply ran %q", again)
	}
	out += s.prep(0, "check") + s.prep(0, "check", "--format", "json") + s.must("cat /var/lib/alluxio-gen/*/*")
	out += s.prep(0, "undo", "--dry-run") + s.prep(0, "undo")
	if strings.Contains(out, "plain\n") || strings.Contains(out, "ran)") {
		t.Errorf("a secret is shown or recorded:\n%s", out)
	}
	s.must("[[ -z $(find /mnt -name ran) ]]")
	same(t, "apply and undo leave the host as it was", before, s.snapshot())
}

func TestSecretFaults(t *testing.T) {
	for name, c := range map[string]struct{ plant, line string }{
		"missing":       {"rm /mnt/b", "FAIL site file with secrets: /mnt/b is missing or no file (fs.b): put the secret there, on one line"},
		"a directory":   {"rm /mnt/b; mkdir /mnt/b", "FAIL site file with secrets: /mnt/b is missing or no file"},
		"empty":         {": >/mnt/b", "FAIL site file with secrets: /mnt/b is empty"},
		"two lines":     {"echo x >>/mnt/b; echo y >>/mnt/b", "FAIL site file with secrets: /mnt/b holds more than one line of plain ASCII"},
		"of Windows":    {`printf 'x\r\n' >/mnt/b`, "FAIL site file with secrets: /mnt/b holds more than one line of plain ASCII"},
		"beyond ASCII":  {`printf 'ä\n' >/mnt/b`, "FAIL site file with secrets: /mnt/b holds more than one line of plain ASCII"},
		"a blank":       {`printf 'x \n' >/mnt/b`, "FAIL site file with secrets: /mnt/b begins or ends with a blank"},
		"a reference":   {`echo 'a${b}' >/mnt/b`, "FAIL site file with secrets: /mnt/b begins or ends with a blank, or holds ${"},
		"another now":   {"echo new >/mnt/b", "fix  site file with secrets: /mnt/cluster/secret/worker.properties will be written anew; what runs reads it after: docker compose up -d --force-recreate"},
		"compiled anew": {"echo a=2 >/mnt/cluster/conf/worker.properties", "fix  site file with secrets"},
		"for everyone":  {"chmod 0444 " + siteFile, "fix  site file with secrets"},
		"of root":       {"chown 0 " + siteFile, "fix  site file with secrets"},
		"gone":          {"rm " + siteFile, "fix  site file with secrets"},
		"of Docker":     {"rm " + siteFile + "; mkdir " + siteFile, "FAIL site file with secrets: /mnt/cluster/secret/worker.properties is a directory: move it away"},
		"of another":    {"echo >" + siteFile + forgetLocal("sitefile"), "FAIL site file with secrets: /mnt/cluster/secret/worker.properties is not of this script: move it away"},
	} {
		t.Run(name, func(t *testing.T) {
			s := secretSandbox(t)
			s.prep(0, "apply")
			s.must(c.plant)
			wants(t, s.prep(1, "check"), c.line)
			if strings.HasPrefix(c.line, "fix ") {
				s.prep(0, "apply")
				s.prep(0, "check")
			}
		})
	}
}

func TestOnlyRootLooksAtSecrets(t *testing.T) {
	s := secretSandbox(t)
	out, code := s.asUser("1001", "check")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	wants(t, out, "FAIL site file with secrets: only root can look into ")

	s.must("chmod 0444 '/mnt/cluster/a b' /mnt/b")
	s.prep(0, "apply")
	out, _ = s.asUser("1001", "check")
	wants(t, out, "FAIL site file with secrets: only root can look into "+siteFile)
}

// forgetLocal takes the lines of a thing out of the record of a cluster of one host.
func forgetLocal(thing string) string {
	return "; sed -i '/" + thing + "/d' /var/lib/alluxio-gen/c/local.made"
}
