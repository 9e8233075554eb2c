#!/bin/bash
# The image's first process, as the recorded starts of releases 2.0 to 2.3 show it: `ROLE [--no-format]`.
set -euo pipefail

readonly home=/opt/alluxio
# The variables that are kept for every later command of the container: those whose name is anywhere in this text.
readonly kept='ALLUXIO_CLASSPATH ALLUXIO_HOSTNAME ALLUXIO_JARS ALLUXIO_JAVA_OPTS ALLUXIO_MASTER_JAVA_OPTS ALLUXIO_PROXY_JAVA_OPTS ALLUXIO_RAM_FOLDER ALLUXIO_USER_JAVA_OPTS ALLUXIO_WORKER_JAVA_OPTS ALLUXIO_JOB_MASTER_JAVA_OPTS ALLUXIO_JOB_WORKER_JAVA_OPTS'

usage() {
	echo "usage: ${0##*/} master|master-only|job-master|worker|worker-only|job-worker|proxy [--no-format]" >&2
	exit 1
}

# keep_variables adds to conf/alluxio-env.sh at every start; a value ends at its first newline.
keep_variables() {
	local line
	while IFS= read -r line; do
		if [[ $line == *=* && -n ${line%%=*} && $kept == *"${line%%=*}"* ]]; then
			printf 'export %s="%s"\n' "${line%%=*}" "${line#*=}" >>"$home/conf/alluxio-env.sh"
		fi
	done < <(env)
}

# default_tier: /dev/shm in every process, unless a folder or a path is named.
default_tier() {
	if [[ -z ${ALLUXIO_RAM_FOLDER:-} && -z ${ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_PATH:-} ]]; then
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

# both FIRST SECOND: two JVMs; the container ends when one of them does.
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

role=${1:-}
option=${2:-}
[[ -n $role ]] || usage
default_tier
keep_variables
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
job-master | job-worker | proxy) exec "$home/libexec/start" "$role" ;;
*) usage ;;
esac
