# -- At boot --

has_systemd() { [[ -d /run/systemd/system ]]; }

unit_name() { printf 'alluxio-gen-%s-%s.service' "$cluster" "$(systemd-escape --path -- "$1")"; }

# unit_text TYPE MOUNT BYTES DIR...: the mount points of a description need no quoting here.
unit_text() {
	local fstype source device dir start options
	options=$(mount_options "$1" "$3")
	start="/bin/sh -c \"mountpoint -q $2 || { mkdir -p $2 && mount -t $1 -o $options $our_source $2; }\""
	if mounted "$2" && [[ $source != "$our_source" ]]; then
		start="/bin/mountpoint -q $2"
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
	for dir in "${@:4}"; do
		printf 'ExecStart=/usr/bin/install -d -o %s -g %s -m 1777 %s\n' "$uid" "$gid" "$dir"
	done
	printf '\n[Install]\nWantedBy=docker.service multi-user.target\n'
}

# check_boot TYPE MOUNT BYTES DIR...
check_boot() {
	local name
	if ! has_systemd; then
		ok "after a reboot: there is no systemd here, so run host-prep.sh apply at every boot, before Docker starts"
		return
	elif ! mounted_as "$1" "$2" && check_ramdisk "${@:1:3}" && [[ $verdict == FAIL ]]; then
		fail "after a reboot: the ramdisk $2 must be there first"
		return
	fi
	name=$(unit_name "$2")
	if [[ "$(cat "/etc/systemd/system/$name" 2>/dev/null)" == "$(unit_text "$@")" ]] && systemctl --quiet is-enabled "$name"; then
		ok "after a reboot: $name makes $2 before Docker starts"
	else
		fix "after a reboot: $name will make $2 before Docker starts"
	fi
}

make_boot() {
	local name
	name=$(unit_name "$2")
	note making unit "$name"
	write "/etc/systemd/system/$name" "$(unit_text "$@")"
	run systemctl daemon-reload
	run systemctl enable --quiet --now "$name"
	note made unit "$name"
}

undo_unit() {
	[[ -e /etc/systemd/system/$1 ]] || return 0
	! has_systemd || run systemctl disable --quiet --now "$1" || true
	run rm -f -- "/etc/systemd/system/$1"
	! has_systemd || run systemctl daemon-reload
}
