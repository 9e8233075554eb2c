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
