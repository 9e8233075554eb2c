#!/usr/bin/env bash
# Prepares this host for the Alluxio cluster lake and puts it back. Made by alluxio-gen: edit the description instead.
# alluxio-gen sha256:9fe10fc1eeeafede41975641faa7117f400fb7e086ddc4b5031b2ad4df22221f lake n1/host-prep.sh
#
#   host-prep.sh [check|apply|undo] [OPTION]...
#
# "host-prep.sh --help" says what each does. Relative paths are relative to this script's own directory.

set -euo pipefail
umask 022
unset CDPATH

# ---- What the description asks of this host. Only this part differs between clusters. ----

cluster=lake
host=n1
release=2.9.5
# The user and group of the containers' processes.
uid=1000
gid=1000

# One precondition a line, in the order in which they are met. Each word is literal, whatever it looks like.
# shellcheck disable=SC1003,SC2016
plan() {
	"$@" engine 20.10
	"$@" swarm n1
	"$@" user
	"$@" flavour network directories
	"$@" enabled
	"$@" memory 6174015488
	"$@" swap
	"$@" openfiles 65536
	"$@" hostname
	"$@" name 10.0.0.11 n1
	"$@" port 9000 minio
	"$@" port 9001 minio
	"$@" port 9090 prometheus-n1
	"$@" port 19998 master
	"$@" port 19999 master
	"$@" port 20001 master
	"$@" port 20002 master
	"$@" port 29999 worker-n1
	"$@" port 30000 worker-n1
	"$@" port 30001 worker-n1
	"$@" port 30002 worker-n1
	"$@" port 30003 worker-n1
	"$@" secret /etc/alluxio/aws 'credentials (underStorage."/".s3.credentials.file)'
	"$@" other /etc/lake/trino 'what trino mounts (clients.trino.compose.volumes)'
	"$@" space /data/journal 1073741824 'journal of master'
	"$@" directory /data/journal 0755 'journal of master (masters.master.journal)'
	"$@" shared /mnt/raw 'under storage of /raw (underStorage."/raw".local.host)' write
	"$@" image alluxio/alluxio:2.9.5 linux/amd64 4294967296
	"$@" image example/check:1 '' 4294967296
	"$@" image minio/mc:RELEASE.2024-01-16T16-06-34Z '' 4294967296
	"$@" image minio/minio:RELEASE.2024-01-16T16-07-38Z '' 4294967296
	"$@" image prom/prometheus:v2.48.1 '' 4294967296
	"$@" image trinodb/trino:442 '' 4294967296
}

# ---- The program. It is the same for every cluster. ----

usage() {
	cat <<'END'
usage: host-prep.sh [check|apply|undo] [OPTION]...

check (the default)  changes nothing and says one line a precondition:
                       ok    it is met
                       warn  the cluster can start, but this may hurt it; the line says what to do
                       fix   apply will meet it
                       FAIL  you must meet it; the line says how
                     Exit 0 only if none is fix or FAIL, so that the cluster can start.
apply                makes what is missing and checks again; a second time it changes nothing.
undo                 removes what apply made, by its own record: directories only when empty,
                     what holds blocks only with --drop-cache.

--dry-run            prints the commands of apply or undo and runs none.
--format text|json   json prints one object a line: cluster, host, kind, status, message, cure.
--install-docker     lets apply install Docker and Compose where the distribution has them new enough.
--restart-docker     lets apply restart Docker when it does not see a ramdisk; that stops every container.
--address ADDRESS    is the IPv4 address by which others reach this host, where the description leaves it to the host.
--drop-cache         lets undo delete the blocks that the workers keep in ramdisks and on disks.
--cluster NAME       undoes what another cluster's script made, when that script is gone.

Exit: 0 fine, 1 a precondition is not met or a command failed, 2 wrong usage.
The record of what apply made is kept below /var/lib/alluxio-gen (ALLUXIO_GEN_STATE names another place).
END
}

# -- Words for people, or one JSON object a line for programs --

# say STATUS TEXT [CURE]
say() {
	local status=$1
	if [[ $format == text ]]; then
		printf '%-4s %s\n' "$status" "$2${3:+: $3}"
		return
	fi
	printf '{"cluster":"%s","host":"%s","kind":"%s","status":"%s","message":"%s","cure":"%s"}\n' \
		"$cluster" "$host" "${kind-}" "${status,,}" "$(json "$2")" "$(json "${3-}")"
}

