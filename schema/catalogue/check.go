package catalogue

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// types are the words that a property's life may use, beside enum:<class>.
var types = []string{"boolean", "int", "long", "double", "size", "duration", "list", "string", "class"}

// Check reports every contradiction in the data files, joined; the generator refuses to write with one.
func (c *Catalogue) Check() error {
	enums := map[string]Life{}
	for _, e := range c.Enums {
		enums[e.Name] = e.Life
	}
	var errs []error
	add := func(name string, err error) {
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
	}
	for _, e := range c.entries() {
		add(e.Name, c.checkLife(e.Life))
	}
	if len(errs) > 0 { // what follows reckons with sound lives
		return errors.Join(errs...)
	}
	for _, p := range c.Properties {
		add(p.Key, c.checkTypes(p.Life, enums))
		add(p.Key, c.checkWithin(p))
	}
	for _, t := range c.Templates {
		add(t.Form, c.checkTypes(t.Life, enums))
		_, err := regexp.Compile(t.Pattern)
		add(t.Form, err)
	}
	n := c.names()
	for _, e := range c.Aliases {
		add(e.Name, c.checkAlias(e, n))
	}
	return errors.Join(errs...)
}

// entries are all names that have a life.
func (c *Catalogue) entries() []Entry {
	entries := slices.Concat(c.Enums, c.Aliases, c.Successors)
	for _, p := range c.Properties {
		entries = append(entries, Entry{p.Key, p.Life})
	}
	for _, t := range c.Templates {
		entries = append(entries, Entry{t.Form, t.Life})
	}
	return entries
}

// checkLife wants known releases, in order and without overlap.
func (c *Catalogue) checkLife(life Life) error {
	if len(life) == 0 {
		return errors.New("empty life")
	}
	last := -1
	for _, s := range life {
		since, known := c.order[s.Since]
		until, known2 := c.order[s.Until]
		if !known || !known2 || since <= last || until < since {
			return fmt.Errorf("%q is out of order or names an unknown release", life)
		}
		last = until
	}
	return nil
}

// checkTypes wants known types, and values for an enum in every release of its span.
func (c *Catalogue) checkTypes(life Life, enums map[string]Life) error {
	for _, s := range life {
		class, isEnum := strings.CutPrefix(s.What, "enum:")
		if !isEnum && !slices.Contains(types, s.What) {
			return fmt.Errorf("unknown type %q", s.What)
		}
		for _, release := range c.between(s) {
			if _, has := c.At(enums[class], release); isEnum && !has {
				return fmt.Errorf("enum %s has no values in %s", class, release)
			}
		}
	}
	return nil
}

// checkWithin wants ranges and defaults inside the key's own life.
func (c *Catalogue) checkWithin(p Property) error {
	for _, s := range slices.Concat(p.Refused, p.Deprecated) {
		if _, known := c.order[s.Since]; !known || c.order[s.Until] > c.order[p.Life[len(p.Life)-1].Until] {
			return fmt.Errorf("%s to %s is outside its life %q", s.Since, s.Until, p.Life)
		}
	}
	for _, d := range p.Defaults {
		if _, live := c.At(p.Life, d.Since); !live {
			return fmt.Errorf("default of %s, outside its life %q", d.Since, p.Life)
		}
	}
	return nil
}

// checkAlias wants a name that the release itself reads, in every release of a span.
func (c *Catalogue) checkAlias(e Entry, n *names) error {
	for _, s := range e.Life {
		for _, release := range c.between(s) {
			if read, ok := n.reads(s.What, release); !ok || read != s.What {
				return fmt.Errorf("stands for %s, which %s does not read", s.What, release)
			}
		}
	}
	return nil
}

// between lists the releases of a span.
func (c *Catalogue) between(s Span) []string {
	return c.Releases[c.order[s.Since] : c.order[s.Until]+1]
}
