package hostprep

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

var (
	// fileName is what may name the record and the systemd unit.
	fileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	// unitPath is what needs no escape in a systemd unit.
	unitPath = regexp.MustCompile(`^(/[A-Za-z0-9._-]+)+$`)
	// propertyKey is a key that a site file needs no escape for.
	propertyKey = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	octal       = regexp.MustCompile(`^[0-7]{3,4}$`)
)

// accept says whether the script can do what the plan asks; the description's own rules come long before.
func accept(p plan.Prep) error {
	if !fileName.MatchString(p.Cluster) || p.Host != "" && !fileName.MatchString(p.Host) {
		return fmt.Errorf("cluster %q, host %q: not file names", p.Cluster, p.Host)
	}
	if p.UID < 0 || p.GID < 0 {
		return fmt.Errorf("user %d, group %d: negative", p.UID, p.GID)
	}
	for _, d := range p.Directories {
		if !rooted(d.Path) || !octal.MatchString(d.Mode) {
			return fmt.Errorf("directory %q of mode %q: not a rooted path or not octal", d.Path, d.Mode)
		}
	}
	if p.Fuse != nil {
		for _, m := range p.Fuse.Mounts {
			if !rooted(m.Path) {
				return fmt.Errorf("FUSE mount %q: not a rooted path", m.Path)
			}
		}
	}
	for _, f := range p.SecretFiles {
		for _, s := range f.Secrets {
			if !propertyKey.MatchString(s.Key) || !rooted(s.File) {
				return fmt.Errorf("secret %q in %q: not a plain key or not a rooted path", s.Key, s.File)
			}
		}
	}
	for _, f := range p.Outside {
		if !rooted(f.Path) {
			return fmt.Errorf("file %q: not a rooted path", f.Path)
		}
	}
	if p.Build != nil && (!rooted(p.Build.Context) || p.Build.Tag == "" || p.Build.Tag[0] == '-') {
		return fmt.Errorf("image %q from %q: not a tag or not a rooted path", p.Build.Tag, p.Build.Context)
	}
	for _, f := range p.Files {
		if !rooted(f) {
			return fmt.Errorf("file %q: not a rooted path", f)
		}
	}
	for _, r := range p.Ramdisks {
		if err := acceptRamdisk(r); err != nil {
			return err
		}
	}
	return nil
}

func acceptRamdisk(r plan.Ramdisk) error {
	if r.Type != "ramfs" && r.Type != "tmpfs" {
		return fmt.Errorf("ramdisk %q: type %q", r.Mount, r.Type)
	}
	if r.Size <= 0 {
		return fmt.Errorf("ramdisk %q: size %d", r.Mount, r.Size)
	}
	if !plain(r.Mount) {
		return fmt.Errorf("ramdisk %q: not a plain mount point", r.Mount)
	}
	for _, t := range r.Tiers {
		if !plain(t.Path) || !strings.HasPrefix(t.Path, r.Mount+"/") {
			return fmt.Errorf("ramdisk %q: directory %q is not inside it", r.Mount, t.Path)
		}
	}
	return nil
}

func plain(p string) bool { return unitPath.MatchString(p) && path.Clean(p) == p }

// rooted says whether a path is absolute or relative to the host's folder, so that no tool takes it for an option.
func rooted(p string) bool {
	return strings.HasPrefix(p, "/") || strings.HasPrefix(p, "./") || strings.HasPrefix(p, "../")
}
