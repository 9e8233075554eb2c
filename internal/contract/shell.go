package contract

import (
	"maps"
	"strings"
)

// shell is a script of the release that sources alluxio-config.sh: bin/alluxio or a launcher.
type shell struct {
	c    *container
	vars map[string]string
	// args are $0, $1, ... where alluxio-env.sh is sourced.
	args []string
	// errexit says that the script ends when a command fails.
	errexit bool
	// printed is what went to standard output so far.
	printed strings.Builder
}

func (c *container) shell(errexit bool, args ...string) *shell {
	return &shell{c: c, vars: maps.Clone(c.vars), args: args, errexit: errexit}
}

// config sources alluxio-config.sh: folders, alluxio-env.sh, then the common options.
func (sh *shell) config() error {
	row := sh.c.row
	sh.vars["ALLUXIO_HOME"] = row.Home
	sh.preset("ALLUXIO_CONF_DIR", row.Home+"/conf")
	sh.preset("ALLUXIO_LOGS_DIR", row.Home+"/logs")
	sh.preset("ALLUXIO_USER_LOGS_DIR", sh.vars["ALLUXIO_LOGS_DIR"]+"/user")
	if script := sh.c.script; script != nil && sh.ownConf() {
		if err := sh.source(*script); err != nil {
			return err
		}
	}
	sh.substitute()
	sh.preset("ALLUXIO_LOGSERVER_LOGS_DIR", sh.vars["ALLUXIO_HOME"]+"/logs")
	sh.commonOptions()
	return nil
}

// preset gives an empty variable a value.
func (sh *shell) preset(name, value string) {
	if sh.vars[name] == "" {
		sh.vars[name] = value
	}
}

// ownConf says whether the conf folder is the one that the entrypoint writes.
func (sh *shell) ownConf() bool {
	folder := strings.TrimRight(sh.vars["ALLUXIO_CONF_DIR"], "/")
	return folder == linkedHome+"/conf" || folder == sh.c.row.Home+"/conf"
}

func (sh *shell) substitute() {
	for _, s := range sh.c.row.substitutes {
		value := sh.vars[s.instead]
		if value == "" || !s.overrides && sh.vars[s.variable] != "" {
			continue
		}
		sh.vars[s.variable] = value
		sh.print(warningHint + strings.TrimPrefix(s.instead, "ALLUXIO_") + " is deprecated")
	}
}

// commonOptions appends the release's options to the user's.
func (sh *shell) commonOptions() {
	common := sh.vars["ALLUXIO_JAVA_OPTS"]
	for _, w := range sh.c.row.warnings {
		if strings.Contains(common, w.contains) {
			sh.print(warningHint + w.printed + " in the options is ignored")
		}
	}
	for _, o := range sh.c.row.options {
		if o.when == "" || sh.vars[o.when] != "" {
			common += " " + filled(o.text, sh.vars)
		}
	}
	sh.vars["ALLUXIO_JAVA_OPTS"] = common
}

// print is a message to standard output; only that there is one matters to who reads it.
func (sh *shell) print(message string) {
	sh.printed.WriteString(message + "\n")
	sh.c.hint(message)
}

// optionsOf is the text of a process's options, before the shell splits it.
func (sh *shell) optionsOf(p process) string {
	remote := ""
	if p.remote != "" && sh.vars["ALLUXIO_LOGSERVER_HOSTNAME"] != "" && sh.vars["ALLUXIO_LOGSERVER_PORT"] != "" {
		remote = " -Dalluxio.remote.logger.type=REMOTE_" + p.remote + "_LOGGER"
	}
	texts := maps.Clone(sh.vars)
	texts["role"], texts["common"], texts["remote"] = sh.vars[p.variable], sh.vars["ALLUXIO_JAVA_OPTS"], remote
	return filled(p.options, texts)
}

// classpath is the -cp argument before the shell splits it.
func (sh *shell) classpath() string {
	return sh.vars["ALLUXIO_CONF_DIR"] + "/:" + sh.vars["ALLUXIO_CLASSPATH"] + ":" + jar
}
