package contract

import (
	"slices"
	"strconv"
	"strings"
)

// Service is a service of a compose file, after Compose has filled in its variables, and the site file that it mounts.
type Service struct {
	// Entrypoint replaces the image's; nil leaves it. Command are the arguments after it.
	Entrypoint, Command []string
	Environment         map[string]string
	// User is "uid" or "uid:gid"; "" is the image's user.
	User string
	// SiteFile is the text of the file mounted at SiteTarget; nil when none is mounted.
	SiteFile   *string
	SiteTarget string
	ReadOnly   bool
}

// imageEntrypoint is what a wrapper ends with: the image's own entrypoint, with the arguments that are left.
const imageEntrypoint = `exec /entrypoint.sh "$@"`

// FromCompose is the start that Compose makes of a service. An entrypoint that does not end in the image's own is
// NotModelled.
func FromCompose(s Service) (Start, error) {
	start := Start{Env: s.Environment, SiteFile: s.SiteFile, ReadOnlySite: s.ReadOnly}
	if s.SiteTarget == etcSite {
		start.SitePath = etcSite
	}
	if s.User != "" {
		uid, _, _ := strings.Cut(s.User, ":")
		n, err := strconv.Atoi(uid)
		if err != nil {
			return start, NotModelled{"a user by name"}
		}
		start.User = &n
	}
	args, err := arguments(s.Entrypoint, s.Command)
	start.Args = args
	return start, err
}

// arguments are what the image's entrypoint is given: all of the command, or what a shell script leaves of it.
func arguments(entrypoint, command []string) ([]string, error) {
	if len(entrypoint) == 0 || slices.Equal(entrypoint, []string{"/entrypoint.sh"}) {
		return command, nil
	}
	if len(entrypoint) < 4 || entrypoint[1] != "-c" || !strings.HasSuffix(strings.TrimSpace(entrypoint[2]), imageEntrypoint) {
		return nil, NotModelled{"an entrypoint that does not end in the image's own"}
	}
	args := slices.Concat(entrypoint[4:], command)
	shifts := strings.Count(entrypoint[2], "shift")
	return args[min(shifts, len(args)):], nil
}
