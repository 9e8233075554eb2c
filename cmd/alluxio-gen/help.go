package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// helpVerb is made by a function, as it speaks of the table that it stands in.
func helpVerb() verb {
	return verb{
		name:     "help",
		synopsis: "[VERB | TOPIC]",
		summary:  "explain a verb or a topic",
		bind:     func(*pflag.FlagSet) action { return help },
		complete: func(before []string) []candidate {
			if len(before) > 0 {
				return nil
			}
			found := verbCandidates()
			for _, t := range topics {
				found = append(found, candidate{t.name, t.summary})
			}
			return found
		},
	}
}

// topics are what `help` explains beside the verbs.
var topics = []struct {
	name, summary string
	show          func(*tool) error
}{
	{"exit-codes", "what the exit codes mean", helpExitCodes},
}

func help(t *tool, args []string) error {
	switch len(args) {
	case 0:
		return overview(t)
	case 1:
	default:
		return usageError{"", "help explains one thing at a time"}
	}
	if v, ok := findVerb(args[0]); ok {
		return v.help(t)
	}
	var names []string
	for _, topic := range topics {
		if topic.name == args[0] {
			return topic.show(t)
		}
		names = append(names, topic.name)
	}
	return usageError{"", "there is no help on " + quoted(args[0]) + orVerb(args[0], names...)}
}

func overview(t *tool) error {
	var b strings.Builder
	b.WriteString("alluxio-gen compiles one description of an Alluxio cluster on Docker into the files that run it.\n\n")
	b.WriteString("Usage:\n  alluxio-gen VERB [flags] [arguments]\n\nVerbs:\n")
	for _, v := range verbs() {
		fmt.Fprintf(&b, "  %-11s %s\n", v.name, v.summary)
	}
	b.WriteString("\nTopics:\n")
	for _, topic := range topics {
		fmt.Fprintf(&b, "  %-11s %s\n", topic.name, topic.summary)
	}
	b.WriteString("\n\"alluxio-gen help VERB\" or \"alluxio-gen help TOPIC\" says more.\n")
	return t.print(b.String())
}

func (v verb) help(t *tool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "alluxio-gen %s: %s\n\n", v.name, v.summary)
	fmt.Fprintf(&b, "Usage:\n  %s\n", strings.TrimRight("alluxio-gen "+v.name+" "+v.synopsis, " "))
	if v.details != "" {
		b.WriteString("\n" + v.details)
	}
	if fs, _ := v.flags(); fs.HasFlags() {
		b.WriteString("\nFlags:\n" + fs.FlagUsages())
	}
	if len(v.examples) > 0 {
		b.WriteString("\nExamples:\n  " + strings.Join(v.examples, "\n  ") + "\n")
	}
	return t.print(b.String())
}

func helpExitCodes(t *tool) error {
	var b strings.Builder
	b.WriteString("The exit codes of alluxio-gen:\n\n")
	for _, e := range exitCodes {
		fmt.Fprintf(&b, "  %d  %s\n", e.code, e.meaning)
	}
	b.WriteString("\nOf several descriptions the lowest code that is not 0 counts: a file that cannot be read is 1.\n")
	return t.print(b.String())
}

func (t *tool) print(text string) error {
	_, err := fmt.Fprint(t.out, text)
	return err
}

// quoted shows what the user gave, in a form that a terminal only prints.
func quoted(s string) string { return strconv.QuoteToGraphic(s) }
