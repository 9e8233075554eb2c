#!/usr/bin/env bash
# Makes a Debian machine able to run the end-to-end tests, again and again with the same result; needs root and Go.
#   setup.sh                 install what is missing, start an engine if none answers
#   setup.sh with COMMAND    the same, then the command; an engine that was started for it is stopped again
#   setup.sh stop            stop the engine that this script started, and no other
set -euo pipefail

readonly state=/var/lib/alluxio-gen-e2e
readonly compose_module=github.com/docker/compose/v2
readonly compose_version=v2.40.3
readonly compose_floor=2.20.0
readonly plugins=/usr/local/lib/docker/cli-plugins

main() {
	case "${1:-machine}" in
		machine) machine ;;
		with) shift && with "$@" ;;
		stop) stop_engine ;;
		*) fail "usage: setup.sh [machine|with COMMAND|stop]" ;;
	esac
}

machine() {
	((EUID == 0)) || fail "run me as root"
	command -v go >/dev/null || fail "install Go first (https://go.dev/dl)"
	install -d -m 0755 "$state"
	packages
	engine
	compose
	echo "ready: Docker Engine $(docker version --format '{{.Server.Version}}'), Compose $(compose_found)"
}

# A machine that can't be made able is the tests' to judge: they skip with a reason, or fail where they are required.
with() {
	# Make passes on a signal that the whole group has had already.
	answers || trap 'trap "" INT TERM; stop_engine' EXIT
	"$0" machine || echo "setup.sh: going on, the tests say what the machine lacks" >&2
	"$@"
}

packages() {
	local missing=()
	command -v dockerd >/dev/null || missing+=(docker.io)
	[[ -x /bin/busybox ]] || missing+=(busybox-static)
	command -v iptables >/dev/null || missing+=(iptables)
	# For Alluxio's own servers, and for engines in network name spaces and disks on loop devices.
	command -v mvn >/dev/null || missing+=(maven)
	command -v javac >/dev/null || missing+=(default-jdk-headless)
	python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
	command -v ip >/dev/null || missing+=(iproute2)
	command -v mkfs.ext4 >/dev/null || missing+=(e2fsprogs)
	((${#missing[@]})) || return 0
	echo "installing: ${missing[*]}"
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

answers() { docker info >/dev/null 2>&1; }

engine() {
	answers && return
	if [[ -d /run/systemd/system ]]; then
		systemctl start docker
	else
		# A session of its own, so that the engine outlives the terminal and its pid is the one recorded.
		setsid dockerd --pidfile "$state/dockerd.pid" >"$state/dockerd.log" 2>&1 </dev/null &
	fi
	local tries
	for ((tries = 0; tries < 60; tries++)); do
		answers && return
		sleep 1
	done
	tail -20 "$state/dockerd.log" >&2 || true
	fail "the engine does not answer; its log: $state/dockerd.log"
}

# Only a process that is still the engine: its number may long be another's.
stop_engine() {
	local pid
	pid=$(cat "$state/dockerd.pid" 2>/dev/null) || {
		echo "this script started no engine"
		return
	}
	if [[ $(cat "/proc/$pid/comm" 2>/dev/null) == dockerd ]]; then
		kill "$pid"
		while [[ -d /proc/$pid ]]; do sleep 0.2; done
		echo "stopped the engine, process $pid"
	fi
	rm -f "$state/dockerd.pid"
}

compose_found() { docker compose version --short 2>/dev/null || echo 0; }

compose() {
	local found
	found=$(compose_found)
	[[ $(printf '%s\n' "$compose_floor" "${found#v}" | sort -V | head -1) == "$compose_floor" ]] && return
	echo "building Compose $compose_version from its Go module; this takes minutes"
	build_compose
}

# Inside the module's own folder, since `go install module@version` refuses its go.mod ("exclude" directives).
build_compose() {
	local source work
	work=$(mktemp -d)
	(cd "$work" && go mod init build >/dev/null 2>&1)
	source=$(cd "$work" && go mod download -json "$compose_module@$compose_version" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
	go build -C "$source" -trimpath -buildvcs=false \
		-ldflags "-s -w -X $compose_module/internal.Version=$compose_version" -o "$work/docker-compose" ./cmd
	install -D -m 0755 "$work/docker-compose" "$plugins/docker-compose"
	rm -rf "$work"
}

fail() {
	echo "setup.sh: $*" >&2
	exit 1
}

main "$@"
