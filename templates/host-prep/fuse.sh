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
