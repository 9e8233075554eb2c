package contract

import (
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// entrypoint is the whole start. Its error is how the container ended, nil when it stays up.
func (c *container) entrypoint() error {
	args := c.start.Args
	if len(args) < 1 || c.row.OneArgument && len(args) != 1 {
		return c.usage()
	}
	if c.row.DynamicUser && c.wantsUser() {
		return NotModelled{"a user made at start"}
	}
	if err := c.ramFolder(); err != nil {
		return err
	}
	c.enter(linkedHome)
	if err := c.writeConf(); err != nil {
		return err
	}
	if c.row.Fuse == "variable" && c.vars["ENABLE_FUSE"] == "true" {
		if err := c.mountFuse("", []string{c.row.FuseMountPoint, "/"}); err != nil {
			return err
		}
	}
	name := args[0]
	if c.row.ServiceIgnoresCase {
		name = strings.ToLower(name)
	}
	s, known := c.row.services[name]
	if !known {
		return c.usage()
	}
	return c.serve(s, args[1:])
}

func (c *container) usage() error {
	c.hint(usageHint)
	return exit(1)
}

// enter is `cd`.
func (c *container) enter(folder string) {
	c.vars["PWD"], c.vars["OLDPWD"], c.vars["SHLVL"] = folder, c.row.WorkDir, "1"
}

// wantsUser says whether the entrypoint makes a user first: all four variables name one that is not root.
func (c *container) wantsUser() bool {
	named := func(name string) bool { return !slices.Contains([]string{"", "root", "0"}, c.vars[name]) }
	return c.user == 0 && named("ALLUXIO_USERNAME") && named("ALLUXIO_GROUP") && named("ALLUXIO_UID") && named("ALLUXIO_GID")
}

// serve formats and runs a service; options are the arguments after its name.
func (c *container) serve(s service, options []string) error {
	switch s.kind {
	case "unknown":
		return NotModelled{"a program that is no part of the release"}
	case "missing":
		c.hint(missingHint)
		return exit(127)
	case "fuse":
		return c.fuse(options)
	}
	if c.row.RamFolder == "ifMemoryTierOfWorker" && s.format == "worker" {
		if err := c.defaultRamFolder(); err != nil {
			return err
		}
	}
	if s.format != "" {
		if err := c.format(s.format, options); err != nil {
			return err
		}
	}
	return c.launchAll(s.processes)
}

// format formats at every start, unless told otherwise where that is known.
func (c *container) format(what string, options []string) error {
	if c.row.FormatOption && len(options) > 0 && options[0] != "" {
		if options[0] != "--no-format" {
			return c.usage()
		}
		return nil
	}
	return c.runFormat(what)
}

// ramFolder sets ALLUXIO_RAM_FOLDER before the files are written, where the release does so.
func (c *container) ramFolder() error {
	switch c.row.RamFolder {
	case "always":
		c.setRamFolder()
	case "unlessTierVariable":
		if c.vars["ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_PATH"] == "" {
			c.setRamFolder()
		}
	case "ifMemoryTier":
		return c.defaultRamFolder()
	}
	return nil
}

// defaultRamFolder asks the release's own configuration whether the top tier is memory.
func (c *container) defaultRamFolder() error {
	answer, err := c.getConf("alluxio.worker.tieredstore.level0.alias", nil)
	if err != nil || answer != "MEM" {
		return err
	}
	options := c.vars["ALLUXIO_JAVA_OPTS"] + " " + c.vars["ALLUXIO_WORKER_JAVA_OPTS"]
	if !strings.Contains(options, "alluxio.worker.tieredstore.level0.dirs.path") {
		c.setRamFolder()
	}
	return nil
}

func (c *container) setRamFolder() {
	if c.vars["ALLUXIO_RAM_FOLDER"] == "" {
		c.vars["ALLUXIO_RAM_FOLDER"] = "/dev/shm"
	}
}
