package contract

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

var properties = sync.OnceValues(catalogue.Load)

// lookUp asks the release's key look-up which property a variable's name stands for.
func (c *container) lookUp(name string) (string, bool, error) {
	const class = "alluxio.cli.GetConfKey"
	args := words(name)
	if c.row.SplitsAt == "lines" {
		args = lines(name)
	}
	sh := c.shell(false, "bin/alluxio", class)
	hints := slices.Clone(c.out.Hints)
	j, err := sh.helper(class, nil, nil, args)
	c.out.Hints = hints // what the script says is not shown
	if err != nil {
		return "", false, err
	}
	if j.Refused != "" {
		c.hint(refusedHint + j.Refused)
	}
	if j.Class != class {
		c.refused(class, j, args)
	}
	if j.Refused != "" || len(j.Args) != 1 {
		return "", false, nil
	}
	key, found, err := c.row.property(j.Args[0])
	if found && sh.printed.Len() > 0 {
		return "", false, NotModelled{"a property's line with a message of the scripts in front"}
	}
	return key, found, err
}

// property is the key that a variable's name stands for: an exception, else the name in small letters with dots, if the
// release knows it; an old name as its new one.
func (r *row) property(name string) (string, bool, error) {
	key, exception := r.exceptions[name]
	if !exception {
		key = strings.ReplaceAll(strings.ToLower(name), "_", ".")
	}
	known, err := properties()
	if err != nil {
		return "", false, err
	}
	if life := aliasOf(known, key); life != nil {
		if now, renamed := known.At(life, r.release); renamed {
			return now, true, nil
		}
	}
	for _, p := range known.Properties {
		if p.Key == key {
			_, lives := known.At(p.Life, r.release)
			return key, lives, nil
		}
	}
	return key, slices.ContainsFunc(known.Templates, func(t catalogue.Template) bool {
		_, lives := known.At(t.Life, r.release)
		return lives && regexp.MustCompile(t.Pattern).MatchString(key)
	}), nil
}

func aliasOf(known *catalogue.Catalogue, key string) catalogue.Life {
	for _, a := range known.Aliases {
		if a.Name == key {
			return a.Life
		}
	}
	return nil
}

// defaultOf is the property's default as the catalogue has it.
func (r *row) defaultOf(key string) (string, error) {
	known, err := properties()
	if err != nil {
		return "", err
	}
	releases := Releases()
	value := ""
	for _, p := range known.Properties {
		if p.Key != key {
			continue
		}
		for _, d := range p.Defaults {
			if slices.Index(releases, d.Since) <= slices.Index(releases, r.release) {
				value = d.Value
			}
		}
	}
	return value, nil
}
