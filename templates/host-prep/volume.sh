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
