package contract

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data
var data embed.FS

// Releases are the images that the model knows, oldest first.
func Releases() []string {
	text, err := data.ReadFile("data/releases.txt")
	if err != nil {
		panic(err) // embedded
	}
	return strings.Fields(string(text))
}

// behaviour is what a release does that needs one word; the field's name is the table's.
type behaviour struct {
	Home               string            // the folder that conf, logs and options name
	User               int               // the image's uid
	WorkDir            string            // where the entrypoint starts
	Env                map[string]string // of the image, without HOME and HOSTNAME
	HomeOfUser         map[string]string // by uid; others have "/"
	OneArgument        bool              // exactly one argument is accepted
	ServiceIgnoresCase bool
	FormatOption       bool   // --no-format is known
	Mapping            string // prefix, lookup, none: how variables become lines of the site file
	WritesEnvScript    bool
	SplitsAt           string // blanks, lines: what separates the variables
	ValueCut           string // secondField, rest: what counts as value
	NameMatch          string // substring, exact: of a variable with envScriptNames
	EnvScriptNames     []string
	QuotesExport       bool
	EnvScriptOnce      bool // alluxio-env.sh is written only if it is not there
	TextVariables      bool // ALLUXIO_SITE_PROPERTIES and ALLUXIO_LOG4J_PROPERTIES are files' texts
	RamFolder          string
	DynamicUser        bool
	Ends               string // first, signal: how a container of two processes ends when one does
	Launcher           string // the script that starts a process, as it is called
	AttachOptions      bool
	JournalBackup      bool
	LauncherOptions    []string // what bin/alluxio takes for an option of the JVM
	GetConfOptions     []string
	FormatOptions      map[string][]string // by what is formatted
	Fuse               string              // none, variable, fixed, options, arguments
	FormatsWorkers     bool                // a master's format asks the conf folder for the workers, too
	UnmountSays        string              // to a user who is not root, by the fuse service before it mounts
	FuseMountPoint     string
	FuseVariables      []string
	FuseOptionOrder    string
}

// row is everything that a release does.
type row struct {
	behaviour
	release     string
	services    map[string]service
	processes   map[string]process
	options     []option
	defaults    []defaultOption
	substitutes []substitute
	warnings    []warning
	exceptions  map[string]string
}

// service is what the first argument may be. Kind is run, fuse, missing (a program that the image lacks) or unknown.
type service struct {
	format, kind string
	processes    []string
}

// process is a JVM's launch: options is a text with shell variables and ${role}, ${common}, ${remote}.
type process struct{ class, variable, remote, options, arguments string }

// option is added to the common options when the variable is not empty; always when when is "".
type option struct{ when, text string }

// defaultOption is added unless the options contain one of the words.
type defaultOption struct {
	process string
	unless  []string
	text    string
}

// substitute is a variable that stands in for another.
type substitute struct {
	variable, instead string
	overrides         bool
}

// warning is printed when the common options contain a text.
type warning struct{ contains, printed string }

var rowOf = func() func(string) (*row, error) {
	load := sync.OnceValues(loadRows)
	return func(release string) (*row, error) {
		rows, err := load()
		if err != nil {
			return nil, err
		}
		if r, known := rows[release]; known {
			return r, nil
		}
		return nil, fmt.Errorf("no image of release %q", release)
	}
}()

func loadRows() (map[string]*row, error) {
	rows := map[string]*row{}
	for _, release := range Releases() {
		r, err := loadRow(release)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", release, err)
		}
		rows[release] = r
	}
	return rows, nil
}

func loadRow(release string) (*row, error) {
	r := &row{release: release, services: map[string]service{}, processes: map[string]process{}, exceptions: map[string]string{}}
	if err := r.loadBehaviour(); err != nil {
		return nil, err
	}
	r.Home = strings.ReplaceAll(r.Home, "{release}", release)
	for file, add := range r.tables() {
		if err := eachRow(file, release, add); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// tables are the files of data/ beside behaviour.tsv, and what a row of each adds.
func (r *row) tables() map[string]func(columns map[string]string) {
	return map[string]func(c map[string]string){
		"services": func(c map[string]string) {
			r.services[c["service"]] = service{c["format"], c["kind"], strings.Fields(c["processes"])}
		},
		"processes": func(c map[string]string) {
			r.processes[c["process"]] = process{c["class"], c["variable"], c["remote"], c["options"], c["arguments"]}
		},
		"options": func(c map[string]string) { r.options = append(r.options, option{c["when"], c["option"]}) },
		"defaults": func(c map[string]string) {
			r.defaults = append(r.defaults, defaultOption{c["process"], strings.Fields(c["unless"]), c["option"]})
		},
		"substitutes": func(c map[string]string) {
			r.substitutes = append(r.substitutes, substitute{c["variable"], c["instead"], c["overrides"] == "yes"})
		},
		"warnings":   func(c map[string]string) { r.warnings = append(r.warnings, warning{c["contains"], c["printed"]}) },
		"exceptions": func(c map[string]string) { r.exceptions[c["variable"]] = c["key"] },
	}
}

// loadBehaviour reads each value as JSON into the field of its name; all fields must be there, once.
func (r *row) loadBehaviour() error {
	values := map[string]json.RawMessage{}
	var twice error
	err := eachRow("behaviour", r.release, func(c map[string]string) {
		if _, present := values[c["behaviour"]]; present {
			twice = fmt.Errorf("two values of %s", c["behaviour"])
		}
		values[c["behaviour"]] = json.RawMessage(c["value"])
	})
	if err == nil {
		err = twice
	}
	if err != nil {
		return err
	}
	text, err := json.Marshal(values)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(&r.behaviour)
}

// eachRow calls add for the rows of a table that hold for the release, columns by their head.
func eachRow(table, release string, add func(columns map[string]string)) error {
	text, err := data.ReadFile("data/" + table + ".tsv")
	if err != nil {
		return err
	}
	releases := Releases()
	at := slices.Index(releases, release)
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != len(head) {
			return fmt.Errorf("%s.tsv: %d columns in %q", table, len(cells), line)
		}
		columns := map[string]string{}
		for i, cell := range cells {
			columns[head[i]] = cell
		}
		since, until := slices.Index(releases, columns["since"]), slices.Index(releases, columns["until"])
		if since < 0 || until < since {
			return fmt.Errorf("%s.tsv: no range in %q", table, line)
		}
		if since <= at && at <= until {
			add(columns)
		}
	}
	return nil
}
