# -- Compose --

# What an operator types to stop the cluster, and to make its containers anew.
stop_cluster='docker compose down' renew_containers='docker compose up -d --force-recreate'
compose_packages=(docker-compose-plugin docker-compose-v2 docker-compose)

# runs SERVICE: whether a container of this cluster's service runs.
runs() {
	docker_works && [[ -n $(docker ps --quiet --filter "label=com.docker.compose.project=$cluster" --filter "label=com.docker.compose.service=$1" 2>/dev/null) ]]
}

running() { docker ps --quiet --filter "label=com.docker.compose.project=$cluster" 2>/dev/null; }

check_compose() {
	local version
	if ! version=$(docker compose version --short 2>/dev/null); then
		check_missing "Docker Compose v2" "$1" "${compose_packages[@]}"
	elif [[ $version != *[0-9]* ]]; then
		warn "Docker Compose does not say its version ($(show "$version"))" "v$1 or later is needed"
	elif ! at_least "$version" "$1"; then
		fail "Docker Compose $version is too old" "install v$1 or later"
	else
		ok "Docker Compose $version"
	fi
}

make_compose() { install_package "$1" "${compose_packages[@]}"; }
