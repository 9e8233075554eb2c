package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/hostprep"
)

const mib = 1 << 20

// samples are one of each shape of host.
func samples() map[string]plan.Prep {
	all := map[string]plan.Prep{
		"nothing": {Cluster: "quickstart", UID: 1000, GID: 1000, Images: images("alluxio/alluxio:2.9.5")},
		"ramfs": {Cluster: "guide", Images: images("alluxio/alluxio:1.8.2"),
			Ramdisks:    []plan.Ramdisk{ramdisk("ramfs", "/mnt/ramdisk", 1024*mib, "/mnt/ramdisk/guide/worker")},
			Directories: []plan.Directory{{Path: "./underStorage", Mode: "0777", Why: "under storage of /", From: `underStorage."/".local.host`}}},
		"tmpfs": {Cluster: "lake", Host: "n1", UID: 1000, GID: 1000,
			Ramdisks: []plan.Ramdisk{
				ramdisk("tmpfs", "/mnt/a", 64*mib, "/mnt/a/lake/w1", "/mnt/a/lake/w2"),
				ramdisk("tmpfs", "/mnt/b", 96*mib, "/mnt/b/lake/w3")},
			Directories: []plan.Directory{{Path: "/mnt/data/journal", Mode: "0755", Why: "journal of master"}}},
		"build": {Cluster: "built", UID: 1000, GID: 1000, Build: &plan.ImageBuild{Tag: "alluxio:1.8.2", Context: "./alluxio/integration/docker",
			TarballFile: "alluxio-1.8.2-bin.tar.gz", Args: []plan.Variable{{Name: "ALLUXIO_TARBALL", Value: "alluxio-1.8.2-bin.tar.gz"}}}},
		"side": {Cluster: "side", UID: 1000, GID: 1000, Outside: []plan.File{
			{Path: "./prometheus.yml", Why: "what prometheus mounts", Any: true, From: "services.prometheus.compose.volumes"},
			{Path: "/etc/minio.env", Why: "variables of minio", Any: true, Secret: true, From: "services.minio.compose.env_file"}}},
		"hostile": hostile(),
	}
	for name, p := range all {
		p.Floors, p.Release = floors, "2.9.5"
		all[name] = p
	}
	return all
}

func ramdisk(kind, mount string, size int64, dirs ...string) plan.Ramdisk {
	r := plan.Ramdisk{Type: kind, Mount: mount, Size: size}
	for _, d := range dirs {
		r.Tiers = append(r.Tiers, plan.Tier{Path: d, Size: size / int64(len(dirs))})
	}
	return r
}

func images(refs ...string) []plan.Image {
	var all []plan.Image
	for _, ref := range refs {
		all = append(all, plan.Image{Ref: ref, Platform: "linux/amd64"})
	}
	return all
}

var floors = plan.Floors{Engine: "20.10", Compose: "2.20", ImageRoom: 4 << 30, JournalRoom: 1 << 30, OpenFiles: 4096}

// hostile has text that hurts in every word that may hold text.
func hostile() plan.Prep {
	p := plan.Prep{Cluster: "hostile", UID: 1000, GID: 1000, Build: &plan.ImageBuild{Tag: "t'$(touch ran)", Context: "./ $(touch ran)\n"},
		Images: []plan.Image{{}, {Ref: strings.Join(hostileText, "")}}}
	for _, s := range hostileText {
		p.Directories = append(p.Directories, plan.Directory{Path: "./d" + s, Mode: "0700", Why: s, From: s})
		p.Build.Args = append(p.Build.Args, plan.Variable{Name: "ARG", Value: s})
	}
	return p
}

var hostileText = []string{
	"", " leading", "trailing ", "\n", "a\nb", "\t", "a\\tb", `\`, "'", `"`, "`touch ran`", "$(touch ran)", "$HOME", "${x}",
	"; touch ran", "| touch ran", "& touch ran", "&& touch ran", "> ran", "~", "*", "?", "[a]", "{a,b}", "#", "=", "!", "-n", "--",
	"äöü", "日本", "\u00a0", "\u200b", "\x01", "\x7f", "%s", "%", "a]b", "@", "&",
}

func render(t testing.TB, p plan.Prep) []byte {
	t.Helper()
	if p.Floors.Engine == "" {
		p.Floors = floors
	}
	script, err := hostprep.Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return script
}
