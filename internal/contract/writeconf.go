package contract

import (
	"slices"
	"strings"
)

// writeConf turns variables into lines of alluxio-env.sh and alluxio-site.properties.
func (c *container) writeConf() error {
	if !c.row.EnvScriptOnce || c.script == nil {
		if err := c.writeVariables(); err != nil {
			return err
		}
	}
	if c.row.TextVariables {
		return c.writeTexts()
	}
	return nil
}

func (c *container) writeVariables() error {
	for _, pair := range c.pairs() {
		word := echoed(pair)
		key, value := cutFirst(word), cutRest(word)
		if c.row.ValueCut == "secondField" {
			value = cutSecond(word)
		}
		if err := c.writeVariable(key, value); err != nil {
			return err
		}
	}
	return nil
}

// pairs are the words that the entrypoint takes for variables.
func (c *container) pairs() []string {
	var listed []string
	for _, line := range lines(strings.Join(environ(c.vars, "/usr/bin/env"), "\n")) {
		if c.row.Mapping != "prefix" || strings.Contains(line, "ALLUXIO_") {
			listed = append(listed, line)
		}
	}
	if c.row.SplitsAt == "blanks" {
		return words(strings.Join(listed, "\n"))
	}
	return listed
}

func (c *container) writeVariable(key, value string) error {
	switch {
	case c.forScript(key):
		if !c.row.WritesEnvScript {
			return nil
		}
		if c.row.QuotesExport {
			value = `"` + value + `"`
		}
		return c.appendScript("export " + key + "=" + value)
	case c.row.Mapping == "prefix":
		return c.writeSite(appended(c.site, lowerASCII(strings.ReplaceAll(key, "_", "."))+"="+value))
	case c.row.Mapping == "lookup":
		property, found, err := c.lookUp(key)
		if err != nil || !found {
			return err
		}
		return c.writeSite(appended(c.site, property+"="+value))
	}
	return nil
}

// forScript says whether a name goes to alluxio-env.sh.
func (c *container) forScript(key string) bool {
	if c.row.NameMatch == "exact" {
		return slices.Contains(c.row.EnvScriptNames, key)
	}
	separator := " "
	if c.row.SplitsAt == "lines" {
		separator = "\n"
	}
	return strings.Contains(strings.Join(c.row.EnvScriptNames, separator), key)
}

// writeTexts writes the files whose text a variable holds.
func (c *container) writeTexts() error {
	if c.vars["ALLUXIO_LOG4J_PROPERTIES"] != "" {
		if !c.confWritable() {
			return NotModelled{"log4j.properties in a conf folder that cannot be written"}
		}
		c.out.Log4jReplaced = true
	}
	text := c.vars["ALLUXIO_SITE_PROPERTIES"]
	if text == "" {
		return nil
	}
	printed := echoed(text) + "\n"
	if strings.Contains(text, "n") && echoed(text) == "" {
		printed = ""
	}
	return c.writeSite(&printed)
}

// lowerASCII is tr(1) on the letters of the C locale.
func lowerASCII(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}
