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
