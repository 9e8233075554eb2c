# -- Docker --

# docker_works: whether the engine answers; asked once.
docker_works() {
	if [[ -z ${docker_answers-} ]]; then
		docker_answers=yes
		docker version >/dev/null 2>&1 || docker_answers=no
	fi
	[[ $docker_answers == yes ]]
}

# at_least VERSION FLOOR: compares number by number; a leading v and what follows the numbers do not count.
at_least() {
	local -a have need
	local i version=${1#v}
	IFS=. read -ra have <<<"${version%%[!0-9.]*}"
	IFS=. read -ra need <<<"$2"
	for i in "${!need[@]}"; do
		((10#${have[i]:-0} == 10#${need[i]})) || break
	done
	((10#${have[i]:-0} >= 10#${need[i]}))
}

check_engine() {
	local version
	if ! command -v docker >/dev/null; then
		fail "Docker Engine is not installed: install $1 or later (https://docs.docker.com/engine/install/)"
	elif ! version=$(docker version --format '{{.Server.Version}}' 2>&1); then
		fail "Docker Engine does not answer ($(show "${version##*$'\n'}")): start it (sudo systemctl start docker), or let this user use it (sudo usermod -aG docker \"\$USER\", then log in anew)"
	elif ! at_least "$version" "$1"; then
		fail "Docker Engine $version is too old: install $1 or later"
	else
		ok "Docker Engine $version"
	fi
}

check_compose() {
	local version
	if ! version=$(docker compose version --short 2>/dev/null); then
		fail "Docker Compose v2 is not installed: install the docker-compose-plugin package, v$1 or later"
	elif [[ $version != *[0-9]* ]]; then
		ok "Docker Compose of unknown version ($(show "$version")): v$1 or later is needed"
	elif ! at_least "$version" "$1"; then
		fail "Docker Compose $version is too old: install v$1 or later"
	else
		ok "Docker Compose $version"
	fi
}

check_image() {
	if ! docker_works; then
		ok "image $(show "$1"): not looked for, since Docker does not answer"
	elif docker image inspect "$1" >/dev/null 2>&1; then
		ok "image $(show "$1") is here"
	else
		ok "image $(show "$1") will be pulled by docker compose up"
	fi
}

# check_build TAG CONTEXT TARBALL NAME=VALUE...: TARBALL may be empty.
check_build() {
	local path name
	resolve "$2"
	name="image $(show "$1")"
	if ! docker_works; then
		fail "$name: Docker must answer before it can be built"
	elif docker image inspect "$1" >/dev/null 2>&1; then
		ok "$name is here"
	elif [[ ! -f $path/Dockerfile ]]; then
		fail "$name: $(show "$path") holds no Dockerfile: check out the source of the release there; it is its integration/docker folder"
	elif [[ -n $3 && ! -f $path/$3 ]]; then
		fail "$name: $(show "$path/$3") is not there: put the tarball beside the Dockerfile"
	else
		fix "$name will be built from $(show "$path")"
	fi
}

make_build() {
	local path arg args=(--tag "$1" --label "alluxio-gen.cluster=$cluster")
	resolve "$2"
	for arg in "${@:4}"; do
		args+=(--build-arg "$arg")
	done
	build image "$1" docker build "${args[@]}" "$path"
}

# Only an image that still carries our label is the one that apply built.
undo_image() {
	local label
	if ! docker_works; then
		keep "image $(show "$1"): Docker does not answer"
		return
	fi
	label=$(docker image inspect --format '{{index .Config.Labels "alluxio-gen.cluster"}}' "$1" 2>/dev/null) || return 0
	[[ $label == "$cluster" ]] || return 0
	run docker image rm "$1" || stuck "image $(show "$1") is in use: remove its containers"
}
