# -- Docker as a service of systemd --

has_systemd() { [[ -d /run/systemd/system ]]; }

# docker_unit: sets unit to what starts Docker here.
docker_unit() {
	has_systemd || return 1
	for unit in docker.service snap.docker.dockerd.service; do
		! systemctl cat "$unit" >/dev/null 2>&1 || return 0
	done
	return 1
}

# may_start: whether Docker is a service that does not run; sets unit.
may_start() { [[ -z ${DOCKER_HOST-} ]] && docker_unit && ! systemctl --quiet is-active "$unit"; }

check_enabled() {
	local unit
	if ! has_systemd; then
		warn "Docker at boot: there is no systemd here, so this script cannot tell" "see to it that the engine starts at boot"
	elif ! docker_unit; then
		warn "Docker at boot: systemd knows no docker.service" "see to it that the engine starts at boot"
	elif systemctl --quiet is-enabled "$unit"; then
		ok "Docker at boot: $unit is enabled"
	else
		fix "Docker at boot: $unit will be enabled"
	fi
	[[ $engine != missing || $verdict == ok ]] || skip
}

make_enabled() {
	local unit
	docker_unit
	build enabled "$unit" systemctl enable --quiet "$unit"
}

undo_enabled() { ! has_systemd || run systemctl disable --quiet "$1"; }

restart_docker() {
	local unit
	if docker_unit; then
		run systemctl restart "$unit"
	else
		run service docker restart
	fi
	engine=''
}
