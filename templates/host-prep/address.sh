# -- This host's address, where the description leaves it to the host: Compose takes it from .env --

# written_address: what .env says.
written_address() {
	local text=''
	while IFS= read -r text || [[ -n $text ]]; do
		[[ $text != ALLUXIO_HOST=* ]] || printf '%s' "${text#*=}"
	done 2>/dev/null <"$here/.env" || true
}

# own_addresses: those that other hosts may reach this one by, one a line: no loopback, and no bridge of Docker's.
own_addresses() {
	local name at
	if [[ -n $address ]]; then
		printf '%s\n' "$address"
	elif command -v ip >/dev/null; then
		while read -r _ name _ at _; do
			[[ $name == @(docker|br-|veth|virbr|cni|flannel)* ]] || printf '%s\n' "${at%/*}"
		done < <(ip -4 -o address show scope global)
	fi | sort -u
}

check_address() {
	local at found
	at=$(written_address)
	found=$(own_addresses)
	if [[ -n $address ]] && ! is_ours "$address"; then
		fail "address: $address is no address of this host" "run apply --address with one that is"
	elif [[ -n $at ]] && is_ours "$at" && [[ -z $address || $at == "$address" ]]; then
		ok "address: others reach this host at $at ($here/.env)"
	elif [[ -n $at ]] && ! recorded envfile "$here/.env" && ! recorded envline "$here/.env"; then
		fail "address: $(show "$here/.env") gives $(show "$at"), which is no address of this host or not the one that is asked for" "correct ALLUXIO_HOST there"
	elif [[ -z $found ]]; then
		fail "address: none is found by which others could reach this host" "run apply --address ADDRESS"
	elif [[ $found == *$'\n'* ]]; then
		fail "address: this host has several: ${found//$'\n'/, }" "say by which the others reach it: apply --address ADDRESS"
	else
		fix "address: $(show "$here/.env") will say that others reach this host at $found"
	fi
}

# The line comes first, so that undo leaves the rest of a file byte for byte, whatever its end.
make_address() {
	local file=$here/.env line
	line=ALLUXIO_HOST=$(own_addresses)
	if [[ -n $(written_address) ]]; then
		run sed -i "s/^ALLUXIO_HOST=.*/$line/" "$file"
	elif [[ -s $file ]]; then
		build envline "$file" sed -i "1i $line" "$file"
	elif [[ -e $file ]]; then
		build envline "$file" cp -- /dev/stdin "$file" <<<"$line"
	else
		build envfile "$file" install -m 0644 /dev/stdin "$file" <<<"$line"
	fi
}

undo_envline() { [[ ! -f $1 ]] || run sed -i '/^ALLUXIO_HOST=/d' "$1"; }

# Whoever wrote more into the file keeps that.
undo_envfile() {
	undo_envline "$1"
	[[ ! -f $1 || (-s $1 && -z $dry_run) ]] || run rm -f -- "$1"
}
