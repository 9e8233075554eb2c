// Package counterproof holds rules against what runs: each description that a rule refuses is compiled as if the rule did
// not exist, and has to fail for real as the rule says it would. What is seen goes into the rule's page.
package counterproof

// Case is one rule whose failure can be seen. The description is the rule's own golden, golden/err/<rule>/cluster.cue.
type Case struct {
	Rule string
	// Do is what is done with the compiled files.
	Do Step
	// Sees is a pattern of the lines in which the failure shows.
	Sees string
}

// Cases are the rules, by family. Another one is a line here.
var Cases = []Case{
	{"cluster/no-worker", In("master", "fs", "copyFromLocal", "/etc/passwd", "/f"), `(?i)worker found`},
	{"cluster/authentication", In("app", "fs", "ls", "/"), `(?i)unauthenticated`},
	{"delivery/blank-ends", Ask("app", "alluxio.user.app.id"), `^etl`},
	{"delivery/option-text", Run("master"), `Could not find or load main class host`},
	{"delivery/set-by-image", Ask("master", "alluxio.home"), `^/opt/alluxio$`},
	{"delivery/unknown-reference", Ask("worker", "alluxio.tmp.dirs"), `(?i)alluxio\.work\.dri`},
	{"hosts/cpus", Up(), `^Error.*Range of CPUs`},
	{"invariant/form", Run("master-format"), `(?i)(umask|0887|failed to create)`},
	{"invariant/locality-tier", Run("master-format"), `(?i)tier.*zone`},
	{"invariant/order", Run("master-format"), `heartbeat interval`},
	{"invariant/pairs", Run("worker"), `(?i)(dirs|sizes?)`},
	{"invariant/range", Run("master-format"), `(?i)alluxio\.user\.file\.buffer\.bytes`},
	{"invariant/tier-alias", Run("master-format"), `(?i)alias`},
	{"journal/shared-directory", Up("m2", "m3"), `(?i)(exception|fail|unable).*\block(ed)?\b`},
	{"network/port-clash", Up(), `(?i)address already in use`},
	{"network/privileged-port", Run("master"), `(?i)permission denied`},
	{"path/not-writable", Run("master"), `(?i)/metastore`},
	{"property/removed", Ask("app", "alluxio.keyvalue.enabled"), `^alluxio.keyvalue.enabled`},
	{"property/type", Run("worker"), `String cannot be cast to class java.lang.Integer`},
	{"short-circuit/long-socket-path", Run("worker"), `(?i)too long`},
	{"short-circuit/ramdisk-not-mounted", In("app", "fs", "copyFromLocal", "/etc/passwd", "/f"), `Failed to cache`},
}
