# -- Packages of the distribution, with --install-docker only --

engine_packages=(docker-ce docker.io moby-engine docker)

# offered_version NAME: without epoch; nothing for a package manager or a package that is not known.
offered_version() {
	local key value
	if command -v apt-cache >/dev/null; then
		while read -r key value; do
			[[ $key != Candidate: ]] || printf '%s' "${value#*:}"
		done < <(LC_ALL=C apt-cache policy "$1" 2>/dev/null)
	elif command -v dnf >/dev/null; then
		dnf --quiet repoquery --latest-limit=1 --qf '%{version}' "$1" 2>/dev/null
	fi
}

# offer FLOOR NAME...: sets package and offered to the first that is new enough.
offer() {
	for package in "${@:2}"; do
		offered=$(offered_version "$package") || true
		! at_least "$offered" "$1" || return 0
	done
	return 1
}

# check_missing WHAT FLOOR NAME...
check_missing() {
	local package offered
	if ! offer "${@:2}"; then
		fail "$1 is not installed" "install $2 or later (https://docs.docker.com/engine/install/); this distribution offers none"
	elif [[ -z $install_docker ]]; then
		fail "$1 is not installed" "install $2 or later: apply --install-docker takes $package $offered of this distribution"
	else
		fix "$1: $package $offered will be installed"
	fi
}

# install_package FLOOR NAME...
install_package() {
	local package offered
	offer "$@"
	if command -v apt-get >/dev/null; then
		build package "$package" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet "$package"
	else
		build package "$package" dnf install --assumeyes --quiet "$package"
	fi
}

# Others may use it by now, so it is not for us to remove.
undo_package() { say keep "package $1 stays installed; your package manager removes it"; }
