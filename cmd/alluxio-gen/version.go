package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/pflag"
)

var versionVerb = verb{
	name:    "version",
	summary: "print the version",
	bind: func(*pflag.FlagSet) action {
		return func(t *tool, args []string) error {
			if len(args) > 0 {
				return usageError{"version", "version takes no arguments"}
			}
			return t.print(version() + "\n")
		}
	},
}

// version says which alluxio-gen this is, in one line.
func version() string {
	return fmt.Sprintf("alluxio-gen %s %s %s/%s", ownVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// ownVersion is what the Go tool chain built into the binary.
func ownVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return describe(info)
	}
	return "unknown"
}

// describe gives the module's version and, where it is known, the revision that was built.
func describe(info *debug.BuildInfo) string {
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	if revision := set["vcs.revision"]; revision != "" {
		v += " " + revision[:min(12, len(revision))]
	}
	if set["vcs.modified"] == "true" {
		v += " (modified)"
	}
	return v
}
