# -- Memory --

check_memory() {
	local key value total=0 free=0
	while read -r key value _; do
		case $key in
		MemTotal:) total=$((value * 1024)) ;;
		MemAvailable:) free=$((value * 1024)) ;;
		esac
	done </proc/meminfo
	if ((total < $1)); then
		fail "memory: the ramdisks need $(human "$1"), but this host has $(human "$total"): make them smaller in the description"
	elif ((free < $1)); then
		ok "memory: the ramdisks may grow to $(human "$1"); $(human "$free") of $(human "$total") are available now"
	else
		ok "memory: $(human "$free") available, of which the ramdisks may take $(human "$1")"
	fi
}
