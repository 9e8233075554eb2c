package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/spf13/pflag"
)

var whyVerb = verb{
	name:     "why",
	synopsis: "[flags] FILE [KEY][@SERVICE]",
	summary:  "tell how a property reaches a process",
	details: `Says for a property of the description, or one that follows from it, which value each service gets, from which field,
and by which channel: the site file, an environment variable, or a JVM option.
`,
	examples: []string{
		"alluxio-gen why cluster.cue alluxio.worker.ramdisk.size",
		"alluxio-gen why cluster.cue alluxio.master.hostname@worker",
		"alluxio-gen why cluster.cue @worker",
	},
	bind: func(fs *pflag.FlagSet) action {
		var i inspection
		i.bind(fs)
		return func(t *tool, args []string) error { return t.why(args, i) }
	},
}

func (t *tool) why(args []string, i inspection) error {
	if len(args) != 2 {
		return usageError{"why", fmt.Sprintf("why wants a FILE and KEY@SERVICE, not %d arguments", len(args))}
	}
	if err := errors.Join(i.validate("why"), checkNames("why", args[:1])); err != nil {
		return err
	}
	key, service, _ := strings.Cut(args[1], "@")
	src, err := t.read(args[0])
	if err != nil {
		return err
	}
	src.Tags = i.tags
	found, result, err := compiler.Why(src, key, service)
	if err != nil {
		return internalError{err}
	}
	if err := t.judge(i).show(src, result); err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("no service is given %s", quoted(args[1]))
	}
	for _, c := range found {
		if err := t.print(carriedText(c)); err != nil {
			return err
		}
	}
	return nil
}

func carriedText(c compiler.Carried) string {
	return fmt.Sprintf("%s@%s\n  value    %s\n  from     %s\n  channel  %s %s\n  why      %s\n",
		c.Key, c.Service, quoted(c.Value), c.From, c.Channel, c.Carrier, c.Reason)
}
