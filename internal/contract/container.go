package contract

import (
	"maps"
	"slices"
	"strings"
)

const (
	linkedHome = "/opt/alluxio" // the home folder as the entrypoint names it
	etcSite    = "/etc/alluxio/alluxio-site.properties"
	hostName   = "c0ffee000001" // for who asks; a start's HOSTNAME replaces it
)

// container is one start in progress.
type container struct {
	row   *row
	start Start
	user  int
	// vars is the environment of the entrypoint's process.
	vars map[string]string
	// site is conf/alluxio-site.properties, etc the one in /etc/alluxio, script conf/alluxio-env.sh; nil is no file.
	site, etc, script *string
	out               Outcome
}

func newContainer(r *row, start Start) *container {
	c := &container{row: r, start: start, user: r.User, vars: maps.Clone(r.Env)}
	if start.User != nil {
		c.user = *start.User
	}
	c.vars["HOSTNAME"] = hostName
	c.vars["HOME"] = r.homeOf(c.user)
	maps.Copy(c.vars, start.Env)
	switch {
	case start.SiteFile != nil && start.SitePath == etcSite:
		c.etc = start.SiteFile
	case start.SiteFile != nil:
		c.site = start.SiteFile
	}
	if start.Before != nil {
		c.script = start.Before.EnvScript
		if start.Before.Site != nil {
			c.site = start.Before.Site
		}
	}
	return c
}

func (r *row) homeOf(user int) string {
	if home, known := r.HomeOfUser[itoa(user)]; known {
		return home
	}
	return "/"
}

// finish sorts what came from processes that start at the same time, and keeps the files.
func (c *container) finish() {
	slices.SortStableFunc(c.out.Processes, func(a, b JVM) int { return strings.Compare(a.Class, b.Class) })
	sortHints(c.out.Hints)
	c.out.After = Files{Site: c.site, EnvScript: c.script}
}

// confWritable says whether the process may write into the conf folder.
func (c *container) confWritable() bool {
	switch c.start.Conf {
	case ConfReadOnly:
		return false
	case ConfRoot:
		return c.user == 0
	case ConfAlluxio:
		return c.user == 0 || c.user == 1000
	}
	return true
}

// appendScript adds a line to alluxio-env.sh.
func (c *container) appendScript(line string) error {
	if !c.confWritable() {
		c.hint(scriptHint + c.denied())
		return exit(1)
	}
	c.out.Added = append(c.out.Added, line)
	c.script = appended(c.script, line)
	return nil
}

// writeSite replaces conf/alluxio-site.properties.
func (c *container) writeSite(text *string) error {
	mounted := c.start.SiteFile != nil && c.start.SitePath != etcSite
	switch {
	case mounted && c.start.ReadOnlySite:
		c.hint(siteHint + "read-only")
		return exit(1)
	case !c.confWritable():
		c.hint(siteHint + c.denied())
		return exit(1)
	}
	c.site = text
	return nil
}

func (c *container) denied() string {
	if c.start.Conf == ConfReadOnly {
		return "read-only"
	}
	return "permission denied"
}

// appended is a file with one more line; a last line without a newline is continued.
func appended(file *string, line string) *string {
	text := line + "\n"
	if file != nil {
		text = *file + text
	}
	return &text
}
