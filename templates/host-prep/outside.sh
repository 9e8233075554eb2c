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
