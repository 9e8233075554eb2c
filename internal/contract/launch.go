package contract

import (
	"slices"
	"strings"
)

// launchAll starts the processes of a service. When one of two does not come up, the container ends.
func (c *container) launchAll(names []string) error {
	var ended error
	for _, name := range names {
		err := c.launch(name)
		if _, refused := err.(exit); err != nil && !refused {
			return err
		}
		if ended == nil {
			ended = err
		}
	}
	if ended != nil && len(names) > 1 && c.row.Ends == "signal" {
		c.hint(signalHint)
		return exit(1)
	}
	return ended
}

// launch starts one process in the foreground.
func (c *container) launch(name string) error {
	p, known := c.row.processes[name]
	if !known {
		return NotModelled{"process " + name}
	}
	sh := c.shell(true, strings.ReplaceAll(c.row.Launcher, "{process}", strings.ReplaceAll(name, "_", "-")))
	if err := sh.config(); err != nil {
		return err
	}
	if backup := sh.vars["JOURNAL_BACKUP"]; c.row.JournalBackup && name == "master" && backup != "" {
		sh.vars[p.variable] += " -Dalluxio.master.journal.init.from.backup=" + backup
	}
	options := sh.optionsOf(p)
	for _, d := range c.row.defaults {
		given := slices.ContainsFunc(d.unless, func(text string) bool { return strings.Contains(options, text) })
		if d.process == name && !given {
			options += " " + d.text
		}
	}
	return c.exec(sh, p, sh.classpath(), options, append([]string{p.class}, words(filled(p.arguments, sh.vars))...))
}

// exec is the JVM's command line, after the shell split it; rest is the main class and its arguments.
func (c *container) exec(sh *shell, p process, classpath, options string, rest []string) error {
	var line []string
	if c.row.AttachOptions {
		line = words(sh.vars[strings.TrimSuffix(p.variable, "JAVA_OPTS")+"ATTACH_OPTS"])
	}
	line = append(append(line, "-cp"), words(classpath)...)
	j := jvm(append(append(line, words(options)...), rest...))
	c.out.Processes = append(c.out.Processes, j)
	if j.Refused != "" {
		c.hint(refusedHint + j.Refused)
		return exit(1)
	}
	return nil
}
