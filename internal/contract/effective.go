package contract

import (
	"path"
	"strings"
)

// Effective are the properties that each process of a start reads, by process ("master", "job_master", "worker",
// "job_worker", "proxy", "logserver", "fuse") and key: the site file's, then -D; the last wins. Alluxio trims blanks
// around keys and values; references ${key} stay as they are. A start that does not stay up is an Ended.
func Effective(release string, start Start) (map[string]map[string]string, error) {
	out, err := Run(release, start)
	if err != nil {
		return nil, err
	}
	if !out.Running {
		return nil, Ended{Exit: out.Exit, Hints: out.Hints}
	}
	r, err := rowOf(release)
	if err != nil {
		return nil, err
	}
	c := newContainer(r, start)
	c.site = out.After.Site
	effective := map[string]map[string]string{}
	for _, j := range out.Processes {
		read := c.siteOf(j)
		for key, value := range j.D {
			read[trim(key)] = trim(value)
		}
		effective[r.processOf(j.Class)] = read
	}
	return effective, nil
}

func (r *row) processOf(class string) string {
	for name, p := range r.processes {
		if p.class == class {
			return name
		}
	}
	return class
}

// Ended is the error for a container that does not stay up.
type Ended struct {
	Exit  int
	Hints []string
}

func (e Ended) Error() string {
	return "the container ends with exit code " + itoa(e.Exit) + ": " + strings.Join(e.Hints, "; ")
}

// siteOf are the properties of the first site file that a JVM finds: in its conf folder, in /etc/alluxio, or where
// alluxio.site.conf.dir says.
func (c *container) siteOf(j JVM) map[string]string {
	read := map[string]string{}
	search := j.D["alluxio.conf.dir"] + ",/etc/alluxio"
	if j.D["alluxio.conf.dir"] == "" {
		search = c.row.Home + "/conf" + search
	}
	if said, given := j.D["alluxio.site.conf.dir"]; given {
		search = said
	}
	for _, folder := range strings.Split(search, ",") {
		file := c.siteIn(strings.TrimRight(trim(folder), "/"))
		if file == nil {
			continue
		}
		for key, value := range javaProperties(*file) {
			read[trim(key)] = trim(value)
		}
		break
	}
	return read
}

func (c *container) siteIn(folder string) *string {
	switch folder {
	case linkedHome + "/conf", c.row.Home + "/conf":
		return c.site
	case path.Dir(etcSite):
		return c.etc
	}
	return nil
}

// trim drops what Java's String.trim drops: everything up to the blank.
func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return r <= ' ' })
}

// answer is what the configuration says of a property to a helper JVM.
func (c *container) answer(j JVM, key string) (string, error) {
	if value, given := j.D[key]; given {
		return trim(value), nil
	}
	if value, given := c.siteOf(j)[key]; given {
		return value, nil
	}
	return c.row.defaultOf(key)
}
