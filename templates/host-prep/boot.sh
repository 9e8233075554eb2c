# -- At boot: a unit before Docker makes the ramdisk and the workers' directories anew --

unit_name() { printf 'alluxio-gen-%s-%s.service' "$cluster" "$(systemd-escape --path -- "$1")"; }

# unit_text TYPE MOUNT BYTES DIR...: the mount points of a description need no quoting here. Where clusters share a tmpfs
# it becomes as large as the unit of any of them asks.
unit_text() {
	local fstype source device dir start grow='' options
	options=$(mount_options "$1" "$3")
	start="/bin/sh -c \"mountpoint -q $2 || { mkdir -p $2 && mount -t $1 -o $options $our_source $2; }\""
	[[ $1 != tmpfs ]] || grow="/bin/sh -c \"[ \$\$((\$\$(stat -f -c %%b*%%S $2))) -ge $3 ] || mount -o remount,size=$3 $2\""
	if mounted "$2" && [[ $source != "$our_source" ]]; then
		start="/bin/mountpoint -q $2" grow=''
	fi
	cat <<END
# Written by host-prep.sh of the Alluxio cluster $cluster; its undo removes it.
[Unit]
Description=Ramdisk $2 of the Alluxio cluster $cluster
RequiresMountsFor=$2
Before=docker.service snap.docker.dockerd.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=$start
END
	[[ -z $grow ]] || printf 'ExecStart=%s\n' "$grow"
	for dir in "${@:4}"; do
		printf 'ExecStart=/usr/bin/install -d -o %s -g %s -m 1777 %s\n' "$uid" "$gid" "$dir"
	done
	printf '\n[Install]\nWantedBy=docker.service multi-user.target\n'
}

# unit_size NAME MOUNT BYTES: what the unit shall ask for; one that asks for more, for another cluster too, may stay.
unit_size() {
	local text
	text=$(cat "/etc/systemd/system/$1" 2>/dev/null) || true
	if [[ $text =~ size=([0-9]+), ]] && ((BASH_REMATCH[1] >= $3)); then
		printf '%s' "${BASH_REMATCH[1]}"
	else
		whole "$2" "$3"
	fi
}

# check_boot TYPE MOUNT BYTES DIR...
check_boot() {
	local name bytes
	if ! has_systemd; then
		warn "after a reboot: there is no systemd here, and the ramdisk $2 will be gone" "run host-prep.sh apply at every boot, before Docker starts"
		return
	elif ! mounted_as "$1" "$2" && check_ramdisk "${@:1:3}" && [[ $verdict == FAIL ]]; then
		fail "after a reboot: the ramdisk $2 must be there first" "see the line above"
		return
	fi
	name=$(unit_name "$2")
	bytes=$(unit_size "$name" "$2" "$3")
	if [[ "$(cat "/etc/systemd/system/$name" 2>/dev/null)" == "$(unit_text "$1" "$2" "$bytes" "${@:4}")" ]] && systemctl --quiet is-enabled "$name"; then
		ok "after a reboot: $name makes $2 before Docker starts"
	else
		fix "after a reboot: $name will make $2 before Docker starts"
	fi
}

make_boot() {
	local name bytes
	name=$(unit_name "$2")
	bytes=$(unit_size "$name" "$2" "$3")
	note making unit "$name"
	write "/etc/systemd/system/$name" "$(unit_text "$1" "$2" "$bytes" "${@:4}")"
	run systemctl daemon-reload
	run systemctl enable --quiet --now "$name"
	note made unit "$name"
}

undo_unit() {
	[[ -e /etc/systemd/system/$1 ]] || return 0
	! has_systemd || run systemctl disable --quiet --now "$1" || doing=''
	run rm -f -- "/etc/systemd/system/$1"
	! has_systemd || run systemctl daemon-reload
}
