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
