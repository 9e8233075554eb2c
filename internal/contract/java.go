package contract

import (
	"regexp"
	"strings"
)

var (
	className  = regexp.MustCompile(`^alluxio(\.[a-z]\w*)*\.[A-Z]\w*$`)
	heapOption = regexp.MustCompile(`^-X(mx|ms|mn)`)
	heapSize   = regexp.MustCompile(`^-X(mx|ms|mn)[0-9]+[kKmMgGtT]?$`)
	sizeFlag   = regexp.MustCompile(`^-XX:(MaxDirectMemorySize|MetaspaceSize)\b`)
	flagSize   = regexp.MustCompile(`^-XX:\w+=[0-9]+[kKmMgGtT]?$`)
	switchFlag = regexp.MustCompile(`^-XX:[+-]\w+$`)
	valueFlag  = regexp.MustCompile(`^-XX:\w+=`)
	otherFlag  = regexp.MustCompile(`^-(X|agentlib:|agentpath:|javaagent:|verbose|ea|da|esa|dsa|server$|client$|showversion$|D)`)
)

// jvm reads a command line as the java launcher does: options up to the first word that is none, the main class, its
// arguments. Products' jars are no part of the class path here.
func jvm(line []string) JVM {
	j := JVM{D: map[string]string{}}
	for len(line) > 0 && strings.HasPrefix(line[0], "-") {
		word := line[0]
		line = line[1:]
		if word == "-cp" && len(line) > 0 {
			j.Classpath = folders(line[0])
			line = line[1:]
			continue
		}
		j.Options = append(j.Options, word)
		if property, found := strings.CutPrefix(word, "-D"); found {
			key, value, _ := strings.Cut(property, "=")
			j.D[key] = value
		}
		j.refuse(refusal(word))
	}
	if len(line) == 0 {
		j.refuse("no main class")
		return j
	}
	j.Class, j.Args = line[0], line[1:]
	if !className.MatchString(j.Class) {
		j.refuse("main class not found: " + j.Class)
	}
	return j
}

// refuse keeps the first reason.
func (j *JVM) refuse(reason string) {
	if j.Refused == "" {
		j.Refused = reason
	}
}

// refusal is why a JVM does not accept an option, "" when it does.
func refusal(word string) string {
	switch {
	case heapOption.MatchString(word) && !heapSize.MatchString(word):
		return "invalid heap size option: " + word
	case sizeFlag.MatchString(word) && !flagSize.MatchString(word):
		return "invalid -XX size option: " + word
	case strings.HasPrefix(word, "-XX:") && !switchFlag.MatchString(word) && !valueFlag.MatchString(word):
		return "-XX option without a value: " + word
	case !otherFlag.MatchString(word):
		return "unrecognized option: " + word
	}
	return ""
}

// jar stands for a product's jar in class paths.
const jar = "alluxio.jar"

func folders(classpath string) []string {
	var found []string
	for _, entry := range strings.Split(classpath, ":") {
		if entry != "" && entry != jar {
			found = append(found, entry)
		}
	}
	return found
}
