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
