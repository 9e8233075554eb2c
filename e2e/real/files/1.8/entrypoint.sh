#!/bin/bash
# The image's first process, as the recorded starts of releases 1.7.0 to 1.8.1 show it: `SERVICE [--no-format]`.
set -e

readonly home=/opt/alluxio
# The variables that are kept for every later command of the container: those whose name is anywhere in this text.
readonly kept='ALLUXIO_CLASSPATH ALLUXIO_HOSTNAME ALLUXIO_JARS ALLUXIO_JAVA_OPTS ALLUXIO_MASTER_JAVA_OPTS ALLUXIO_PROXY_JAVA_OPTS ALLUXIO_RAM_FOLDER ALLUXIO_USER_JAVA_OPTS ALLUXIO_WORKER_JAVA_OPTS'

usage() {
	echo "usage: ${0##*/} master|worker|proxy [--no-format]" >&2
	exit 1
}

# default_tier: /dev/shm in every process, unless a folder or a path is named.
default_tier() {
	if [[ -z ${ALLUXIO_RAM_FOLDER:-} && -z ${ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_PATH:-} ]]; then
		export ALLUXIO_RAM_FOLDER=/dev/shm
	fi
}

# write_conf adds to conf/ at every start: alluxio-env.sh, and by the release's own look-up a line of
# alluxio-site.properties for each variable that stands for a property. A value ends at its first blank.
write_conf() {
	local word name key
	set -f
	for word in $(env); do
		[[ ! $word =~ ^-[neE]+$ ]] || word=
		name=${word%%=*}
		if [[ $kept == *"$name"* ]]; then
			printf 'export %s=%s\n' "$name" "${word#*=}" >>"$home/conf/alluxio-env.sh"
		elif key=$("$home/bin/alluxio" runClass alluxio.cli.GetConfKey "$name" 2>/dev/null); then
			printf '%s=%s\n' "$key" "${word#*=}" >>"$home/conf/alluxio-site.properties"
		fi
	done
	set +f
}

# format_unless OPTION COMMAND
format_unless() {
	case $1 in
	'') "$home/bin/alluxio" "$2" ;;
	--no-format) ;;
	*) usage ;;
	esac
}

[[ $# -ge 1 ]] || usage
service=${1,,}
option=${2:-}
default_tier
cd "$home"
write_conf
case $service in
master) format_unless "$option" formatMaster ;;
worker) format_unless "$option" formatWorker ;;
proxy) ;;
*) usage ;;
esac
exec "$home/libexec/start" "$service"
