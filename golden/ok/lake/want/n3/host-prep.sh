#!/usr/bin/env bash
# Prepares this host for the Alluxio cluster lake and puts it back. Made by alluxio-gen: edit the description instead.
# alluxio-gen sha256:9098e74feabfcfe35bfc36f28c187d01ccd175a379d83e96b46b2ee57284cba9 lake n3/host-prep.sh
#
#   host-prep.sh [check|apply|undo] [--dry-run] [--drop-cache]
#
# "host-prep.sh --help" says what each does. Relative paths are relative to this script's own directory.

set -euo pipefail
umask 022
unset CDPATH

# ---- What the description asks of this host. Only this part differs between clusters. ----

cluster=lake
host=n3
# The user and group of the containers' processes.
uid=1000
gid=1000

# One precondition a line, in the order in which they are met. Each word is literal, whatever it looks like.
# shellcheck disable=SC1003,SC2016
plan() {
	"$@" engine 20.10
	"$@" compose 2.20
	"$@" memory 36507222016
	"$@" directory /data/journal 0755 'journal of master-n3 (masters.master.journal)'
	"$@" secret /etc/alluxio/aws 'credentials (underStorage."/".s3.credentials.file)'
	"$@" ramdisk tmpfs /mnt/ramdisk 36507222016
	"$@" tier tmpfs /mnt/ramdisk 36507222016 /mnt/ramdisk/lake/worker-n3
	"$@" boot tmpfs /mnt/ramdisk 36507222016 /mnt/ramdisk/lake/worker-n3
	"$@" image alluxio/alluxio:2.9.5
	"$@" image apache/spark:3.5.1
}

# ---- The program. It is the same for every cluster. ----

usage() {
	cat <<'END'
usage: host-prep.sh [check|apply|undo] [--dry-run] [--drop-cache]

check (the default)  changes nothing and says one line a precondition:
                       ok    it is met
                       fix   apply will meet it
                       FAIL  you must meet it; the line says how
                     Exit 0 only if all are ok, so that "docker compose up" can work.
apply                makes what is missing and checks again; a second time it changes nothing.
undo                 removes what apply made, by its own record: directories only when empty,
                     a ramdisk that holds blocks only with --drop-cache.
--dry-run            prints the commands of apply or undo and runs none.
--drop-cache         lets undo delete the blocks that the workers keep in the ramdisk.

Exit: 0 fine, 1 a precondition is not met or a command failed, 2 wrong usage.
The record of what apply made is kept below /var/lib/alluxio-gen (ALLUXIO_GEN_STATE names another place).
END
}

# -- Words for people --

say() { printf '%-4s %s\n' "$1" "$2"; }

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

# -- The record: what apply is about to make ("making"), then has made ("made"), one line each, oldest first --

declare -A record=() # "kind name" -> making or made
things=()            # its keys, oldest first

load() {
	local phase kind name
	[[ -e $record_file ]] || return 0
	while IFS=$'\t' read -r phase kind name; do
		printf -v name %b "$name"
		remember "$phase" "$kind $name"
	done <"$record_file"
}

remember() {
	[[ -n ${record["$2"]-} ]] || things+=("$2")
	record["$2"]=$1
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

# -- Changing the host: all of it goes through run, and all that undo must know of through build --

run() {
	say run "$(show "$@")"
	[[ -n $dry_run ]] || "$@"
}

# build KIND NAME COMMAND...: runs the command that makes a thing, with the intent recorded before and the deed after.
build() {
	note making "$1" "$2"
	run "${@:3}"
	note made "$1" "$2"
}

# write FILE TEXT
write() {
	run install -m 0644 /dev/stdin "$1" <<<"$2"
	[[ -z $dry_run ]] || printf '         %s\n' "${2//$'\n'/$'\n'         }"
}

# -- Looking at a precondition: each check_KIND calls one of these; make_KIND runs only after "fix" --

ok() { verdict=ok reason=$1; }
fix() { verdict=fix reason=$1; }
fail() { verdict=FAIL reason=$1; }

check() {
	"check_$1" "${@:2}"
	say "$verdict" "$reason"
	case $verdict in
	fix) fixes=$((fixes + 1)) ;;
	FAIL) failures=$((failures + 1)) ;;
	esac
	[[ $verdict != fix || $1 == build ]] || needs_root=yes
}