# json TEXT: what stands between the quotes of a JSON string.
json() {
	local text=${1//[[:cntrl:]]/ }
	text=${text//\\/\\\\}
	printf '%s' "${text//\"/\\\"}"
}

die() {
	printf 'host-prep.sh: %s\n' "$1" >&2
	exit 1
}

# show WORD...: words as one would type them, so that a line stays one line.
show() {
	local word text=''
	for word in "$@"; do
		[[ -n $word && $word != *[!A-Za-z0-9_./:=,@%+-]* ]] || printf -v word %q "$word"
		text+=" $word"
	done
	printf '%s' "${text# }"
}

# human BYTES: 1073741824 is 1GiB.
human() {
	local hundredths=$(($1 * 100)) unit text
	for unit in B KiB MiB GiB TiB PiB; do
		((hundredths < 102400)) && break
		hundredths=$((hundredths / 1024))
	done
	printf -v text '%d.%02d' $((hundredths / 100)) $((hundredths % 100))
	text=${text%0}
	printf '%s%s' "${text%.0}" "$unit"
}

# at_least VERSION FLOOR: compares number by number; a leading v and what follows the numbers do not count.
at_least() {
	local -a have need
	local i version=${1#v}
	IFS=. read -ra have <<<"${version%%[!0-9.]*}"
	IFS=. read -ra need <<<"$2"
	for i in "${!need[@]}"; do
		((10#${have[i]:-0} == 10#${need[i]})) || break
	done
	((10#${have[i]:-0} >= 10#${need[i]}))
}

# -- The record: what apply is about to make ("making"), then has made ("made"), one line each, oldest first --

declare -A record=()      # "kind name" -> making or made
things=()                 # its keys, oldest first
declare -A theirs=()      # "kind name" -> another cluster of this host that recorded it
declare -A their_share=() # mount point -> bytes that other clusters keep there
declare -A largest=()     # "file mount" -> the most that it records

# load: our own record, and those of other clusters.
load() {
	local file
	read_record "$record_file" remember
	for file in "$state"/*/*.made; do
		[[ $file -ef $record_file ]] || read_record "$file" learn
	done
}

# read_record FILE FUNCTION: calls the function for each line with phase and "kind name".
read_record() {
	local phase kind name
	[[ -r $1 ]] || return 0
	while IFS=$'\t' read -r phase kind name; do
		printf -v name %b "$name"
		"$2" "$phase" "$kind $name"
	done <"$1"
}

remember() {
	[[ -n ${record["$2"]-} ]] || things+=("$2")
	record["$2"]=$1
}

# learn: of the record that load reads.
learn() {
	local other=${file%/*} mount bytes most
	theirs["$2"]=${other##*/}
	[[ $2 =~ ^share\ (.+)\ ([0-9]+)$ ]] || return 0
	mount=${BASH_REMATCH[1]} bytes=${BASH_REMATCH[2]}
	most=${largest["$file $mount"]:-0}
	((bytes > most)) || return 0
	their_share["$mount"]=$((${their_share["$mount"]:-0} + bytes - most))
	largest["$file $mount"]=$bytes
}

recorded() { [[ -n ${record["$1 $2"]-} ]]; }

note() {
	remember "$1" "$2 $3"
	[[ -z $dry_run ]] || return 0
	[[ -d ${record_file%/*} ]] || mkdir -p -- "${record_file%/*}"
	line "$1" "$2 $3" >>"$record_file"
}

# line PHASE KEY: one line of the record, the name escaped so that it stays one.
line() {
	local name=${2#* }
	name=${name//\\/\\\\}
	name=${name//$'\n'/\\n}
	name=${name//$'\t'/\\t}
	printf '%s\t%s\t%s\n' "$1" "${2%% *}" "$name"
}

# adopt KIND...: what another cluster's apply made and this one needs too stands in both records, and goes with the last.
adopt() {
	local path
	((EUID == 0)) || return 0
	case $1 in
	directory | socket | disk | fusemount)
		resolve "$2"
		share_above "$path/"
		share "$1" "$path"
		;;
	ramdisk)
		share_above "$3/"
		share mount "$3"
		recorded share "$3 $4" || [[ $verdict != fix && -z ${theirs["mount $3"]-} ]] || note made share "$3 $4"
		;;
	tier) share_above "$5" ;;
	image) share pulled "$2" ;;
	enabled) share enabled docker.service ;;
	esac
}

share() { [[ -z ${theirs["$1 $2"]-} ]] || recorded "$1" "$2" || note made "$1" "$2"; }

share_above() {
	local dir=${1%/*}
	[[ -n $dir ]] || return 0
	share_above "$dir"
	share directory "$dir"
}

# -- Changing the host: all of it goes through run, and all that undo must know of through build --

# What outlives us must not hold our lock, and what a command says is no JSON.
run() {
	local out=1
	[[ $format == text ]] || out=2
	doing=$(show "$@")
	say run "$doing"
	[[ -n $dry_run ]] || "$@" 8<&- >&$out || return
	doing=''
}

doing='' # the command that runs, or failed

# ended: says so when a command ended the script, and not the script itself.
ended() {
	local code=$?
	if ((code != 0)) && [[ -n $doing ]]; then
		printf 'host-prep.sh: this command failed: %s\nWhat was done is recorded: mend the cause and run the same again, or undo.\n' "$doing" >&2
		exit 1
	fi
}
trap ended EXIT

# build KIND NAME COMMAND...: runs the command that makes a thing, with the intent recorded before and the deed after.
build() {
	note making "$1" "$2"
	run "${@:3}"
	note made "$1" "$2"
}

# write FILE TEXT
write() {
	run install -m 0644 /dev/stdin "$1" <<<"$2"
	[[ -z $dry_run || $format == json ]] || printf '         %s\n' "${2//$'\n'/$'\n'         }"
}

# alone: two runs at once would each see half of the other's work.
alone() {
	command -v flock >/dev/null || return 0
	{ exec 8<"${state%/*}"; } 2>/dev/null || return 0
	flock --nonblock 8 || die "another host-prep.sh is at work on this host: wait until it is done"
}

# -- Looking at a precondition: each check_KIND calls one of these; make_KIND runs only after "fix" --

ok() { verdict=ok reason=$1 cure=''; }
fix() { verdict=fix reason=$1 cure=''; }

# warn REASON CURE: the cluster can start, and the operator should know.
warn() { verdict=warn reason=$1 cure=$2; }

# fail REASON CURE
fail() { verdict=FAIL reason=$1 cure=$2; }

# skip: another line says why this one cannot be looked at.
skip() { verdict=''; }

check() {
	local kind=$1
	"check_$1" "${@:2}"
	case $verdict in
	'') return ;;
	fix) fixes=$((fixes + 1)) ;;
	FAIL) failures=$((failures + 1)) ;;
	esac
	say "$verdict" "$reason" "$cure"
	[[ $verdict != fix || $1 == build || $1 == image ]] || needs_root=yes
}

make() {
	local kind=$1
	"check_$1" "${@:2}"
	adopt "$@"
	[[ $verdict != fix ]] || "make_$1" "${@:2}"
}

# -- Docker Engine --

engine='' # missing, silent or answers, once it was asked
engine_said=''
engine_system='' engine_root='' engine_security=''

# ask_engine: asks once.
ask_engine() {
	[[ -z $engine ]] || return 0
	engine=missing
	command -v docker >/dev/null || return 0
	engine=silent
	engine_said=$(docker version --format '{{.Server.Version}} {{range .Server.Components}}{{.Name}} {{end}}' 2>&1) || return 0
	engine=answers
	IFS=';' read -r engine_system engine_root engine_security < <(
		docker info --format '{{.OperatingSystem}};{{.DockerRootDir}};{{range .SecurityOptions}}{{.}} {{end}}' 2>/dev/null
	) || true
}

docker_works() {
	ask_engine
	[[ $engine == answers ]]
}

# check_engine FLOOR
check_engine() {
	local version
	ask_engine
	version=${engine_said%% *}
	if [[ $engine == missing ]]; then
		check_missing "Docker Engine" "$1" "${engine_packages[@]}"
	elif [[ $engine_said == *[Pp]odman* || $(docker --version 2>/dev/null) == *[Pp]odman* ]]; then
		fail "the docker command here is Podman's, which this cluster was never tested with" "install Docker Engine $1 or later"
	elif [[ $engine == silent ]]; then
		check_silent
	elif ! at_least "$version" "$1"; then
		fail "Docker Engine $version is too old" "install $1 or later"
	else
		ok "Docker Engine $version"
	fi
}

check_silent() {
	local why unit
	why=$(show "${engine_said##*$'\n'}")
	if [[ $engine_said == *'permission denied'* ]]; then
		fail "user $(id -un) may not use Docker" "$(join_docker "$(id -un)")"
	elif may_start; then
		fix "Docker Engine does not run: $unit will be started"
	else
		fail "Docker Engine does not answer ($why)" "start it (sudo systemctl start docker, or sudo service docker start)"
	fi
}

make_engine() {
	local unit
	if [[ $engine == missing ]]; then
		install_package "$1" "${engine_packages[@]}"
	fi
	engine=''
	! may_start || run systemctl start "$unit"
	engine=''
}

# join_docker USER: the group is looked up anew at each login only.
join_docker() {
	if [[ " $(id -nG -- "$1" 2>/dev/null) " == *' docker '* ]]; then
		printf 'log in anew: this session is older than your place in the group docker'
	else
		printf 'run sudo usermod -aG docker %s and log in anew (that group may do all that root may), or use sudo' "$(show "$1")"
	fi
}

# check_user: who runs sudo wants to run docker compose too.
check_user() {
	local user=${SUDO_USER:-$(id -un)}
	if ! docker_works; then
		skip
	elif ((EUID != 0)) || [[ $user == root || " $(id -nG -- "$user" 2>/dev/null) " == *' docker '* ]]; then
		ok "user $(show "$user") may use Docker"
	else
		warn "user $(show "$user") may use Docker only with sudo" "$(join_docker "$user")"
	fi
}

# check_flavour [network|ramdisk|directory]...: what of the host the containers must reach.
check_flavour() {
	local endpoint kind_of=''
	if ! docker_works; then
		skip
		return
	fi
	endpoint=${DOCKER_HOST:-$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null)}
	[[ $engine_system != 'Docker Desktop'* ]] || kind_of='Docker Desktop, whose containers live in a virtual machine'
	[[ " $engine_security" != *' name=rootless'* ]] || kind_of='rootless Docker, whose containers are of other users and of another network'
	[[ " $engine_security" != *' name=userns'* ]] || kind_of='Docker with userns-remap, whose containers are of other users'
	if [[ -n $endpoint && $endpoint != unix://* ]]; then
		fail "docker speaks to another machine ($(show "$endpoint"))" "run this script there, or point docker here (unset DOCKER_HOST; docker context use default)"
	elif [[ -n $kind_of ]] && (($# > 0)); then
		fail "this is $kind_of, and the containers need this host's $(listed "$@")" "use Docker Engine as it is by default, or in the description network: \"bridge\" and volumes alone"
	elif [[ -n $kind_of ]]; then
		warn "this is $kind_of" "the cluster asks for nothing that would not work there, but was never tested with it"
	else
		ok "Docker is this host's own"
	fi
}

listed() {
	local IFS=, text
	text="$*"
	printf '%s' "${text//,/, }"
}

# -- Swarm --

# What an operator types to stop the cluster, and to make its containers anew.
stop_cluster="docker stack rm $cluster, on a manager"
renew_containers="docker service update --force for each service that reads it, on a manager"

# runs SERVICE: whether a container of this cluster's service runs.
runs() { docker_works && [[ -n $(docker ps --quiet --filter "label=com.docker.swarm.service.name=${cluster}_$1" 2>/dev/null) ]]; }

running() { docker ps --quiet --filter "label=com.docker.stack.namespace=$cluster" 2>/dev/null; }

# check_swarm NODE: the stack puts services on nodes by their names.
check_swarm() {
	local state='' name=''
	if ! docker_works; then
		skip
		return
	fi
	IFS=';' read -r state name < <(docker info --format '{{.Swarm.LocalNodeState}};{{.Name}}' 2>/dev/null) || true
	if [[ $state != active ]]; then
		fail "this host is in no swarm (Docker says ${state:-nothing})" "docker swarm init here if it is the first node, else docker swarm join with what docker swarm join-token worker says on a manager"
	elif [[ $name != "$1" ]]; then
		fail "this node is called $(show "$name") in its swarm, and $1 in the description" "copy this folder to $1, or give the host that name in the description"
	else
		ok "node $name of a swarm"
	fi
}

# -- Volumes: Swarm starts nothing first that would give a new one, which is root's, to the containers' user --

# at_volume NAME: where its content lies, or nothing.
at_volume() { docker volume inspect --format '{{.Mountpoint}}' "$1" 2>/dev/null; }

# check_volume NAME WHAT
check_volume() {
	local at name what=${2//[[:cntrl:]]/ }
	name=$(show "$1")
	if ! docker_works; then
		skip
	elif ! at=$(at_volume "$1"); then
		fix "volume, $what: $name will be made"
	elif ((EUID != 0)) && ! recorded volume "$1"; then
		fail "volume, $what: only root can look into $name" "run this script with sudo"
	elif ((EUID != 0)) || writable "$at"; then
		ok "volume, $what: $name"
	elif recorded volume "$1"; then
		fix "volume, $what: $name was begun by apply and will be given to user $uid"
	else
		fail "volume, $what: user $uid, as which the containers run, may not write to $name" "sudo chown -R $uid:$gid $(show "$at")"
	fi
}

make_volume() {
	local at
	note making volume "$1"
	if ! at=$(at_volume "$1"); then
		at=$engine_root/volumes/$1/_data
		run docker volume create --label "com.docker.stack.namespace=$cluster" "$1"
	fi
	run chown -- "$uid:$gid" "$at"
	note made volume "$1"
}

# A volume that holds something is kept, as directories are.
undo_volume() {
	local at
	if ! docker_works; then
		keep "volume $(show "$1"): Docker does not answer"
	elif ! at=$(at_volume "$1"); then
		return 0
	elif [[ -n $(ls -A -- "$at") ]]; then
		keep "volume $(show "$1") is not empty: docker volume rm $(show "$1") removes it with its content"
	else
		run docker volume rm "$1" || stuck "volume $(show "$1") is in use: remove its containers"
	fi
}

# -- Packages of the distribution, with --install-docker only --

engine_packages=(docker-ce docker.io moby-engine docker)

# offered_version NAME: without epoch; nothing for a package manager or a package that is not known.
offered_version() {
	local key value
	if command -v apt-cache >/dev/null; then
		while read -r key value; do
			[[ $key != Candidate: ]] || printf '%s' "${value#*:}"
		done < <(LC_ALL=C apt-cache policy "$1" 2>/dev/null)
	elif command -v dnf >/dev/null; then
		dnf --quiet repoquery --latest-limit=1 --qf '%{version}' "$1" 2>/dev/null
	fi
}

# offer FLOOR NAME...: sets package and offered to the first that is new enough.
offer() {
	for package in "${@:2}"; do
		offered=$(offered_version "$package") || true
		! at_least "$offered" "$1" || return 0
	done
	return 1
}

# check_missing WHAT FLOOR NAME...
check_missing() {
	local package offered
	if ! offer "${@:2}"; then
		fail "$1 is not installed" "install $2 or later (https://docs.docker.com/engine/install/); this distribution offers none"
	elif [[ -z $install_docker ]]; then
		fail "$1 is not installed" "install $2 or later: apply --install-docker takes $package $offered of this distribution"
	else
		fix "$1: $package $offered will be installed"
	fi
}

# install_package FLOOR NAME...
install_package() {
	local package offered
	offer "$@"
	if command -v apt-get >/dev/null; then
		build package "$package" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet "$package"
	else
		build package "$package" dnf install --assumeyes --quiet "$package"
	fi
}

# Others may use it by now, so it is not for us to remove.
undo_package() { say keep "package $1 stays installed; your package manager removes it"; }

# -- Docker as a service of systemd --

has_systemd() { [[ -d /run/systemd/system ]]; }

# docker_unit: sets unit to what starts Docker here.
docker_unit() {
	has_systemd || return 1
	for unit in docker.service snap.docker.dockerd.service; do
		! systemctl cat "$unit" >/dev/null 2>&1 || return 0
	done
	return 1
}

# may_start: whether Docker is a service that does not run; sets unit.
may_start() { [[ -z ${DOCKER_HOST-} ]] && docker_unit && ! systemctl --quiet is-active "$unit"; }

check_enabled() {
	local unit
	if ! has_systemd; then
		warn "Docker at boot: there is no systemd here, so this script cannot tell" "see to it that the engine starts at boot"
	elif ! docker_unit; then
		warn "Docker at boot: systemd knows no docker.service" "see to it that the engine starts at boot"
	elif systemctl --quiet is-enabled "$unit"; then
		ok "Docker at boot: $unit is enabled"
	else
		fix "Docker at boot: $unit will be enabled"
	fi
	[[ $engine != missing || $verdict == ok ]] || skip
}

make_enabled() {
	local unit
	docker_unit
	build enabled "$unit" systemctl enable --quiet "$unit"
}

undo_enabled() { ! has_systemd || run systemctl disable --quiet "$1"; }

restart_docker() {
	local unit
	if docker_unit; then
		run systemctl restart "$unit"
	else
		run service docker restart
	fi
	engine=''
}

# -- Images --

# platform: of this host, in Docker's words.
platform() {
	case $(uname -m) in
	x86_64) printf linux/amd64 ;;
	aarch64) printf linux/arm64 ;;
	*) printf 'linux/%s' "$(uname -m)" ;;
	esac
}

# emulates PLATFORM: whether the kernel hands that processor's programs to an interpreter.
emulates() {
	case $1 in
	linux/amd64) grep -Eqs '^(enabled)$' /proc/sys/fs/binfmt_misc/{qemu-x86_64,rosetta} ;;
	linux/arm64) grep -Eqs '^(enabled)$' /proc/sys/fs/binfmt_misc/qemu-aarch64 ;;
	*) return 1 ;;
	esac
}

# check_image REF PLATFORM ROOM [asked]: PLATFORM is empty where only the image itself knows it, and asked when the
# description wants that one; ROOM is bytes of disk.
check_image() {
	local name
	name="image $(show "$1")"
	if [[ -n ${4:-} && $2 != "$(platform)" ]] && ! emulates "$2"; then
		fail "$name is wanted for $(show "$2"), and this host is $(platform) and emulates no other" "install an emulator: docker run --privileged --rm tonistiigi/binfmt --install ${2#linux/}"
		return
	fi
	if ! docker_works; then
		skip
	elif docker image inspect "$1" >/dev/null 2>&1; then
		check_platform "$1" "$name" ${4:+"$2"}
	elif [[ -z ${4:-} && -n $2 && $2 != "$(platform)" ]]; then
		fail "$name exists for $(show "$2") alone, and this host is $(platform)" "build one for it (build: in the description), or use another host"
	elif ! has_room "$engine_root" "$3"; then
		fail "$name: Docker has $(human "$room") of disk left below $(show "$engine_root") and may need $(human "$3")" "free some (docker system df shows what Docker keeps)"
	else
		fix "$name will be pulled"
	fi
}

# check_platform REF NAME [PLATFORM]: of this host, or the one that is wanted.
check_platform() {
	local of
	of=$(docker image inspect --format '{{.Os}}/{{.Architecture}}' "$1" 2>/dev/null)
	if [[ -n ${3:-} && $of == */?* && $of != "$3" ]]; then
		fail "$2 is for $of, and $3 is wanted" "remove it (docker image rm $(show "$1")), and the right one will be pulled"
	elif [[ -z ${3:-} && $of == */?* && $of != "$(platform)" ]]; then
		fail "$2 is for $of, and this host is $(platform)" "remove it (docker image rm $(show "$1")) and use one for this host"
	else
		ok "$2 is here"
	fi
}

make_image() { build pulled "$1" docker pull --quiet ${4:+--platform "$2"} "$1"; }

# An image that containers use is not for us to remove: those of this cluster are gone by now.
undo_pulled() {
	if ! docker_works; then
		keep "image $(show "$1"): Docker does not answer"
	elif ! docker image inspect "$1" >/dev/null 2>&1; then
		return 0
	elif [[ -n $(docker ps --all --quiet --filter "ancestor=$1") ]]; then
		say keep "image $(show "$1"): other containers use it"
	else
		run docker image rm "$1" || stuck "image $(show "$1") cannot be removed"
	fi
}

# check_build TAG ROOM CONTEXT TARBALL NAME=VALUE...: TARBALL may be empty.
check_build() {
	local path name
	resolve "$3"
	name="image $(show "$1")"
	if ! docker_works; then
		skip
	elif docker image inspect "$1" >/dev/null 2>&1; then
		check_platform "$1" "$name"
	elif [[ ! -f $path/Dockerfile ]]; then
		fail "$name: $(show "$path") holds no Dockerfile" "check out the release's source (git clone --branch v$release https://github.com/Alluxio/alluxio) and put its integration/docker folder there"
	elif [[ -n $4 && ! -f $path/$4 ]]; then
		fail "$name: $(show "$path/$4") is not there" "put the tarball beside the Dockerfile"
	elif ! has_room "$engine_root" "$2"; then
		fail "$name: Docker has $(human "$room") of disk left below $(show "$engine_root") and may need $(human "$2")" "free some (docker system df shows what Docker keeps)"
	else
		fix "$name will be built from $(show "$path")"
	fi
}

make_build() {
	local path arg args=(--tag "$1" --label "alluxio-gen.cluster=$cluster")
	resolve "$3"
	for arg in "${@:5}"; do
		args+=(--build-arg "$arg")
	done
	build image "$1" docker build "${args[@]}" "$path"
}

# Only an image that still carries our label is the one that apply built.
undo_image() {
	local label
	if ! docker_works; then
		keep "image $(show "$1"): Docker does not answer"
		return
	fi
	label=$(docker image inspect --format '{{index .Config.Labels "alluxio-gen.cluster"}}' "$1" 2>/dev/null) || return 0
	[[ $label == "$cluster" ]] || return 0
	run docker image rm "$1" || stuck "image $(show "$1") is in use: remove its containers"
}

# -- Memory, disk and limits --

# check_memory BYTES: all that the cluster may take here.
check_memory() {
	local key value total=0 free=0
	while read -r key value _; do
		case $key in
		MemTotal:) total=$((value * 1024)) ;;
		MemAvailable:) free=$((value * 1024)) ;;
		esac
	done </proc/meminfo
	if ((total < $1)); then
		fail "memory: the cluster may take $(human "$1") here, but this host has $(human "$total")" "make memory tiers or heaps smaller in the description"
	elif ((free < $1)) && [[ -z $(running) ]]; then
		warn "memory: the cluster may take $(human "$1") here, but only $(human "$free") of $(human "$total") are available now" "stop what takes the rest, or make the cluster smaller"
	else
		ok "memory: the cluster may take $(human "$1") of $(human "$total")"
	fi
}

# check_swap: of what lies in memory, only a ramfs is never moved to disk.
check_swap() {
	local device size bytes=0
	while read -r device _ size _; do
		[[ $device != /* ]] || bytes=$((bytes + size * 1024))
	done </proc/swaps
	if ((bytes > 0)); then
		warn "swap: the kernel may move cached blocks to its $(human $bytes) of swap, which are then slower than what they cache" "sudo swapoff --all, and take swap out of /etc/fstab"
	else
		ok "swap: none, so cached blocks stay in memory"
	fi
}

# has_room DIR BYTES: sets room to the bytes of disk left there.
has_room() {
	local above
	nearest "${1:-/}"
	room=$(df --output=avail --block-size=1 -- "$above" 2>/dev/null | tail -n 1) || room=''
	room=${room//[!0-9]/}
	[[ -z $room ]] || ((room >= $2))
}

# check_space PATH BYTES WHAT
check_space() {
	local path room what=${3//[[:cntrl:]]/ }
	resolve "$1"
	if has_room "$path" "$2"; then
		ok "disk, $what: ${room:+$(human "$room") left }at $(show "$path")"
	else
		fail "disk, $what: $(human "$room") left at $(show "$path"), and it starts with $(human "$2")" "free some, or name another place in the description"
	fi
}

# check_openfiles NUMBER: containers inherit the limit of the process that starts them.
check_openfiles() {
	local pid soft='' name
	pid=$(process containerd) || pid=$(process dockerd) || pid=none
	while read -r name; do
		[[ $name != 'Max open files '* ]] || read -r _ _ _ soft _ <<<"$name"
	done < <(cat "/proc/$pid/limits" 2>/dev/null)
	if [[ -z $soft ]]; then
		skip
	elif [[ $soft == unlimited ]] || ((soft >= $1)); then
		ok "open files: Docker gives containers $soft"
	else
		warn "open files: Docker gives containers $soft, and a busy master or worker may need $1" "set LimitNOFILE=infinity for containerd.service and docker.service, and restart them"
	fi
}

# process NAME: the number of a process of that name, Docker's own first: a container may run a dockerd of its own.
process() {
	local dir pid='' name
	[[ $1 != dockerd ]] || { read -r pid </run/docker.pid; } 2>/dev/null || true
	for dir in "/proc/${pid:-none}" /proc/[0-9]*; do
		{ read -r name <"$dir/comm"; } 2>/dev/null || continue
		[[ $name == "$1" ]] || continue
		{ read -r -d '' _ <"$dir/cmdline"; } 2>/dev/null || continue # what is dead, and not yet buried, has no words
		printf '%s' "${dir#/proc/}"
		return 0
	done
	return 1
}

# -- Names and ports --

# ipv4 NAME: its first IPv4 address, which is what Alluxio's JVMs ask for.
ipv4() {
	local at
	if [[ $1 =~ ^[0-9]+(\.[0-9]+){3}$ ]]; then
		printf '%s' "$1"
	else
		read -r at _ < <(getent ahostsv4 "$1" 2>/dev/null)
		printf '%s' "$at"
	fi
}

# is_ours ADDRESS: whether the kernel takes it for this host's own.
is_ours() {
	local key value last=''
	while read -r key value _; do
		[[ $key != '|--' ]] || last=$value
		[[ $key != /32 || $value != host || $last != "$1" ]] || return 0
	done </proc/net/fib_trie
	return 1
}

# check_name ADDRESS HOST: how one host of the cluster finds another, or itself.
check_name() {
	local at
	at=$(ipv4 "$1") || at=''
	if [[ -z $at ]]; then
		fail "host $2: $1 has no IPv4 address here" "put it into DNS or /etc/hosts, or write the address itself in the description (hosts.$2.address)"
	elif [[ $2 != "$host" && $at == 127.* ]]; then
		fail "host $2: $1 means this host itself here ($at)" "correct /etc/hosts or DNS"
	elif [[ $2 != "$host" ]]; then
		ok "host $2: $1 is $at"
	elif [[ $at == 127.* ]]; then
		warn "host $2, this one: $1 is $at, which no other host can reach" "let /etc/hosts give it the address that the others use"
	elif is_ours "$at"; then
		ok "host $2, this one: $1 is $at"
	else
		[[ $at != "$1" ]] || at=''
		fail "host $2: $1${at:+ ($at)} is no address of this host" "copy this folder to $2, or correct hosts.$2.address in the description"
	fi
}

# check_hostname: Alluxio's processes look up the name of their machine, which on the host's network is this host's, and end where
# it means nothing. Containers ask /etc/hosts and DNS, and nobody else whom the host may ask.
check_hostname() {
	local name service
	name=$(uname -n)
	for service in files dns; do
		if getent -s "$service" ahostsv4 "$name" >/dev/null 2>&1; then
			ok "this host's own name: $(show "$name")"
			return
		fi
	done
	fail "this host's own name: $(show "$name") is neither in /etc/hosts nor in DNS, and Alluxio's processes end when they look it up" "echo 127.0.1.1 $(show "$name") | sudo tee -a /etc/hosts"
}

# listens PORT: whether a process has it open, in the kernel's own table.
listens() {
	local port address state file
	printf -v port '%04X' "$1"
	for file in /proc/net/tcp /proc/net/tcp6; do
		while read -r _ address _ state _; do
			[[ $address != *:"$port" || $state != 0A ]] || return 0
		done 2>/dev/null <"$file" || true
	done
	return 1
}

# check_port NUMBER SERVICE
check_port() {
	if ! listens "$1"; then
		ok "port $1, $2: free"
	elif runs "$2"; then
		ok "port $1, $2: open, and $2 runs"
	else
		fail "port $1, $2: another process listens there" "find it (sudo ss -ltnp 'sport = :$1') and stop it, or move the port in the description"
	fi
}

# -- This host's address, where the description leaves it to the host: Compose takes it from .env --

# written_address: what .env says.
written_address() {
	local text=''
	while IFS= read -r text || [[ -n $text ]]; do
		[[ $text != ALLUXIO_HOST=* ]] || printf '%s' "${text#*=}"
	done 2>/dev/null <"$here/.env" || true
}

# own_addresses: those that other hosts may reach this one by, one a line: no loopback, and no bridge of Docker's.
own_addresses() {
	local name at
	if [[ -n $address ]]; then
		printf '%s\n' "$address"
	elif command -v ip >/dev/null; then
		while read -r _ name _ at _; do
			[[ $name == @(docker|br-|veth|virbr|cni|flannel)* ]] || printf '%s\n' "${at%/*}"
		done < <(ip -4 -o address show scope global)
	fi | sort -u
}

check_address() {
	local at found
	at=$(written_address)
	found=$(own_addresses)
	if [[ -n $address ]] && ! is_ours "$address"; then
		fail "address: $address is no address of this host" "run apply --address with one that is"
	elif [[ -n $at ]] && is_ours "$at" && [[ -z $address || $at == "$address" ]]; then
		ok "address: others reach this host at $at ($here/.env)"
	elif [[ -n $at ]] && ! recorded envfile "$here/.env" && ! recorded envline "$here/.env"; then
		fail "address: $(show "$here/.env") gives $(show "$at"), which is no address of this host or not the one that is asked for" "correct ALLUXIO_HOST there"
	elif [[ -z $found ]]; then
		fail "address: none is found by which others could reach this host" "run apply --address ADDRESS"
	elif [[ $found == *$'\n'* ]]; then
		fail "address: this host has several: ${found//$'\n'/, }" "say by which the others reach it: apply --address ADDRESS"
	else
		fix "address: $(show "$here/.env") will say that others reach this host at $found"
	fi
}

# The line comes first, so that undo leaves the rest of a file byte for byte, whatever its end.
make_address() {
	local file=$here/.env line
	line=ALLUXIO_HOST=$(own_addresses)
	if [[ -n $(written_address) ]]; then
		run sed -i "s/^ALLUXIO_HOST=.*/$line/" "$file"
	elif [[ -s $file ]]; then
		build envline "$file" sed -i "1i $line" "$file"
	elif [[ -e $file ]]; then
		build envline "$file" cp -- /dev/stdin "$file" <<<"$line"
	else
		build envfile "$file" install -m 0644 /dev/stdin "$file" <<<"$line"
	fi
}

undo_envline() { [[ ! -f $1 ]] || run sed -i '/^ALLUXIO_HOST=/d' "$1"; }

# Whoever wrote more into the file keeps that.
undo_envfile() {
	undo_envline "$1"
	[[ ! -f $1 || (-s $1 && -z $dry_run) ]] || run rm -f -- "$1"
}

# -- Files of this folder that the containers read, and labels --

# check_file PATH
check_file() {
	local path name
	resolve "$1"
	name=$(show "$path")
	if [[ -d $path ]]; then
		fail "file $name is a directory, which Docker makes where a mounted file is missing" "remove it and compile anew"
	elif [[ ! -f $path ]]; then
		fail "file $name is missing" "compile anew, and copy this folder as a whole"
	elif ! readable "$path"; then
		fail "file $name: user $uid, as which the containers run, may not read it" "sudo chmod a+r $name"
	elif confined && ! labelled "$path"; then
		fail "file $name: SELinux keeps containers from it" "sudo chcon -t container_file_t $name"
	else
		ok "file $name"
	fi
}

# readable FILE: for the containers' user; a bind mount brings no rights from above it.
readable() { permits "$1" 4; }

# permits PATH BITS: whether owner, group and mode give the containers' user all of BITS, as in one digit of a mode.
permits() {
	local owner group mode
	read -r owner group mode < <(stat -L -c '%u %g %a' -- "$1")
	mode=$((8#$mode))
	if ((uid == 0)); then
		return 0
	elif ((owner == uid)); then
		mode=$((mode >> 6))
	elif ((group == gid)); then
		mode=$((mode >> 3))
	fi
	(((mode & $2) == $2))
}

selinux='' # yes or no, once it was asked

# confined: whether SELinux keeps containers from files that do not carry their label.
confined() {
	if [[ -z $selinux ]]; then
		selinux=no
		[[ $(getenforce 2>/dev/null) != Enforcing ]] || ! docker_works || [[ $engine_security != *name=selinux* ]] || selinux=yes
	fi
	[[ $selinux == yes ]]
}

labelled() { [[ $(stat -L -c %C -- "$1" 2>/dev/null) == *:@(container_file_t|svirt_sandbox_file_t)* ]]; }

# label PATH: only ever what apply made itself.
label() { ! confined || labelled "$1" || run chcon -t container_file_t -- "$1"; }

# -- Files that the containers read and somebody else made; apply changes none of them --

# check_outside PATH WHAT
check_outside() {
	local path above name what=${2//[[:cntrl:]]/ }
	resolve "$1"
	name=$(show "$path")
	nearest "$path"
	if [[ ! -e $path && -d $above && ! -x $above ]]; then
		fail "$what: only root can look into $(show "$above")" "run this script with sudo"
	elif [[ ! -e $path ]]; then
		fail "$what: $name is missing" "put it there"
	elif [[ ! -f $path ]]; then
		fail "$what: $name is not a file" "put a file there"
	elif ! readable "$path"; then
		fail "$what: user $uid, as which the containers run, may not read $name" "sudo chown $uid $name, or sudo setfacl -m u:$uid:r $name"
	elif [[ ! -s $path ]]; then
		fail "$what: $name is empty" "fill it"
	elif confined && ! labelled "$path"; then
		fail "$what: SELinux keeps containers from $name" "sudo chcon -t container_file_t $name"
	else
		ok "$what: $name"
	fi
}

# check_other PATH WHAT: a file or a directory of a container that is none of Alluxio's; whose it must be its image knows.
check_other() {
	local path above name what=${2//[[:cntrl:]]/ }
	resolve "$1"
	name=$(show "$path")
	nearest "$path"
	if [[ ! -e $path && -d $above && ! -x $above ]]; then
		fail "$what: only root can look into $(show "$above")" "run this script with sudo"
	elif [[ ! -e $path ]]; then
		fail "$what: $name is missing" "put it there"
	elif confined && ! labelled "$path"; then
		fail "$what: SELinux keeps containers from $name" "sudo chcon -R -t container_file_t $name"
	else
		ok "$what: $name"
	fi
}

# check_variables PATH WHAT: a file that Compose reads when it makes a container.
check_variables() {
	local path above name what=${2//[[:cntrl:]]/ }
	resolve "$1"
	name=$(show "$path")
	nearest "$path"
	if [[ ! -e $path && -d $above && ! -x $above ]]; then
		fail "$what: only root can look into $(show "$above")" "run this script with sudo"
	elif [[ ! -f $path ]]; then
		fail "$what: $name is missing or no file" "put it there, NAME=value on each line"
	elif [[ $(stat -L -c %a -- "$path") == *[4567] ]]; then
		ok "$what: $name, which every user of this host may read: sudo chmod o-r $name"
	else
		ok "$what: $name"
	fi
}

# check_secret PATH WHAT: a file that not everyone should read.
check_secret() {
	local path
	check_outside "$@"
	resolve "$1"
	if [[ $verdict == ok && $(stat -L -c %a -- "$path") == *[4567] ]]; then
		reason+=", which every user of this host may read: sudo chmod o-r $(show "$path")"
	fi
}

# -- Directories --

# resolve PATH: sets path, absolute.
resolve() {
	case $1 in
	/*) path=$1 ;;
	./*) path=$here/${1#./} ;;
	*) path=$here/$1 ;;
	esac
}

# nearest PATH: sets above to the nearest path at or above it that exists.
nearest() {
	above=$1
	while [[ -n $above && ! -e $above && ! -L $above ]]; do
		above=${above%/*}
	done
	above=${above:-/}
}

# writable DIR: for the containers' user, in the directory itself: a bind mount brings no rights from above it.
writable() {
	if ((EUID == 0)) && setpriv --version >/dev/null 2>&1; then
		(cd -- "$1" && setpriv --reuid="$uid" --regid="$gid" --clear-groups sh -c '[ -w . ] && [ -x . ]' 2>/dev/null)
		return
	fi
	permits "$1" 3
}

# judge KIND DIR WHAT: a directory of the containers' user.
judge() {
	local above name
	name=$(show "$2")
	nearest "$2"
	if [[ -d $2 ]] && writable "$2" && ! { confined && ! labelled "$2"; }; then
		ok "$3: $name"
	elif [[ -d $2 ]] && recorded "$1" "$2"; then
		fix "$3: $name was begun by apply and will be given to user $uid"
	elif [[ -d $2 ]] && ! writable "$2"; then
		fail "$3: user $uid, as which the containers run, may not write to $name" "sudo chown $uid:$gid $name"
	elif [[ -d $2 ]]; then
		fail "$3: SELinux keeps containers from $name" "sudo chcon -R -t container_file_t $name"
	elif [[ ! -d $above ]]; then
		fail "$3: $(show "$above") is not a directory" "move it away"
	elif [[ ! -x $above ]]; then
		fail "$3: only root can look into $(show "$above")" "run this script with sudo"
	else
		fix "$3: $name will be made"
	fi
}

# give KIND DIR MODE: makes a directory of the containers' user, and root's above it where they are missing.
give() {
	above_of "$2"
	build "$1" "$2" install -d -o "$uid" -g "$gid" -m "$3" -- "$2"
	label "$2"
}

above_of() {
	local dir=${1%/*}
	[[ -n $dir && ! -d $dir ]] || return 0
	[[ -z $dry_run ]] || ! recorded directory "$dir" || return 0
	above_of "$dir"
	build directory "$dir" mkdir -- "$dir"
}

# check_directory PATH MODE WHAT
check_directory() {
	local path
	resolve "$1"
	judge directory "$path" "directory, ${3//[[:cntrl:]]/ }"
}

make_directory() {
	local path
	resolve "$1"
	give directory "$path" "$2"
}

# check_present PATH WHAT read|write: a directory that apply never makes.
check_present() {
	local path name what=${2//[[:cntrl:]]/ }
	resolve "$1"
	name=$(show "$path")
	if [[ ! -d $path ]]; then
		fail "directory, $what: $name is missing" "put it there"
	elif usable "$path" "$3"; then
		ok "directory, $what: $name"
	else
		fail "directory, $what: user $uid, as which the containers run, may not $3 in $name" "sudo chmod a+rx $name"
	fi
}

# usable DIR read|write
usable() {
	if [[ $2 == read ]]; then
		permits "$1" 5
	else
		writable "$1"
	fi
}

# check_shared PATH WHAT read|write: a file system that every host mounts. It is never made: a directory of the root disk
# would take its place without a word.
check_shared() {
	local path name what=${2//[[:cntrl:]]/ }
	resolve "$1"
	name=$(show "$path")
	if [[ ! -d $path ]]; then
		fail "shared directory, $what: $name is missing" "mount the shared file system there"
	elif [[ $(stat -L -c %d -- "$path") == "$(stat -c %d /)" ]]; then
		fail "shared directory, $what: $name is on this host's root disk, not on a shared file system" "mount it there"
	elif usable "$path" "$3"; then
		ok "shared directory, $what: $name"
	elif [[ $3 == read ]]; then
		fail "shared directory, $what: user $uid, as which the containers run, may not read in $name" "let that user read it where the file system is exported"
	else
		fail "shared directory, $what: user $uid, as which the containers run, may not write to $name" "give it to that user where the file system is exported"
	fi
}

# holds DIR: whether anything is in it that undo does not remove.
holds() {
	local entry
	while IFS= read -r -d '' entry; do
		[[ -n ${gone["at $entry"]-} ]] || return 0
	done < <(find -H "$1" -mindepth 1 -maxdepth 1 -print0)
	return 1
}

undo_directory() {
	[[ -d $1 ]] || return 0
	if holds "$1"; then
		keep "$(show "$1") is not empty"
	else
		run rmdir -- "$1" || stuck "$(show "$1") cannot be removed"
	fi
}

# -- Site files with secrets: what was compiled, and values that this host keeps in files of their own --

# read_secret FILE: sets secret to its one line; else wrong to the reason and cure.
read_secret() {
	local LC_ALL=C path name more=''
	secret='' wrong='' mend=''
	resolve "$1"
	name=$(show "$path")
	if [[ ! -e $path && $EUID != 0 || -f $path && ! -r $path ]]; then
		wrong="only root can look into $name" mend="run this script with sudo"
		return
	elif [[ ! -f $path ]]; then
		wrong="$name is missing or no file" mend="put the secret there, on one line"
		return
	fi
	{ IFS= read -r secret && IFS= read -r more; } 2>/dev/null <"$path" || true
	if [[ -z $secret ]]; then
		wrong="$name is empty" mend="put the secret there, on one line"
	elif [[ -n $more || $secret == *[!\ -~]* ]]; then
		wrong="$name holds more than one line of plain ASCII" mend="keep the secret alone there"
	elif [[ $secret == ' '* || $secret == *' ' || $secret == *"\${"* ]]; then
		wrong="$name begins or ends with a blank, or holds \${, which Alluxio would not read as it is" mend="use a secret without"
	fi
}

# site_text BASE [KEY FILE]...
site_text() {
	local path secret wrong mend
	resolve "$1"
	cat -- "$path"
	printf '\n# From files of this host.\n'
	shift
	while (($# > 0)); do
		read_secret "$2"
		printf '%s=%s\n' "$1" "${secret//\\/\\\\}"
		shift 2
	done
}

# check_sitefile PATH BASE [KEY FILE]...
check_sitefile() {
	local path name what secret wrong mend words=("${@:3}")
	resolve "$1"
	name=$(show "$path") what="site file with secrets: "
	while ((${#words[@]} > 0)); do
		read_secret "${words[1]}"
		if [[ -n $wrong ]]; then
			fail "$what$wrong (${words[0]})" "$mend"
			return
		fi
		words=("${words[@]:2}")
	done
	resolve "$1"
	if [[ -d $path ]]; then
		fail "$what$name is a directory" "move it away"
	elif [[ -e $path ]] && ! recorded sitefile "$path"; then
		fail "$what$name is not of this script" "move it away"
	elif [[ -e $path && ! -r $path ]]; then
		fail "${what}only root can look into $name" "run this script with sudo"
	elif [[ ! -e $path ]]; then
		fix "$what$name will be written for user $uid alone"
	elif [[ $(stat -c '%u %a' -- "$path") != "$uid 400" || $(<"$path") != "$(site_text "${@:2}")" ]]; then
		fix "$what$name will be written anew; what runs reads it after: $renew_containers"
	else
		ok "$what$name"
	fi
}

make_sitefile() {
	local path
	resolve "$1"
	above_of "$path"
	build sitefile "$path" install -o "$uid" -g "$gid" -m 0400 /dev/stdin "$path" < <(site_text "${@:2}")
	label "$path"
}

undo_sitefile() { [[ ! -e $1 ]] || run rm -f -- "$1"; }

# -- Domain sockets: a worker leaves its own behind when it is killed --

# check_socket PATH MODE WHAT WORKER NAME: NAME is the socket's, or empty where the worker invents one.
check_socket() {
	local path name
	resolve "$1"
	judge socket "$path" "directory, ${3//[[:cntrl:]]/ }"
	[[ $verdict == ok ]] || return 0
	name=$(show "$path${5:+/$5}")
	if [[ -n $5 && -e $path/$5 && ! -S $path/$5 ]]; then
		fail "domain socket of $4: $name is in its place and is no socket" "move it away"
	elif has_sockets "$path" && docker_works && ! runs "$4"; then
		fix "domain socket of $4: what an earlier worker left in $(show "$path") will be removed"
	fi
}

has_sockets() { [[ -n $(find -H "$1" -maxdepth 1 -type s -print -quit 2>/dev/null) ]]; }

make_socket() {
	local path
	resolve "$1"
	judge socket "$path" ''
	[[ $verdict != fix ]] || give socket "$path" "$2"
	[[ $verdict != ok ]] || remove_sockets "$path"
}

remove_sockets() { run find -H "$1" -maxdepth 1 -type s -delete; }

undo_socket() {
	[[ -d $1 ]] || return 0
	if [[ -n $(find -H "$1" -mindepth 1 ! -type s -print -quit) ]]; then
		keep "$(show "$1") is not empty"
		return
	fi
	! has_sockets "$1" || remove_sockets "$1"
	run rmdir -- "$1" || stuck "$(show "$1") cannot be removed"
}

# -- Directories of blocks on disks --

declare -A promised=() # "device directory" -> bytes that its blocks may still take there

# check_disk DIR MODE BYTES WHAT: there is room for all that the disk's directories may come to hold.
check_disk() {
	local path above what="directory, ${4//[[:cntrl:]]/ }" held=0 device free wanted=0 key
	resolve "$1"
	judge disk "$path" "$what"
	[[ $verdict != FAIL ]] || return 0
	nearest "$path"
	[[ ! -d $path ]] || held=$(du -sx -B1 -- "$path" 2>/dev/null) || true
	held=${held%%[!0-9]*} # what follows is the path, which may be anything
	device=$(stat -L -c %d -- "$above")
	free=$(df --output=avail -B1 -- "$above" | tail -n 1)
	promised["$device $path"]=$(($3 > held ? $3 - held : 0))
	for key in "${!promised[@]}"; do
		[[ $key != "$device "* ]] || wanted=$((wanted + ${promised["$key"]}))
	done
	if ((held > $3)); then
		fail "$what: $(show "$path") holds $(human "$held"), and its worker, which may keep $(human "$3"), would not start" "raise the size in the description, or delete the folder alluxioworker there"
	elif ((wanted > free)); then
		fail "$what: the blocks on the disk of $(show "$path") may take $(human "$wanted") more, and $(human "$free") are free" "make the sizes smaller in the description, or free the disk"
	fi
}

make_disk() {
	local path
	resolve "$1"
	give disk "$path" "$2"
}

undo_disk() {
	local blocks=$1/alluxioworker
	if [[ -d $blocks && -n $drop_cache ]]; then
		run rm -rf --one-file-system -- "$blocks"
		gone["at $blocks"]=yes
	elif [[ -d $blocks ]]; then
		keep "$(show "$1") holds blocks: undo --drop-cache deletes them"
		return
	fi
	undo_directory "$1"
}

# -- Ramdisks: a mount of the host, in which each worker has its directory --

# Our mounts carry this as their source, so that undo knows them from others at the same place.
our_source=alluxio-gen

# mounted DIR: sets fstype, source and device of the mount whose root DIR is.
mounted() {
	local dir id
	dir=$(readlink -f -- "$1") || dir=$1
	[[ -d $dir ]] || return 1
	id=$({ mount_id "$dir"; } 2>/dev/null) || id=''
	find_mount "$dir" "$(</proc/self/mountinfo)" "$id"
}

# mount_id DIR: the kernel's number of the mount that DIR is on, since the table also has mounts that others cover.
mount_id() {
	local key value
	while read -r key value; do
		[[ $key != mnt_id: ]] || printf '%s' "$value"
	done 9<"$1" </proc/self/fdinfo/9
}

# find_mount DIR TABLE [ID]: the last of a mountinfo at DIR, of that number where one is given.
find_mount() {
	local number dev point rest
	fstype='' source='' device=''
	while read -r number _ dev _ point rest; do
		printf -v point %b "$point"
		[[ $point == "$1" && ${3:-$number} == "$number" ]] || continue
		device=$dev rest=${rest#* - }
		fstype=${rest%% *} rest=${rest#* }
		source=${rest%% *}
	done <<<"$2"
	[[ -n $fstype ]]
}

# mounted_as TYPE MOUNT: only then may anything be made in it, else it would be on the disk.
mounted_as() {
	local fstype source device
	mounted "$2" && [[ $fstype == "$1" ]]
}

# capacity DIR: the bytes of the tmpfs there; 0 is no limit.
capacity() {
	local blocks size
	read -r blocks size < <(stat -f -c '%b %S' -- "$1")
	printf '%d' $((blocks * size))
}

# whole MOUNT BYTES: with what other clusters of this host keep there.
whole() { printf '%d' $(($2 + ${their_share[$1]:-0})); }

mount_options() {
	local context=''
	! confined || context=,context=system_u:object_r:container_file_t:s0
	case $1 in
	tmpfs) printf 'size=%s,mode=0755,nosuid,nodev%s' "$2" "$context" ;;
	ramfs) printf 'mode=0755,nosuid,nodev%s' "$context" ;;
	esac
}

# check_ramdisk TYPE MOUNT BYTES
check_ramdisk() {
	local fstype source device above bytes
	bytes=$(whole "$2" "$3")
	if mounted "$2"; then
		check_mounted "$1" "$2" "$bytes"
		return
	fi
	nearest "$2"
	if [[ ! -d $above ]]; then
		fail "ramdisk $2: $(show "$above") is not a directory" "move it away"
	elif [[ -d $2 && ! (-r $2 && -x $2) ]]; then
		fail "ramdisk $2: only root can look into it" "run this script with sudo"
	elif [[ -d $2 ]] && holds "$2"; then
		fail "ramdisk $2: the directory is not empty, and a mount would hide what it holds" "move that away"
	else
		fix "ramdisk $2: a $1 $(limit "$1" "$bytes") will be mounted"
	fi
}

limit() {
	case $1 in
	tmpfs) printf 'of %s' "$(human "$2")" ;;
	ramfs) printf 'without limit (the kernel cannot hold a ramfs to %s)' "$(human "$2")" ;;
	esac
}

# check_mounted TYPE MOUNT BYTES
check_mounted() {
	local room=0
	[[ $fstype != tmpfs ]] || room=$(capacity "$2")
	if [[ $fstype != "$1" ]]; then
		fail "ramdisk $2: a $fstype is mounted there, not a $1" "unmount it (sudo umount $2), or name another place in the description"
	elif ((room > 0 && room < $3)) && [[ $source == "$our_source" ]]; then
		fix "ramdisk $2: the tmpfs of $(human "$room") will grow to $(human "$3")"
	elif ((room > 0 && room < $3)); then
		fail "ramdisk $2: the tmpfs there has $(human "$room"), but $(human "$3") are needed" "sudo mount -o remount,size=$3 $2"
	elif ! unseen "$2"; then
		((room > 0)) || room=$3
		ok "ramdisk $2: a $1 $(limit "$1" "$room")"
	elif [[ -n $restart_docker ]]; then
		fix "ramdisk $2: Docker was started before it, and will be restarted to see it"
	else
		fail "ramdisk $2: Docker was started before it and does not see it" "restart Docker, or run apply --restart-docker; that stops every container for a moment"
	fi
}

# unseen MOUNT: whether dockerd runs in another mount namespace, to which the mount did not come through.
unseen() {
	local pid table fstype source ours=$device device
	pid=$(process dockerd) || return 1
	table=$(cat "/proc/$pid/mountinfo" 2>/dev/null) || return 1
	! find_mount "$(readlink -f -- "$1")" "$table" || [[ $device != "$ours" ]]
}

make_ramdisk() {
	local fstype source device bytes
	bytes=$(whole "$2" "$3")
	if ! mounted "$2"; then
		above_of "$2/"
		build mount "$2" mount -t "$1" -o "$(mount_options "$1" "$bytes")" "$our_source" "$2"
	elif [[ $fstype == tmpfs ]] && (($(capacity "$2") < bytes)); then
		run mount -o "remount,size=$bytes" "$2"
	fi
	if [[ -n $restart_docker ]] && mounted "$2" && unseen "$2"; then
		restart_docker
	fi
}

undo_mount() {
	local fstype source device
	mounted "$1" && [[ $source == "$our_source" ]] || return 0
	if holds "$1"; then
		keep "ramdisk $1 is not empty"
	else
		run umount -- "$1" || stuck "ramdisk $1 is in use: stop the cluster ($stop_cluster)"
	fi
}

# What a cluster keeps in a ramdisk is for the others to know; with the record it goes.
undo_share() { :; }

# -- A worker's directory in a ramdisk --

# check_tier TYPE MOUNT BYTES DIR SIZE: SIZE is what its worker may keep there.
check_tier() {
	local what="directory of a worker's blocks"
	if mounted_as "$1" "$2"; then
		judge tier "$4" "$what"
		[[ $verdict != ok ]] || check_blocks "$4" "$5" "$what"
		return
	fi
	check_ramdisk "${@:1:3}"
	case $verdict in
	fix) fix "$what: $4 will be made in the ramdisk" ;;
	FAIL) fail "$what: $4 needs the ramdisk first" "see the line above" ;;
	esac
}

# check_blocks DIR SIZE WHAT: a worker that starts takes what lies there for its own.
check_blocks() {
	local bytes
	if [[ ! -r $1 || ! -x $1 ]] || ! holds "$1" || runs "${1##*/}"; then
		return
	fi
	bytes=$(du --summarize --block-size=1 -- "$1" 2>/dev/null) || return 0
	bytes=${bytes%%[!0-9]*}
	if ! recorded tier "$1"; then
		fail "$3: $1 holds files that are not of this cluster, and its worker would serve them as its own blocks" "look at them, then sudo find $1 -mindepth 1 -delete"
	elif ((bytes > $2)); then
		fail "$3: $1 holds $(human "$bytes"), and its worker, which may keep $(human "$2"), would not start" "raise memory.size, or run undo --drop-cache and apply"
	fi
}

# Clients of other users write there too, so it is like /tmp.
make_tier() { give tier "$4" 1777; }

undo_tier() {
	[[ -d $1 ]] || return 0
	if holds "$1"; then
		if [[ -z $drop_cache ]]; then
			keep "$1 holds blocks: undo --drop-cache deletes them"
			return
		elif ! in_memory "$1"; then
			keep "$1 holds files on a disk, which are no blocks of ours"
			return
		fi
		run find -H "$1" -xdev -mindepth 1 -delete
	fi
	run rmdir -- "$1" || stuck "$1 cannot be removed"
}

in_memory() { [[ $(stat -f -c %T -- "$1") == @(tmpfs|ramfs) ]]; }

# -- FUSE: the device, and directories in which a container mounts what the host and other containers shall see --

# check_fuse UID: UID is whose processes mount.
check_fuse() {
	local uid=$1
	if [[ ! -c /dev/fuse ]]; then
		fail "FUSE: there is no device /dev/fuse" "sudo modprobe fuse, and put the word fuse into /etc/modules-load.d/fuse.conf"
	elif ! permits /dev/fuse 6; then
		fail "FUSE: user $uid, as which the containers run, may not open /dev/fuse" "sudo chmod 0666 /dev/fuse, and a rule of udev for the next boot"
	else
		ok "FUSE: /dev/fuse is here"
	fi
}

# check_fuseconf: for containers that are given the host's file.
check_fuseconf() {
	if grep -qsx '[[:space:]]*user_allow_other[[:space:]]*' /etc/fuse.conf; then
		ok "FUSE: /etc/fuse.conf lets users show others what they mount"
	else
		fail "FUSE: /etc/fuse.conf does not say user_allow_other, so that only user $uid would see the files" "echo user_allow_other | sudo tee -a /etc/fuse.conf"
	fi
}

# check_fusemount PATH UID WHAT SERVICE
check_fusemount() {
	local path name uid=$2 gid=$2 dead what="directory, ${3//[[:cntrl:]]/ }" seen
	resolve "$1"
	name=$(show "$path")
	dead=$(dead_mounts "$path")
	if [[ -n $dead ]]; then
		fix "$what: what an earlier container left mounted at $(show "${dead%%$'\n'*}") will be unmounted"
		return
	fi
	judge fusemount "$path" "$what"
	[[ $verdict == ok ]] || return 0
	seen=$(propagation "$path")
	if [[ $seen == elsewhere ]]; then
		fail "$what: Docker lives in a mount name space of its own, and what is mounted in $name would not be seen here" "use the Docker Engine of your distribution or of docker.com, which shares the host's"
	elif [[ $seen == private ]]; then
		fix "$what: what is mounted in $name will be seen outside the container that mounts it"
	elif recorded propagation "$path" && ! has_systemd; then
		warn "$what: after a reboot $name will be private again" "run host-prep.sh apply at every boot"
	fi
}

make_fusemount() {
	local path uid=$2 gid=$2
	resolve "$1"
	heal "$path"
	judge fusemount "$path" ''
	[[ $verdict != fix ]] || give fusemount "$path" 0755
	[[ $(propagation "$path") == private ]] || return 0
	bound "$path" || build propagation "$path" mount --bind "$path" "$path"
	run mount --make-shared "$path"
}

# dead_mounts DIR: the FUSE mounts at or below it whose process is gone, the deepest first. One that hangs is not dead.
dead_mounts() {
	local point type
	while read -r _ point type _; do
		printf -v point %b "$point"
		[[ $type == fuse?(.*) && $point/ == "$1"/* ]] || continue
		[[ $(LC_ALL=C timeout 5 stat -- "$point" 2>&1) != *'Transport endpoint is not connected'* ]] || printf '%s\n' "$point"
	done </proc/self/mounts | LC_ALL=C sort -r
}

# heal DIR
heal() {
	local point
	while IFS= read -r point; do
		[[ -z $point ]] || run umount --lazy -- "$point"
	done <<<"$(dead_mounts "$1")"
}

# propagation DIR: shared or private as Docker sees it; elsewhere when Docker's mounts never come here.
propagation() {
	local pid table=/proc/self/mountinfo
	if pid=$(process dockerd) && [[ -r /proc/$pid/ns/mnt && ! /proc/$pid/ns/mnt -ef /proc/self/ns/mnt ]]; then
		printf elsewhere
	elif around "$(readlink -f -- "$1")" <"$table"; then
		printf shared
	else
		printf private
	fi
}

# around PATH: whether the mount of a mountinfo that PATH is on is shared with other name spaces.
around() {
	local point options best='' shared=''
	while read -r _ _ _ _ point _ options; do
		printf -v point %b "$point"
		if [[ $1/ == "${point%/}"/* ]] && ((${#point} >= ${#best})); then
			best=$point shared=${options%% - *}
		fi
	done
	[[ $shared == *shared:* ]]
}

# bound DIR: whether a mount's root is there that is no FUSE.
bound() {
	local fstype source device
	mounted "$1" && [[ $fstype != fuse?(.*) ]]
}

undo_propagation() {
	heal "$1"
	! bound "$1" || run umount -- "$1" || stuck "$(show "$1") is in use: stop the cluster ($stop_cluster)"
}

# The mount points in it, which the containers made, go too.
undo_fusemount() {
	local point
	heal "$1"
	[[ -d $1 ]] || return 0
	while IFS= read -r -d '' point; do
		run rmdir -- "$point"
		gone["at $point"]=yes
	done < <(find -H "$1" -mindepth 1 -maxdepth 1 -type d -empty -print0 2>/dev/null)
	undo_directory "$1"
}

# -- At boot: a unit before Docker makes the ramdisk and the workers' directories anew --

unit_name() { printf 'alluxio-gen-%s-%s.service' "$cluster" "$(systemd-escape --path -- "$1")"; }

# unit_text TYPE MOUNT BYTES DIR...: the mount points of a description need no quoting here. Where clusters share a tmpfs
# it becomes as large as the unit of any of them asks.
unit_text() {
	local fstype source device dir start grow='' options
	options=$(mount_options "$1" "$3")
	start="/bin/sh -c \"mountpoint -q $2 || { mkdir -p $2 && mount -t $1 -o $options $our_source $2; }\""
	[[ $1 != tmpfs ]] || grow="/bin/sh -c \"[ \$\$((\$\$(stat -f -c %%b*%%S $2))) -ge $3 ] || mount -o remount,size=$3 $2\""
	if mounted "$2" && [[ $source != "$our_source" ]]; then
		start="/bin/mountpoint -q $2" grow=''
	fi
	cat <<END
# Written by host-prep.sh of the Alluxio cluster $cluster; its undo removes it.
[Unit]
Description=Ramdisk $2 of the Alluxio cluster $cluster
RequiresMountsFor=$2
Before=docker.service snap.docker.dockerd.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=$start
END
	[[ -z $grow ]] || printf 'ExecStart=%s\n' "$grow"
	for dir in "${@:4}"; do
		printf 'ExecStart=/usr/bin/install -d -o %s -g %s -m 1777 %s\n' "$uid" "$gid" "$dir"
	done
	printf '\n[Install]\nWantedBy=docker.service multi-user.target\n'
}

# unit_size NAME MOUNT BYTES: what the unit shall ask for; one that asks for more, for another cluster too, may stay.
unit_size() {
	local text
	text=$(cat "/etc/systemd/system/$1" 2>/dev/null) || true
	if [[ $text =~ size=([0-9]+), ]] && ((BASH_REMATCH[1] >= $3)); then
		printf '%s' "${BASH_REMATCH[1]}"
	else
		whole "$2" "$3"
	fi
}

# check_boot TYPE MOUNT BYTES DIR...
check_boot() {
	local name bytes
	if ! has_systemd; then
		warn "after a reboot: there is no systemd here, and the ramdisk $2 will be gone" "run host-prep.sh apply at every boot, before Docker starts"
		return
	elif ! mounted_as "$1" "$2" && check_ramdisk "${@:1:3}" && [[ $verdict == FAIL ]]; then
		fail "after a reboot: the ramdisk $2 must be there first" "see the line above"
		return
	fi
	name=$(unit_name "$2")
	bytes=$(unit_size "$name" "$2" "$3")
	if [[ "$(cat "/etc/systemd/system/$name" 2>/dev/null)" == "$(unit_text "$1" "$2" "$bytes" "${@:4}")" ]] && systemctl --quiet is-enabled "$name"; then
		ok "after a reboot: $name makes $2 before Docker starts"
	else
		fix "after a reboot: $name will make $2 before Docker starts"
	fi
}

make_boot() {
	local name bytes
	name=$(unit_name "$2")
	bytes=$(unit_size "$name" "$2" "$3")
	note making unit "$name"
	write "/etc/systemd/system/$name" "$(unit_text "$1" "$2" "$bytes" "${@:4}")"
	run systemctl daemon-reload
	run systemctl enable --quiet --now "$name"
	note made unit "$name"
}

undo_unit() {
	[[ -e /etc/systemd/system/$1 ]] || return 0
	! has_systemd || run systemctl disable --quiet --now "$1" || doing=''
	run rm -f -- "/etc/systemd/system/$1"
	! has_systemd || run systemctl daemon-reload
}

# -- Undo --

declare -A gone=() # "at path": paths that undo removed, or in a dry run would have
left=()            # keys of the record that stay
kept=''

keep() {
	kept=yes
	say keep "$1"
}

stuck() {
	kept=yes doing=''
	failures=$((failures + 1))
	say FAIL "$1" "${2-}"
}

undo_all() {
	local i key kind
	for ((i = ${#things[@]} - 1; i >= 0; i--)); do
		key=${things[i]} kind=${things[i]%% *}
		if [[ -n ${theirs["$key"]-} ]]; then
			say keep "$kind $(show "${key#* }"): cluster ${theirs["$key"]} uses it too"
		else
			undo_thing "$kind" "${key#* }"
		fi
	done
}

# undo_thing KIND NAME
undo_thing() {
	kept=''
	case $1 in
	unit | image | pulled | package | enabled | tier | disk | mount | share | socket | directory | fusemount | propagation | envline | envfile | sitefile | volume) "undo_$1" "$2" ;;
	*) stuck "the record names a thing of an unknown kind: $(show "$1 $2")" ;;
	esac
	if [[ -n $kept ]]; then
		left+=("$1 $2")
	elif [[ $1 != @(mount|propagation|envline) ]]; then
		gone["at $2"]=yes
	fi
}

# forget: the record holds only what is left; without any it goes too.
forget() {
	local i
	if ((${#left[@]} == 0)); then
		rm -f -- "$record_file" "$record_file.new"
		rmdir -- "${record_file%/*}" "$state" 2>/dev/null || true
		return
	fi
	for ((i = ${#left[@]} - 1; i >= 0; i--)); do
		line made "${left[i]}"
	done >"$record_file.new"
	mv -f -- "$record_file.new" "$record_file"
}

# -- The verbs --

verb_check() {
	plan check
	sum_up
	((fixes + failures == 0))
}

# sum_up: what is left to be done, and by whom.
sum_up() {
	((failures == 0)) || printf 'host-prep.sh: %d for you to mend (FAIL)\n' "$failures" >&2
	((fixes == 0)) || printf 'host-prep.sh: %d for apply to fix: sudo %s apply\n' "$fixes" "$(show "$0")" >&2
}

verb_apply() {
	if [[ -n $dry_run ]]; then
		plan make
		return
	fi
	if ! may_apply; then
		plan check
		die "only root can make what is missing; nothing was changed. Run: sudo $(show "$0") apply"
	fi
	alone
	plan make
	fixes=0 failures=0
	plan check
	sum_up
	((fixes + failures == 0))
}

# may_apply: root may; another user when nothing needs root, the record included.
may_apply() {
	local above
	((EUID != 0)) || return 0
	plan check >/dev/null
	nearest "$record_file"
	((fixes == 0)) || [[ -z $needs_root && -w $above ]]
}

verb_undo() {
	if ((${#things[@]} == 0)); then
		[[ -n $dry_run ]] || forget
		say ok "nothing to undo: apply made nothing here"
		return
	fi
	if [[ -z $dry_run ]]; then
		[[ -w $record_file ]] || die "only root can undo what apply made; nothing was changed. Run: sudo $(show "$0") undo"
		[[ -z $(running) ]] || die "containers of $cluster are running; nothing was changed. Stop them first: $stop_cluster"
		alone
	fi
	undo_all
	if [[ -z $dry_run ]]; then
		forget
		((${#left[@]} > 0)) || say ok "undone: nothing is left of what apply made here"
	fi
	((failures == 0))
}

# -- The command line --

wrong_usage() {
	usage >&2
	exit 2
}

# one_of WORD ALLOWED...
one_of() {
	local word
	for word in "${@:2}"; do
		[[ $word != "$1" ]] || return 0
	done
	wrong_usage
}

verb='' format=text of='' dry_run='' drop_cache='' install_docker='' restart_docker='' address=''
while (($# > 0)); do
	case $1 in
	check | apply | undo)
		[[ -z $verb ]] || wrong_usage
		verb=$1
		;;
	--dry-run) dry_run=yes ;;
	--drop-cache) drop_cache=yes ;;
	--install-docker) install_docker=yes ;;
	--restart-docker) restart_docker=yes ;;
	--format)
		one_of "${2-}" text json
		format=$2
		shift
		;;
	--address)
		[[ ${2-} =~ ^[0-9]+(\.[0-9]+){3}$ ]] || wrong_usage
		address=$2
		shift
		;;
	--cluster)
		[[ ${2-} =~ ^[a-z0-9][a-z0-9-]*$ ]] || wrong_usage
		of=$2
		shift
		;;
	-h | --help)
		usage
		exit
		;;
	*) wrong_usage ;;
	esac
	shift
done
[[ -z $of || $verb == undo ]] || wrong_usage

[[ $0 != */* ]] || cd -P -- "${0%/*}/"
here=$PWD
state=${ALLUXIO_GEN_STATE:-/var/lib/alluxio-gen}
record_file=$state/$cluster/${host:-local}.made
if [[ -n $of ]]; then
	cluster=$of
	for record_file in "$state/$cluster"/*.made; do break; done
fi
fixes=0 failures=0 needs_root=''

load
[[ -z $dry_run ]] || printf 'host-prep.sh: a dry run, nothing is changed\n' >&2
"verb_${verb:-check}"
