package adopt

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// properties are those that processes of a server read otherwise; the job process beside it mostly reads the same.
func properties(name string, was, is Server) (lost []Lost) {
	differ := map[string]map[string]string{} // by what, by process
	note := func(process, what, a, b string) {
		if sameValue(a, b) {
			return
		}
		if differ[what] == nil {
			differ[what] = map[string]string{}
		}
		differ[what][process] = became(a, b)
	}
	for _, process := range slices.Sorted(maps.Keys(was.Read)) {
		if is.Read[process] == nil {
			lost = append(lost, Lost{Where: name, What: "its process " + process, Why: "it would not run there"})
			continue
		}
		lost = append(lost, options(name, was.Options[process], is.Options[process])...)
		for key := range joined(was.Read[process], is.Read[process]) {
			note(process, key, was.Read[process][key], is.Read[process][key])
		}
		note(process, "heap", sizeText(was.Heap[process]), sizeText(is.Heap[process]))
		note(process, "direct memory", sizeText(was.Direct[process]), sizeText(is.Direct[process]))
	}
	note(was.process, "RAM folder", was.RAMFolder, is.RAMFolder)
	for _, what := range slices.Sorted(maps.Keys(differ)) {
		by, job := differ[what], was.joined()
		if _, two := was.Read[job]; !two || by[job] == by[was.process] {
			delete(by, job)
			lost = append(lost, changed(name, what, by[was.process]))
			continue
		}
		for _, process := range slices.Sorted(maps.Keys(by)) {
			lost = append(lost, changed(name, what+" of its "+strings.ReplaceAll(process, "_", " "), by[process]))
		}
	}
	return lost
}

// options are those of a JVM that another is not given.
func options(name string, was, is []string) (lost []Lost) {
	for _, option := range was {
		if !slices.Contains(is, option) {
			lost = append(lost, Lost{Where: name, What: "option " + option, Why: "no description says it"})
		}
	}
	return lost
}

// clientProperties are those that a client reads otherwise.
func clientProperties(name string, was, is map[string]string) (lost []Lost) {
	for _, key := range slices.Sorted(maps.Keys(joined(was, is))) {
		if !sameValue(was[key], is[key]) {
			lost = append(lost, changed(name, key, became(was[key], is[key])))
		}
	}
	return lost
}

// variables are those of a container that no model tells the meaning of. Their values may be secrets.
func variables(was, is types.ServiceConfig) (lost []Lost) {
	for _, name := range slices.Sorted(maps.Keys(was.Environment)) {
		switch a, b := was.Environment[name], is.Environment[name]; {
		case b == nil:
			lost = append(lost, Lost{Where: was.Name, What: "variable " + name, Why: "no description says it"})
		case a == nil || !slices.Equal(sized(*a), sized(*b)):
			lost = append(lost, Lost{Where: was.Name, What: "variable " + name, Why: "it would have another value"})
		}
	}
	return lost
}

// sized are the words of a text; what two JVMs take for one heap is one.
func sized(text string) (words []string) {
	for _, word := range strings.Fields(text) {
		if size, heap := strings.CutPrefix(word, "-Xmx"); heap {
			word = "-Xmx" + sizeText(size)
		}
		words = append(words, word)
	}
	return words
}

func joined(a, b map[string]string) map[string]bool {
	all := map[string]bool{}
	for _, m := range []map[string]string{a, b} {
		for key := range m {
			all[key] = true
		}
	}
	return all
}

// sameValue takes "1G" and "1GB" as one.
func sameValue(a, b string) bool {
	size := regexp.MustCompile(`(?i)^[0-9]+[kmgt]b?$`)
	return a == b || size.MatchString(a) && size.MatchString(b) && sizeText(a) == sizeText(b)
}

// wasNothing begins the reason of what is added.
const wasNothing = "it was not said, and would be "

func changed(service, what, why string) Lost {
	return Lost{Where: service, What: what, Why: why, Added: strings.HasPrefix(why, wasNothing)}
}

func became(a, b string) string {
	switch {
	case a == "":
		return wasNothing + fmt.Sprintf("%q", b)
	case b == "":
		return fmt.Sprintf("it is %q, and would not be said", a)
	}
	return fmt.Sprintf("it is %q, and would be %q", a, b)
}

// idle are the variables that change nothing of what the processes read, and that another service is not given.
func idle(release string, was, is types.ServiceConfig, one Server) (lost []Lost) {
	for _, name := range one.Idle {
		if a, b := was.Environment[name], is.Environment[name]; a != nil && (b == nil || *a != *b) {
			lost = append(lost, Lost{Where: was.Name, What: "variable " + name, Why: "no property, heap or folder of release " + release + " comes from it"})
		}
	}
	return lost
}
