# -- Docker Engine --

engine='' # missing, silent or answers, once it was asked
engine_said=''
engine_system='' engine_root='' engine_security=''

# ask_engine: asks once.
ask_engine() {
	[[ -z $engine ]] || return 0
	engine=missing
	command -v docker >/dev/null || return 0
	engine=silent
	engine_said=$(docker version --format '{{.Server.Version}} {{range .Server.Components}}{{.Name}} {{end}}' 2>&1) || return 0
	engine=answers
	IFS=';' read -r engine_system engine_root engine_security < <(
		docker info --format '{{.OperatingSystem}};{{.DockerRootDir}};{{range .SecurityOptions}}{{.}} {{end}}' 2>/dev/null
	) || true
}

docker_works() {
	ask_engine
	[[ $engine == answers ]]
}

# check_engine FLOOR
check_engine() {
	local version
	ask_engine
	version=${engine_said%% *}
	if [[ $engine == missing ]]; then
		check_missing "Docker Engine" "$1" "${engine_packages[@]}"
	elif [[ $engine_said == *[Pp]odman* || $(docker --version 2>/dev/null) == *[Pp]odman* ]]; then
		fail "the docker command here is Podman's, which this cluster was never tested with" "install Docker Engine $1 or later"
	elif [[ $engine == silent ]]; then
		check_silent
	elif ! at_least "$version" "$1"; then
		fail "Docker Engine $version is too old" "install $1 or later"
	else
		ok "Docker Engine $version"
	fi
}

check_silent() {
	local why unit
	why=$(show "${engine_said##*$'\n'}")
	if [[ $engine_said == *'permission denied'* ]]; then
		fail "user $(id -un) may not use Docker" "$(join_docker "$(id -un)")"
	elif may_start; then
		fix "Docker Engine does not run: $unit will be started"
	else
		fail "Docker Engine does not answer ($why)" "start it (sudo systemctl start docker, or sudo service docker start)"
	fi
}

make_engine() {
	local unit
	if [[ $engine == missing ]]; then
		install_package "$1" "${engine_packages[@]}"
	fi
	engine=''
	! may_start || run systemctl start "$unit"
	engine=''
}

# join_docker USER: the group is looked up anew at each login only.
join_docker() {
	if [[ " $(id -nG -- "$1" 2>/dev/null) " == *' docker '* ]]; then
		printf 'log in anew: this session is older than your place in the group docker'
	else
		printf 'run sudo usermod -aG docker %s and log in anew (that group may do all that root may), or use sudo' "$(show "$1")"
	fi
}

# check_user: who runs sudo wants to run docker compose too.
check_user() {
	local user=${SUDO_USER:-$(id -un)}
	if ! docker_works; then
		skip
	elif ((EUID != 0)) || [[ $user == root || " $(id -nG -- "$user" 2>/dev/null) " == *' docker '* ]]; then
		ok "user $(show "$user") may use Docker"
	else
		warn "user $(show "$user") may use Docker only with sudo" "$(join_docker "$user")"
	fi
}

# check_flavour [network|ramdisk|directory]...: what of the host the containers must reach.
check_flavour() {
	local endpoint kind_of=''
	if ! docker_works; then
		skip
		return
	fi
	endpoint=${DOCKER_HOST:-$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null)}
	[[ $engine_system != 'Docker Desktop'* ]] || kind_of='Docker Desktop, whose containers live in a virtual machine'
	[[ " $engine_security" != *' name=rootless'* ]] || kind_of='rootless Docker, whose containers are of other users and of another network'
	[[ " $engine_security" != *' name=userns'* ]] || kind_of='Docker with userns-remap, whose containers are of other users'
	if [[ -n $endpoint && $endpoint != unix://* ]]; then
		fail "docker speaks to another machine ($(show "$endpoint"))" "run this script there, or point docker here (unset DOCKER_HOST; docker context use default)"
	elif [[ -n $kind_of ]] && (($# > 0)); then
		fail "this is $kind_of, and the containers need this host's $(listed "$@")" "use Docker Engine as it is by default, or in the description network: \"bridge\" and volumes alone"
	elif [[ -n $kind_of ]]; then
		warn "this is $kind_of" "the cluster asks for nothing that would not work there, but was never tested with it"
	else
		ok "Docker is this host's own"
	fi
}

listed() {
	local IFS=, text
	text="$*"
	printf '%s' "${text//,/, }"
}
