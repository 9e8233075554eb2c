package contract

import (
	"slices"
	"strings"
)

const fuseOptions = "--fuse-opts"

// fuse is the service that mounts; args follow its name.
func (c *container) fuse(args []string) error {
	switch c.row.Fuse {
	case "fixed":
		return c.mountFuse("allow_other", []string{c.row.FuseMountPoint, "/"})
	case "options":
		return c.fuseWithOptions(args)
	}
	return c.fuseWithArguments(args)
}

// fuseWithOptions takes a list of mount options; where to mount what comes from variables.
func (c *container) fuseWithOptions(args []string) error {
	options := ""
	if len(args) > 0 && args[0] != "" {
		_, list, _ := strings.Cut(args[0], "=")
		if !strings.Contains(args[0], fuseOptions) || list == "" {
			return c.usage()
		}
		options = list
	}
	point, path := c.row.FuseMountPoint, "/"
	if given := c.vars["MOUNT_POINT"]; given != "" && slices.Contains(c.row.FuseVariables, "MOUNT_POINT") {
		point = given
	}
	if given := c.vars["FUSE_ALLUXIO_PATH"]; given != "" && slices.Contains(c.row.FuseVariables, "FUSE_ALLUXIO_PATH") {
		path = given
	}
	if c.user != 0 && c.row.UnmountSays != "" {
		c.hint(c.row.UnmountSays)
	}
	return c.mountFuse(options, append(words(point), words(path)...))
}

// fuseWithArguments hands its arguments to the mount script; the variables of before are refused.
func (c *container) fuseWithArguments(args []string) error {
	if c.vars["MOUNT_POINT"] != "" || c.vars["FUSE_ALLUXIO_PATH"] != "" {
		err := c.usage()
		c.hint(fuseHint)
		return err
	}
	options := ""
	if len(args) > 0 && strings.Contains(args[0], fuseOptions) {
		_, options, _ = strings.Cut(args[0], "=")
		args = args[1:]
	}
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		if args[0] != "-o" || len(args) < 2 {
			return NotModelled{"options of the mount script other than -o"}
		}
		options, args = args[1], args[2:]
	}
	return c.mountFuse(options, args)
}

// mountFuse is the mount script: where and what to mount, as far as they are given.
func (c *container) mountFuse(options string, places []string) error {
	p := c.row.processes["fuse"]
	sh := c.shell(false, "alluxio-fuse")
	if err := sh.config(); err != nil {
		return err
	}
	arguments := []string{p.class}
	if c.row.Fuse != "arguments" {
		arguments = append(arguments, words("-o "+joined("big_writes", options)+" -m "+places[0]+" -r "+places[1])...)
		return c.exec(sh, p, sh.vars["CLASSPATH"]+":"+jar, sh.optionsOf(p), arguments)
	}
	for i, key := range []string{"alluxio.fuse.mount.point", "alluxio.fuse.mount.alluxio.path"} {
		if i < len(places) {
			continue
		}
		answer, err := c.getConf(key, words(sh.optionsOf(p)))
		if err != nil {
			return err
		}
		places = append(places, answer)
	}
	where := "-m " + places[0] + " -a " + places[1]
	if options != "" && c.row.FuseOptionOrder == "first" {
		where = "-o " + options + " " + where
	} else if options != "" {
		where += " -o " + options
	}
	return c.exec(sh, p, sh.vars["CLASSPATH"]+":"+jar, sh.optionsOf(p), append(arguments, words(where)...))
}

func joined(first, second string) string {
	if second == "" {
		return first
	}
	return first + "," + second
}
