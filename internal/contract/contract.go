// Package contract is the model of the official Alluxio images, 1.5.0 to 2.9.6: what the start scripts of a release make
// of a container's arguments, environment, user and site file. It is the judge of what the compiler writes, so neither
// knows the other. The facts are the tables in data/, a row per range of releases; the Go code is what a shell does.
// Sources: entrypoint.sh, bin/, libexec/ and integration/ at the release tags; testdata/ holds what they did when run.
package contract

import "fmt"

// Start is one start of a container.
type Start struct {
	// Args are the arguments after the image's entrypoint.
	Args []string
	// Env are the variables given to the container; they replace those of the image.
	Env map[string]string
	// SiteFile is the text of a mounted alluxio-site.properties, bytes as they are; nil when none is mounted.
	SiteFile *string
	// SitePath is where it is mounted; "" is the conf folder of the image.
	SitePath string
	// ReadOnlySite says that the mount of the site file cannot be written.
	ReadOnlySite bool
	// User is the uid of the process; nil is the image's.
	User *int
	// Conf says who may write the conf folder.
	Conf ConfDir
	// Before is what an earlier start of the same container left; nil at the first one.
	Before *Files
}

// ConfDir is the state of the image's conf folder.
type ConfDir string

// The states of the conf folder: as in the image (the image's user may write it), owned by a user, a read-only mount.
const (
	ConfAsImage  ConfDir = ""
	ConfRoot     ConfDir = "owned by uid 0"
	ConfAlluxio  ConfDir = "owned by uid 1000"
	ConfReadOnly ConfDir = "read-only mount"
)

// Files are the files of the conf folder that a start may change.
type Files struct {
	// Site is alluxio-site.properties in the conf folder, EnvScript alluxio-env.sh; nil is no file.
	Site, EnvScript *string
}

// Outcome is what a start came to.
type Outcome struct {
	// Running says that the container stays up; else Exit is its exit code.
	Running bool
	Exit    int
	// Processes are the long-running JVMs, by class name.
	Processes []JVM
	// Formatted are the format commands that ran before.
	Formatted []JVM
	// GetConf are the scripts' questions for a property.
	GetConf []Question
	// HelpersRefused are short-lived JVMs whose command line a JVM would not accept.
	HelpersRefused []Refusal
	// Added are the lines that this start added to alluxio-env.sh.
	Added []string
	// Log4jReplaced says that conf/log4j.properties was written.
	Log4jReplaced bool
	// After are the files as this start leaves them.
	After Files
	// Hints say in short what was printed.
	Hints []string
}

// JVM is one Java command line. Options keep their order and leave the class path out.
type JVM struct {
	Class   string
	Args    []string
	Options []string
	// D is the last value of each -D key.
	D map[string]string
	// Classpath holds folders and what ALLUXIO_CLASSPATH names; the product's jars are left out.
	Classpath []string
	// Refused is why a JVM would not start so, "" when it would.
	Refused string
}

// Question is a look-up of a property by a script; Answer is nil when the JVM refused its command line.
type Question struct {
	Key    string
	Answer *string
}

// Refusal is a helper JVM that did not start.
type Refusal struct {
	Helper string
	Args   []string
	Reason string
}

// NotModelled is the error for a start whose outcome the model does not know.
type NotModelled struct{ What string }

func (e NotModelled) Error() string { return "not modelled: " + e.What }

// Run computes what a release's image makes of a start. The error is NotModelled, or says that the release is not one of
// Releases.
func Run(release string, start Start) (Outcome, error) {
	row, err := rowOf(release)
	if err != nil {
		return Outcome{}, err
	}
	c := newContainer(row, start)
	err = c.entrypoint()
	switch stop := err.(type) {
	case nil:
		c.out.Running = true
	case exit:
		c.out.Exit = int(stop)
	default:
		return Outcome{}, fmt.Errorf("%s %q: %w", release, start.Args, err)
	}
	c.finish()
	return c.out, nil
}

// exit is the error that ends a script.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }
