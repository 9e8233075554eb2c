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
