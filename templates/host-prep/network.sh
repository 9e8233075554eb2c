# -- Names and ports --

# ipv4 NAME: its first IPv4 address, which is what Alluxio's JVMs ask for.
ipv4() {
	local at
	if [[ $1 =~ ^[0-9]+(\.[0-9]+){3}$ ]]; then
		printf '%s' "$1"
	else
		read -r at _ < <(getent ahostsv4 "$1" 2>/dev/null)
		printf '%s' "$at"
	fi
}

# is_ours ADDRESS: whether the kernel takes it for this host's own.
is_ours() {
	local key value last=''
	while read -r key value _; do
		[[ $key != '|--' ]] || last=$value
		[[ $key != /32 || $value != host || $last != "$1" ]] || return 0
	done </proc/net/fib_trie
	return 1
}

# check_name ADDRESS HOST: how one host of the cluster finds another, or itself.
check_name() {
	local at
	at=$(ipv4 "$1") || at=''
	if [[ -z $at ]]; then
		fail "host $2: $1 has no IPv4 address here" "put it into DNS or /etc/hosts, or write the address itself in the description (hosts.$2.address)"
	elif [[ $2 != "$host" && $at == 127.* ]]; then
		fail "host $2: $1 means this host itself here ($at)" "correct /etc/hosts or DNS"
	elif [[ $2 != "$host" ]]; then
		ok "host $2: $1 is $at"
	elif [[ $at == 127.* ]]; then
		warn "host $2, this one: $1 is $at, which no other host can reach" "let /etc/hosts give it the address that the others use"
	elif is_ours "$at"; then
		ok "host $2, this one: $1 is $at"
	else
		[[ $at != "$1" ]] || at=''
		fail "host $2: $1${at:+ ($at)} is no address of this host" "copy this folder to $2, or correct hosts.$2.address in the description"
	fi
}

# check_hostname: Alluxio's processes look up the name of their machine, which on the host's network is this host's, and end where
# it means nothing. Containers ask /etc/hosts and DNS, and nobody else whom the host may ask.
check_hostname() {
	local name service
	name=$(uname -n)
	for service in files dns; do
		if getent -s "$service" ahostsv4 "$name" >/dev/null 2>&1; then
			ok "this host's own name: $(show "$name")"
			return
		fi
	done
	fail "this host's own name: $(show "$name") is neither in /etc/hosts nor in DNS, and Alluxio's processes end when they look it up" "echo 127.0.1.1 $(show "$name") | sudo tee -a /etc/hosts"
}

# listens PORT: whether a process has it open, in the kernel's own table.
listens() {
	local port address state file
	printf -v port '%04X' "$1"
	for file in /proc/net/tcp /proc/net/tcp6; do
		while read -r _ address _ state _; do
			[[ $address != *:"$port" || $state != 0A ]] || return 0
		done 2>/dev/null <"$file" || true
	done
	return 1
}

# check_port NUMBER SERVICE
check_port() {
	if ! listens "$1"; then
		ok "port $1, $2: free"
	elif runs "$2"; then
		ok "port $1, $2: open, and $2 runs"
	else
		fail "port $1, $2: another process listens there" "find it (sudo ss -ltnp 'sport = :$1') and stop it, or move the port in the description"
	fi
}
