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
