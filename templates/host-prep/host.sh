# -- Memory, disk and limits --

# check_memory BYTES: all that the cluster may take here.
check_memory() {
	local key value total=0 free=0
	while read -r key value _; do
		case $key in
		MemTotal:) total=$((value * 1024)) ;;
		MemAvailable:) free=$((value * 1024)) ;;
		esac
	done </proc/meminfo
	if ((total < $1)); then
		fail "memory: the cluster may take $(human "$1") here, but this host has $(human "$total")" "make memory tiers or heaps smaller in the description"
	elif ((free < $1)) && [[ -z $(running) ]]; then
		warn "memory: the cluster may take $(human "$1") here, but only $(human "$free") of $(human "$total") are available now" "stop what takes the rest, or make the cluster smaller"
	else
		ok "memory: the cluster may take $(human "$1") of $(human "$total")"
	fi
}

# check_swap: of what lies in memory, only a ramfs is never moved to disk.
check_swap() {
	local device size bytes=0
	while read -r device _ size _; do
		[[ $device != /* ]] || bytes=$((bytes + size * 1024))
	done </proc/swaps
	if ((bytes > 0)); then
		warn "swap: the kernel may move cached blocks to its $(human $bytes) of swap, which are then slower than what they cache" "sudo swapoff --all, and take swap out of /etc/fstab"
	else
		ok "swap: none, so cached blocks stay in memory"
	fi
}

# has_room DIR BYTES: sets room to the bytes of disk left there.
has_room() {
	local above
	nearest "${1:-/}"
	room=$(df --output=avail --block-size=1 -- "$above" 2>/dev/null | tail -n 1) || room=''
	room=${room//[!0-9]/}
	[[ -z $room ]] || ((room >= $2))
}

# check_space PATH BYTES WHAT
check_space() {
	local path room what=${3//[[:cntrl:]]/ }
	resolve "$1"
	if has_room "$path" "$2"; then
		ok "disk, $what: ${room:+$(human "$room") left }at $(show "$path")"
	else
		fail "disk, $what: $(human "$room") left at $(show "$path"), and it starts with $(human "$2")" "free some, or name another place in the description"
	fi
}

# check_openfiles NUMBER: containers inherit the limit of the process that starts them.
check_openfiles() {
	local pid soft='' name
	pid=$(process containerd) || pid=$(process dockerd) || pid=none
	while read -r name; do
		[[ $name != 'Max open files '* ]] || read -r _ _ _ soft _ <<<"$name"
	done < <(cat "/proc/$pid/limits" 2>/dev/null)
	if [[ -z $soft ]]; then
		skip
	elif [[ $soft == unlimited ]] || ((soft >= $1)); then
		ok "open files: Docker gives containers $soft"
	else
		warn "open files: Docker gives containers $soft, and a busy master or worker may need $1" "set LimitNOFILE=infinity for containerd.service and docker.service, and restart them"
	fi
}

# process NAME: the number of a process of that name, Docker's own first: a container may run a dockerd of its own.
process() {
	local dir pid='' name
	[[ $1 != dockerd ]] || { read -r pid </run/docker.pid; } 2>/dev/null || true
	for dir in "/proc/${pid:-none}" /proc/[0-9]*; do
		{ read -r name <"$dir/comm"; } 2>/dev/null || continue
		[[ $name == "$1" ]] || continue
		{ read -r -d '' _ <"$dir/cmdline"; } 2>/dev/null || continue # what is dead, and not yet buried, has no words
		printf '%s' "${dir#/proc/}"
		return 0
	done
	return 1
}
