# Sourced by bin/alluxio and libexec/start: the command line of a JVM, from the environment.

home=/opt/alluxio
conf=${ALLUXIO_CONF_DIR:-$home/conf}
logs=${ALLUXIO_LOGS_DIR:-$home/logs}
if [[ -e $conf/alluxio-env.sh ]]; then
	source "$conf/alluxio-env.sh"
fi

# option KEY VALUE: nothing for no value; a value is a part of the line, so a blank in it ends it.
option() { [[ -z $2 ]] || printf ' -D%s=%s' "$1" "$2"; }

# common: what every JVM gets, the user's own options first.
common() {
	printf '%s' "${ALLUXIO_JAVA_OPTS:-}"
	option alluxio.home "$home"
	option alluxio.conf.dir "$conf"
	option alluxio.logs.dir "$logs"
	option alluxio.user.logs.dir "$logs/user"
	if [[ -n ${ALLUXIO_RAM_FOLDER:-} ]]; then
		option alluxio.worker.tieredstore.level0.alias MEM
		option alluxio.worker.tieredstore.level0.dirs.path "$ALLUXIO_RAM_FOLDER"
	fi
	option alluxio.master.hostname "${ALLUXIO_MASTER_HOSTNAME:-}"
	option alluxio.master.mount.table.root.ufs "${ALLUXIO_MASTER_MOUNT_TABLE_ROOT_UFS:-${ALLUXIO_UNDERFS_ADDRESS:-}}"
	option alluxio.worker.ramdisk.size "${ALLUXIO_WORKER_MEMORY_SIZE:-}"
	option alluxio.worker.ramdisk.size "${ALLUXIO_WORKER_RAMDISK_SIZE:-}"
	option log4j.configuration "file:$conf/log4j.properties"
	option org.apache.jasper.compiler.disablejsr199 true
	option java.net.preferIPv4Stack true
	option org.apache.ratis.thirdparty.io.netty.allocator.useCacheForAllThreads false
	option alluxio.logserver.hostname "${ALLUXIO_LOGSERVER_HOSTNAME:-}"
	option alluxio.logserver.port "${ALLUXIO_LOGSERVER_PORT:-}"
}

# Old names are answered with a warning on standard output, where it is in the way of who reads an answer there.
if [[ -n ${ALLUXIO_UNDERFS_ADDRESS:-} && -z ${ALLUXIO_MASTER_MOUNT_TABLE_ROOT_UFS:-} ]]; then
	echo 'ALLUXIO_UNDERFS_ADDRESS is deprecated, use ALLUXIO_MASTER_MOUNT_TABLE_ROOT_UFS'
fi

classpath=$conf/:${ALLUXIO_CLASSPATH:-}:$home/assembly/*

# jvm BEFORE AFTER CLASS ARGUMENT...: BEFORE and AFTER are options to both sides of the common ones, split at blanks.
jvm() {
	local before=$1 after=$2
	shift 2
	exec "${JAVA_HOME:?}/bin/java" -cp "$classpath" $before $(common) $after "$@"
}

# command_line AFTER CLASS ARGUMENT...
command_line() {
	local after=$1
	shift
	jvm -Dalluxio.logger.type=USER_LOGGER "${ALLUXIO_USER_JAVA_OPTS:-} $after" "$@"
}
