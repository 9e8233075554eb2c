# -- Images --

# platform: of this host, in Docker's words.
platform() {
	case $(uname -m) in
	x86_64) printf linux/amd64 ;;
	aarch64) printf linux/arm64 ;;
	*) printf 'linux/%s' "$(uname -m)" ;;
	esac
}

# emulates PLATFORM: whether the kernel hands that processor's programs to an interpreter.
emulates() {
	case $1 in
	linux/amd64) grep -Eqs '^(enabled)$' /proc/sys/fs/binfmt_misc/{qemu-x86_64,rosetta} ;;
	linux/arm64) grep -Eqs '^(enabled)$' /proc/sys/fs/binfmt_misc/qemu-aarch64 ;;
	*) return 1 ;;
	esac
}

# check_image REF PLATFORM ROOM [asked]: PLATFORM is empty where only the image itself knows it, and asked when the
# description wants that one; ROOM is bytes of disk.
check_image() {
	local name
	name="image $(show "$1")"
	if [[ -n ${4:-} && $2 != "$(platform)" ]] && ! emulates "$2"; then
		fail "$name is wanted for $(show "$2"), and this host is $(platform) and emulates no other" "install an emulator: docker run --privileged --rm tonistiigi/binfmt --install ${2#linux/}"
		return
	fi
	if ! docker_works; then
		skip
	elif docker image inspect "$1" >/dev/null 2>&1; then
		check_platform "$1" "$name" ${4:+"$2"}
	elif [[ -z ${4:-} && -n $2 && $2 != "$(platform)" ]]; then
		fail "$name exists for $(show "$2") alone, and this host is $(platform)" "build one for it (build: in the description), or use another host"
	elif ! has_room "$engine_root" "$3"; then
		fail "$name: Docker has $(human "$room") of disk left below $(show "$engine_root") and may need $(human "$3")" "free some (docker system df shows what Docker keeps)"
	else
		fix "$name will be pulled"
	fi
}

# check_platform REF NAME [PLATFORM]: of this host, or the one that is wanted.
check_platform() {
	local of
	of=$(docker image inspect --format '{{.Os}}/{{.Architecture}}' "$1" 2>/dev/null)
	if [[ -n ${3:-} && $of == */?* && $of != "$3" ]]; then
		fail "$2 is for $of, and $3 is wanted" "remove it (docker image rm $(show "$1")), and the right one will be pulled"
	elif [[ -z ${3:-} && $of == */?* && $of != "$(platform)" ]]; then
		fail "$2 is for $of, and this host is $(platform)" "remove it (docker image rm $(show "$1")) and use one for this host"
	else
		ok "$2 is here"
	fi
}

make_image() { build pulled "$1" docker pull --quiet ${4:+--platform "$2"} "$1"; }

# An image that containers use is not for us to remove: those of this cluster are gone by now.
undo_pulled() {
	if ! docker_works; then
		keep "image $(show "$1"): Docker does not answer"
	elif ! docker image inspect "$1" >/dev/null 2>&1; then
		return 0
	elif [[ -n $(docker ps --all --quiet --filter "ancestor=$1") ]]; then
		say keep "image $(show "$1"): other containers use it"
	else
		run docker image rm "$1" || stuck "image $(show "$1") cannot be removed"
	fi
}

# check_build TAG ROOM CONTEXT TARBALL NAME=VALUE...: TARBALL may be empty.
check_build() {
	local path name
	resolve "$3"
	name="image $(show "$1")"
	if ! docker_works; then
		skip
	elif docker image inspect "$1" >/dev/null 2>&1; then
		check_platform "$1" "$name"
	elif [[ ! -f $path/Dockerfile ]]; then
		fail "$name: $(show "$path") holds no Dockerfile" "check out the release's source (git clone --branch v$release https://github.com/Alluxio/alluxio) and put its integration/docker folder there"
	elif [[ -n $4 && ! -f $path/$4 ]]; then
		fail "$name: $(show "$path/$4") is not there" "put the tarball beside the Dockerfile"
	elif ! has_room "$engine_root" "$2"; then
		fail "$name: Docker has $(human "$room") of disk left below $(show "$engine_root") and may need $(human "$2")" "free some (docker system df shows what Docker keeps)"
	else
		fix "$name will be built from $(show "$path")"
	fi
}

make_build() {
	local path arg args=(--tag "$1" --label "alluxio-gen.cluster=$cluster")
	resolve "$3"
	for arg in "${@:5}"; do
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
