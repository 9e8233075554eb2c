package contract

import (
	"slices"
	"strings"
)

// helper runs bin/alluxio up to the JVM: a class with arguments of the script and of the caller. Its options come after
// the user options; what the caller gives that looks like an option of the JVM goes there too.
func (sh *shell) helper(class string, options, fixed, args []string) (JVM, error) {
	if err := sh.config(); err != nil {
		return JVM{}, err
	}
	var classArgs []string
	for _, arg := range args {
		isOption := func(prefix string) bool { return strings.HasPrefix(arg, prefix) }
		if slices.ContainsFunc(sh.c.row.LauncherOptions, isOption) {
			options = append(slices.Clip(options), words(arg)...)
		} else if arg != "-debug" {
			classArgs = append(classArgs, arg)
		}
	}
	line := append([]string{"-cp"}, words(sh.classpath())...)
	line = append(line, words(sh.optionsOf(sh.c.row.processes["user"]))...)
	line = append(line, options...)
	line = append(line, class)
	line = append(line, fixed...)
	return jvm(append(line, classArgs...)), nil
}

// refused notes a helper that did not start.
func (c *container) refused(class string, j JVM, args []string) {
	c.out.HelpersRefused = append(c.out.HelpersRefused, Refusal{Helper: class, Args: args, Reason: j.Refused})
}

// runFormat formats a master's or a worker's storage.
func (c *container) runFormat(what string) error {
	const class = "alluxio.cli.Format"
	sh := c.shell(false, "bin/alluxio")
	j, err := sh.helper(class, c.row.FormatOptions[what], []string{what}, nil)
	if c.row.FormatsWorkers && what == "master" && err == nil && !sh.ownConf() {
		c.hint(missingHint)
	}
	switch {
	case err != nil:
		return err
	case j.Refused != "":
		c.hint(refusedHint + j.Refused)
		c.refused(class, j, []string{what})
		return exit(1)
	}
	c.out.Formatted = append(c.out.Formatted, j)
	return nil
}

// getConf asks for a property as `bin/alluxio getConf` does. The answer is everything that was printed.
func (c *container) getConf(key string, options []string) (string, error) {
	const class = "alluxio.cli.GetConf"
	sh := c.shell(false, "bin/alluxio", key)
	j, err := sh.helper(class, c.row.GetConfOptions, nil, append(slices.Clip(options), key))
	if err != nil {
		return "", err
	}
	if j.Refused != "" {
		c.hint(refusedHint + j.Refused)
	}
	switch {
	case j.Class != class:
		c.refused(class, j, []string{key})
		return strings.TrimRight(sh.printed.String(), "\n"), nil
	case j.Refused != "":
		c.out.GetConf = append(c.out.GetConf, Question{Key: key})
		return strings.TrimRight(sh.printed.String(), "\n"), nil
	}
	answer, err := c.answer(j, key)
	if err != nil {
		return "", err
	}
	c.out.GetConf = append(c.out.GetConf, Question{Key: key, Answer: &answer})
	return strings.TrimRight(sh.printed.String()+answer, "\n"), nil
}
