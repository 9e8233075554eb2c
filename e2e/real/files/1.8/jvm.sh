# Sourced by bin/alluxio and libexec/start: the command line of a JVM, from the environment.

home=/opt/alluxio
conf=${ALLUXIO_CONF_DIR:-$home/conf}
logs=${ALLUXIO_LOGS_DIR:-$home/logs}
if [[ -e $conf/alluxio-env.sh ]]; then
	source "$conf/alluxio-env.sh"
fi

# An old name wins, and is answered with a warning on standard output, where it is in the way of who reads an answer there.
if [[ -n ${ALLUXIO_MASTER_ADDRESS:-} ]]; then
	echo 'ALLUXIO_MASTER_ADDRESS is deprecated, use ALLUXIO_MASTER_HOSTNAME'
	ALLUXIO_MASTER_HOSTNAME=$ALLUXIO_MASTER_ADDRESS
fi

# option KEY VALUE: nothing for no value; a value is a part of the line, so a blank in it ends it.
option() { [[ -z $2 ]] || printf ' -D%s=%s' "$1" "$2"; }

# common: what every JVM gets, the user's own options first.
common() {
	printf '%s' "${ALLUXIO_JAVA_OPTS:-}"
	option alluxio.home "$home"
	option alluxio.conf.dir "$conf"
	option alluxio.logs.dir "$logs"
	if [[ -n ${ALLUXIO_RAM_FOLDER:-} ]]; then
		option alluxio.worker.tieredstore.level0.alias MEM
		option alluxio.worker.tieredstore.level0.dirs.path "$ALLUXIO_RAM_FOLDER"
	fi
	option alluxio.master.hostname "${ALLUXIO_MASTER_HOSTNAME:-}"
	option alluxio.underfs.address "${ALLUXIO_UNDERFS_ADDRESS:-}"
	option alluxio.worker.memory.size "${ALLUXIO_WORKER_MEMORY_SIZE:-}"
	option log4j.configuration "file:$conf/log4j.properties"
	option org.apache.jasper.compiler.disablejsr199 true
	option java.net.preferIPv4Stack true
	option alluxio.logserver.hostname "${ALLUXIO_LOGSERVER_HOSTNAME:-}"
	option alluxio.logserver.port "${ALLUXIO_LOGSERVER_PORT:-}"
}

classpath=$conf/:${ALLUXIO_CLASSPATH:-}:$home/assembly/*

# jvm BEFORE AFTER CLASS ARGUMENT...: BEFORE and AFTER are options to both sides of the common ones, split at blanks.
jvm() {
	local before=$1 after=$2
	shift 2
	exec "${JAVA_HOME:?}/bin/java" -cp "$classpath" $before$(common) $after "$@"
}

# command_line AFTER CLASS ARGUMENT...: the logger comes after the common options
command_line() {
	local after=$1
	shift
	jvm "${ALLUXIO_USER_JAVA_OPTS:-}" "-Dalluxio.logger.type=USER_LOGGER $after" "$@"
}
