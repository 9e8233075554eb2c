#!/bin/bash
# The image's first process, as the recorded starts of releases 2.9.4 to 2.9.6 show it: `ROLE [--no-format]`.
set -euo pipefail

readonly home=/opt/alluxio
readonly env_file=$home/conf/alluxio-env.sh
# The variables that are kept for every later command of the container.
readonly kept=' CLASSPATH HOSTNAME JARS JAVA_OPTS MASTER_JAVA_OPTS PROXY_JAVA_OPTS RAM_FOLDER USER_JAVA_OPTS WORKER_JAVA_OPTS JOB_MASTER_JAVA_OPTS JOB_WORKER_JAVA_OPTS FUSE_JAVA_OPTS '

usage() {
	echo "usage: ${0##*/} master|master-only|job-master|worker|worker-only|job-worker|proxy|logserver|fuse [--no-format]" >&2
	exit 1
}

# keep_variables writes conf/alluxio-env.sh, at the first start only; a value ends at its first newline.
keep_variables() {
	[[ ! -e $env_file ]] || return 0
	local line name lines=()
	while IFS= read -r line; do
		name=${line%%=*}
		if [[ $line == ALLUXIO_*=* && $kept == *" ${name#ALLUXIO_} "* ]]; then
			lines+=("export $name=\"${line#*=}\"")
		fi
	done < <(env)
	((${#lines[@]} == 0)) || printf '%s\n' "${lines[@]}" >"$env_file"
}

# keep_files: whole files given as variables.
keep_files() {
	if [[ -n ${ALLUXIO_SITE_PROPERTIES:-} ]]; then
		echo "$ALLUXIO_SITE_PROPERTIES" >"$home/conf/alluxio-site.properties"
	fi
	if [[ -n ${ALLUXIO_LOG4J_PROPERTIES:-} ]]; then
		echo "$ALLUXIO_LOG4J_PROPERTIES" >"$home/conf/log4j.properties"
	fi
}

# default_tier: /dev/shm, unless a folder is named, an option gives a path, or the first tier is not memory.
default_tier() {
	local alias options="${ALLUXIO_JAVA_OPTS:-}${ALLUXIO_WORKER_JAVA_OPTS:-}"
	alias=$("$home/bin/alluxio" getConf alluxio.worker.tieredstore.level0.alias || true)
	if [[ -z ${ALLUXIO_RAM_FOLDER:-} && $alias == MEM && $options != *alluxio.worker.tieredstore.level0.dirs.path* ]]; then
		export ALLUXIO_RAM_FOLDER=/dev/shm
	fi
}

# format_unless OPTION COMMAND
format_unless() {
	case $1 in
	'') "$home/bin/alluxio" "$2" ;;
	--no-format) ;;
	*) usage ;;
	esac
}

# both FIRST SECOND: two JVMs, which end together; the exit status is 1 when one dies by itself.
both() {
	local role
	for role; do
		"$home/libexec/start" "$role" &
	done
	trap 'trap - TERM; kill $(jobs -p) 2>/dev/null; wait; exit 143' TERM INT
	wait -n || true
	kill $(jobs -p) 2>/dev/null || true
	wait || true
	exit 1
}

# fuse [--fuse-opts=LIST | -o LIST] [POINT [PATH]]: what is not given is a property; the older releases' variables are refused.
fuse() {
	local options=''
	[[ -z ${MOUNT_POINT:-}${FUSE_ALLUXIO_PATH:-} ]] || usage
	case ${1:-} in
	--fuse-opts=*) options=${1#*=} && shift ;;
	-o) options=$2 && shift 2 ;;
	esac
	local point=${1:-} path=${2:-}
	[[ -n $point ]] || point=$("$home/bin/alluxio" getConf alluxio.fuse.mount.point)
	[[ -n $path ]] || path=$("$home/bin/alluxio" getConf alluxio.fuse.mount.alluxio.path)
	exec "$home/libexec/start" fuse ${options:+-o "$options"} -m "$point" -a "$path"
}

role=${1:-}
option=${2:-}
[[ -n $role ]] || usage
keep_variables
keep_files
case $role in worker | worker-only) default_tier ;; esac
case $role in
master)
	format_unless "$option" formatMaster
	both job-master master
	;;
master-only)
	format_unless "$option" formatMaster
	exec "$home/libexec/start" master
	;;
worker)
	format_unless "$option" formatWorker
	both job-worker worker
	;;
worker-only)
	format_unless "$option" formatWorker
	exec "$home/libexec/start" worker
	;;
fuse) fuse "${@:2}" ;;
job-master | job-worker | proxy | logserver) exec "$home/libexec/start" "$role" ;;
*) usage ;;
esac