make() {
	"check_$1" "${@:2}"
	[[ $verdict != fix ]] || "make_$1" "${@:2}"
}

# -- Docker --

# docker_works: whether the engine answers; asked once.
docker_works() {
	if [[ -z ${docker_answers-} ]]; then
		docker_answers=yes
		docker version >/dev/null 2>&1 || docker_answers=no
	fi
	[[ $docker_answers == yes ]]
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

check_engine() {
	local version
	if ! command -v docker >/dev/null; then
		fail "Docker Engine is not installed: install $1 or later (https://docs.docker.com/engine/install/)"
	elif ! version=$(docker version --format '{{.Server.Version}}' 2>&1); then
		fail "Docker Engine does not answer ($(show "${version##*$'\n'}")): start it (sudo systemctl start docker), or let this user use it (sudo usermod -aG docker \"\$USER\", then log in anew)"
	elif ! at_least "$version" "$1"; then
		fail "Docker Engine $version is too old: install $1 or later"
	else
		ok "Docker Engine $version"
	fi
}

check_compose() {
	local version
	if ! version=$(docker compose version --short 2>/dev/null); then
		fail "Docker Compose v2 is not installed: install the docker-compose-plugin package, v$1 or later"
	elif [[ $version != *[0-9]* ]]; then
		ok "Docker Compose of unknown version ($(show "$version")): v$1 or later is needed"
	elif ! at_least "$version" "$1"; then
		fail "Docker Compose $version is too old: install v$1 or later"
	else
		ok "Docker Compose $version"
	fi
}

check_image() {
	if ! docker_works; then
		ok "image $(show "$1"): not looked for, since Docker does not answer"
	elif docker image inspect "$1" >/dev/null 2>&1; then
		ok "image $(show "$1") is here"
	else
		ok "image $(show "$1") will be pulled by docker compose up"
	fi
}

# check_build TAG CONTEXT TARBALL NAME=VALUE...: TARBALL may be empty.
check_build() {
	local path name
	resolve "$2"
	name="image $(show "$1")"
	if ! docker_works; then
		fail "$name: Docker must answer before it can be built"
	elif docker image inspect "$1" >/dev/null 2>&1; then
		ok "$name is here"
	elif [[ ! -f $path/Dockerfile ]]; then
		fail "$name: $(show "$path") holds no Dockerfile: check out the source of the release there; it is its integration/docker folder"
	elif [[ -n $3 && ! -f $path/$3 ]]; then
		fail "$name: $(show "$path/$3") is not there: put the tarball beside the Dockerfile"
	else
		fix "$name will be built from $(show "$path")"
	fi
}

make_build() {
	local path arg args=(--tag "$1" --label "alluxio-gen.cluster=$cluster")
	resolve "$2"
	for arg in "${@:4}"; do
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

# -- Memory --

check_memory() {
	local key value total=0 free=0
	while read -r key value _; do
		case $key in
		MemTotal:) total=$((value * 1024)) ;;
		MemAvailable:) free=$((value * 1024)) ;;
		esac
	done </proc/meminfo
	if ((total < $1)); then
		fail "memory: the ramdisks need $(human "$1"), but this host has $(human "$total"): make them smaller in the description"
	elif ((free < $1)); then
		ok "memory: the ramdisks may grow to $(human "$1"); $(human "$free") of $(human "$total") are available now"
	else
		ok "memory: $(human "$free") available, of which the ramdisks may take $(human "$1")"
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
	else
		permits "$1" 3
	fi
}

# permits PATH BITS: whether the mode gives the containers' user all of BITS (4 read, 2 write, 1 enter).
permits() {
	local owner group mode
	read -r owner group mode < <(stat -L -c '%u %g %a' -- "$1")
	if ((uid == 0)); then
		return 0
	elif ((owner == uid)); then
		(((8#$mode >> 6 & $2) == $2))
	elif ((group == gid)); then
		(((8#$mode >> 3 & $2) == $2))
	else
		(((8#$mode & $2) == $2))
	fi
}

# judge KIND DIR WHAT: a directory of the containers' user.
judge() {
	local above name
	name=$(show "$2")
	nearest "$2"
	if [[ -d $2 ]] && writable "$2"; then
		ok "$3: $name"
	elif [[ -d $2 ]] && recorded "$1" "$2"; then
		fix "$3: $name was begun by apply and will be given to user $uid"
	elif [[ -d $2 ]]; then
		fail "$3: user $uid, as which the containers run, may not write to $name: sudo chown $uid:$gid $name"
	elif [[ ! -d $above ]]; then
		fail "$3: $(show "$above") is not a directory: move it away"
	elif [[ ! -x $above ]]; then
		fail "$3: only root can look into $(show "$above"): run this script with sudo"
	else
		fix "$3: $name will be made"
	fi
}

# give KIND DIR MODE: makes a directory of the containers' user, and root's above it where they are missing.
give() {
	above_of "$2"
	build "$1" "$2" install -d -o "$uid" -g "$gid" -m "$3" -- "$2"
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
		fail "directory, $what: $name is missing: put it there"
	elif usable "$path" "$3"; then
		ok "directory, $what: $name"
	else
		fail "directory, $what: user $uid, as which the containers run, may not $3 $name"
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
		fail "shared directory, $what: $name is missing: mount the shared file system there"
	elif [[ $(stat -L -c %d -- "$path") == "$(stat -c %d /)" ]]; then
		fail "shared directory, $what: $name is on this host's root disk, not on a shared file system: mount it there"
	elif usable "$path" "$3"; then
		ok "shared directory, $what: $name"
	else
		fail "shared directory, $what: user $uid, as which the containers run, may not $3 $name"
	fi
}

# holds DIR: whether anything is in it that undo does not remove.
holds() {
	local entry
	while IFS= read -r -d '' entry; do
		[[ -n ${gone[$entry]-} ]] || return 0
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

# -- Files that the containers read; apply neither makes nor changes them --

# check_file PATH WHAT
check_file() {
	local path name what=${2//[[:cntrl:]]/ }
	resolve "$1"
	name=$(show "$path")
	nearest "$path"
	if [[ ! -d ${path%/*}/ && -d $above && ! -x $above ]]; then
		fail "$what: only root can look into $(show "$above"): run this script with sudo"
	elif [[ ! -e $path ]]; then
		fail "$what: $name is missing: put it there"
	elif [[ ! -f $path ]]; then
		fail "$what: $name is not a file"
	elif ! permits "$path" 4; then
		fail "$what: user $uid, as which the containers run, may not read $name: sudo setfacl -m u:$uid:r $name, or sudo chown $uid $name"
	elif [[ ! -s $path ]]; then
		fail "$what: $name is empty"
	else
		ok "$what: $name"
	fi
}

# check_secret PATH WHAT: a file that not everyone should read.
check_secret() {
	local path
	check_file "$@"
	resolve "$1"
	if [[ $verdict == ok && $(stat -L -c %a -- "$path") == *[4567] ]]; then
		reason+=" (every user of this host may read it: sudo chmod o-r $(show "$path"))"
	fi
}

# -- Ramdisks: a mount, the workers' directories inside it, and a unit that makes both again at boot --

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

# capacity DIR: the bytes of the tmpfs there; 0 is no limit.
capacity() {
	local blocks size
	read -r blocks size < <(stat -f -c '%b %S' -- "$1")
	printf '%d' $((blocks * size))
}

mount_options() {
	case $1 in
	tmpfs) printf 'size=%s,mode=0755,nosuid,nodev' "$2" ;;
	ramfs) printf 'mode=0755,nosuid,nodev' ;;
	esac
}

# check_ramdisk TYPE MOUNT BYTES
check_ramdisk() {
	local fstype source device size above
	if mounted "$2"; then
		check_mounted "$@"
		return
	fi
	nearest "$2"
	if [[ ! -d $above ]]; then
		fail "ramdisk $2: $(show "$above") is not a directory: move it away"
	elif [[ -d $2 && ! (-r $2 && -x $2) ]]; then
		fail "ramdisk $2: only root can look into it: run this script with sudo"
	elif [[ -d $2 ]] && holds "$2"; then
		fail "ramdisk $2: the directory is not empty, and a mount would hide what it holds: move that away"
	else
		fix "ramdisk $2: a $1 $(limit "$1" "$3") will be mounted"
	fi
}

limit() {
	case $1 in
	tmpfs) printf 'of %s' "$(human "$2")" ;;
	ramfs) printf 'without limit (the kernel cannot hold a ramfs to %s)' "$(human "$2")" ;;
	esac
}

check_mounted() {
	local room=0
	[[ $fstype != tmpfs ]] || room=$(capacity "$2")
	if [[ $fstype != "$1" ]]; then
		fail "ramdisk $2: a $fstype is mounted there, not a $1: unmount it (sudo umount $2), or name another place in the description"
	elif ((room > 0 && room < $3)) && recorded mount "$2"; then
		fix "ramdisk $2: the tmpfs of $(human "$room") will grow to $(human "$3")"
	elif ((room > 0 && room < $3)); then
		fail "ramdisk $2: the tmpfs there has $(human "$room"), but $(human "$3") are needed: sudo mount -o remount,size=$3 $2"
	elif unseen "$2"; then
		fail "ramdisk $2: Docker was started before it and does not see it: restart Docker (sudo systemctl restart docker), which stops all containers for a moment"
	else
		((room > 0)) || room=$3
		ok "ramdisk $2: a $1 $(limit "$1" "$room")"
	fi
}

# unseen MOUNT: whether dockerd runs in another mount namespace, to which the mount did not come through.
unseen() {
	local pid table fstype source ours=$device device
	pid=$(dockerd_pid) || return 1
	{ table=$(<"/proc/$pid/mountinfo"); } 2>/dev/null || return 1
	! find_mount "$(readlink -f -- "$1")" "$table" || [[ $device != "$ours" ]]
}

# dockerd_pid: the engine's own process first, since a container may run a dockerd of its own.
dockerd_pid() {
	local dir pid='' name
	{ read -r pid </run/docker.pid; } 2>/dev/null || true
	for dir in "/proc/${pid:-none}" /proc/[0-9]*; do
		{ read -r name <"$dir/comm"; } 2>/dev/null || continue
		[[ $name == dockerd ]] || continue
		printf '%s' "${dir#/proc/}"
		return 0
	done
	return 1
}

make_ramdisk() {
	local fstype source device
	if mounted "$2"; then
		run mount -o "remount,size=$3" "$2"
		return
	fi
	above_of "$2/"
	build mount "$2" mount -t "$1" -o "$(mount_options "$1" "$3")" "$our_source" "$2"
}

undo_mount() {
	local fstype source device
	mounted "$1" && [[ $source == "$our_source" ]] || return 0
	if holds "$1"; then
		keep "ramdisk $1 is not empty"
	else
		run umount -- "$1" || stuck "ramdisk $1 is in use: stop the cluster (docker compose down)"
	fi
}

# mounted_as TYPE MOUNT: only then may anything be made in it, else it would be on the disk.
mounted_as() {
	local fstype source device
	mounted "$2" && [[ $fstype == "$1" ]]
}

# check_tier TYPE MOUNT BYTES DIR: a worker's directory in a ramdisk.
check_tier() {
	if mounted_as "$1" "$2"; then
		judge tier "$4" "directory of a worker's blocks"
		return
	fi
	check_ramdisk "${@:1:3}"
	case $verdict in
	fix) fix "directory of a worker's blocks: $4 will be made in the ramdisk" ;;
	FAIL) fail "directory of a worker's blocks: $4 needs the ramdisk first" ;;
	esac
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

# -- At boot --

has_systemd() { [[ -d /run/systemd/system ]]; }

unit_name() { printf 'alluxio-gen-%s-%s.service' "$cluster" "$(systemd-escape --path -- "$1")"; }

# unit_text TYPE MOUNT BYTES DIR...: the mount points of a description need no quoting here.
unit_text() {
	local fstype source device dir start options
	options=$(mount_options "$1" "$3")
	start="/bin/sh -c \"mountpoint -q $2 || { mkdir -p $2 && mount -t $1 -o $options $our_source $2; }\""
	if mounted "$2" && [[ $source != "$our_source" ]]; then
		start="/bin/mountpoint -q $2"
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
	for dir in "${@:4}"; do
		printf 'ExecStart=/usr/bin/install -d -o %s -g %s -m 1777 %s\n' "$uid" "$gid" "$dir"
	done
	printf '\n[Install]\nWantedBy=docker.service multi-user.target\n'
}

# check_boot TYPE MOUNT BYTES DIR...
check_boot() {
	local name
	if ! has_systemd; then
		ok "after a reboot: there is no systemd here, so run host-prep.sh apply at every boot, before Docker starts"
		return
	elif ! mounted_as "$1" "$2" && check_ramdisk "${@:1:3}" && [[ $verdict == FAIL ]]; then
		fail "after a reboot: the ramdisk $2 must be there first"
		return
	fi
	name=$(unit_name "$2")
	if [[ "$(cat "/etc/systemd/system/$name" 2>/dev/null)" == "$(unit_text "$@")" ]] && systemctl --quiet is-enabled "$name"; then
		ok "after a reboot: $name makes $2 before Docker starts"
	else
		fix "after a reboot: $name will make $2 before Docker starts"
	fi
}

make_boot() {
	local name
	name=$(unit_name "$2")
	note making unit "$name"
	write "/etc/systemd/system/$name" "$(unit_text "$@")"
	run systemctl daemon-reload
	run systemctl enable --quiet --now "$name"
	note made unit "$name"
}

undo_unit() {
	[[ -e /etc/systemd/system/$1 ]] || return 0
	! has_systemd || run systemctl disable --quiet --now "$1" || true
	run rm -f -- "/etc/systemd/system/$1"
	! has_systemd || run systemctl daemon-reload
}

# -- Undo --

declare -A gone=() # paths that undo removed, or in a dry run would have
left=()            # keys of the record that stay
kept=''

keep() {
	kept=yes
	say keep "$1"
}

stuck() {
	kept=yes
	failures=$((failures + 1))
	say FAIL "$1"
}

undo_all() {
	local i key
	for ((i = ${#things[@]} - 1; i >= 0; i--)); do
		key=${things[i]}
		kept=''
		case ${key%% *} in
		unit | image | tier | mount | directory) "undo_${key%% *}" "${key#* }" ;;
		*) stuck "the record names a thing of an unknown kind: $(show "$key")" ;;
		esac
		if [[ -n $kept ]]; then
			left+=("$key")
		elif [[ $key != mount\ * ]]; then
			gone[${key#* }]=yes
		fi
	done
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

running() { docker ps --quiet --filter "label=com.docker.compose.project=$cluster" 2>/dev/null; }

# -- The verbs --

verb_check() {
	plan check
	((fixes == 0)) || printf 'host-prep.sh: to fix it, run: sudo %q apply\n' "$0" >&2
	((fixes + failures == 0))
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
	plan make
	fixes=0 failures=0
	plan check
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
		[[ -z $(running) ]] || die "containers of $cluster are running; nothing was changed. Stop them first: docker compose down"
	fi
	undo_all
	[[ -n $dry_run ]] || forget
	((failures == 0))
}

wrong_usage() {
	usage >&2
	exit 2
}

verb='' dry_run='' drop_cache=''
for word in "$@"; do
	case $word in
	check | apply | undo)
		[[ -z $verb ]] || wrong_usage
		verb=$word
		;;
	--dry-run) dry_run=yes ;;
	--drop-cache) drop_cache=yes ;;
	-h | --help)
		usage
		exit
		;;
	*) wrong_usage ;;
	esac
done

[[ $0 != */* ]] || cd -P -- "${0%/*}/"
here=$PWD
state=${ALLUXIO_GEN_STATE:-/var/lib/alluxio-gen}
record_file=$state/$cluster/${host:-local}.made
fixes=0 failures=0 needs_root=''

load
[[ -z $dry_run ]] || printf 'host-prep.sh: a dry run, nothing is changed\n' >&2
"verb_${verb:-check}"
