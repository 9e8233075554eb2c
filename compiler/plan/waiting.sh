# waiting.sh PATHS ...: waits until a worker serves, and something is mounted at each of PATHS; then goes on with the rest.
# Named like the launcher.
mounted() {
	local on path
	while read -r _ on path _; do
		[[ $on != on || $path != "$1" ]] || return 0
	done < <("$0" fs mount 2>/dev/null)
	return 1
}
until [[ $("$0" fsadmin report 2>/dev/null) =~ 'Live Workers:'\ *[1-9] ]]; do
	echo 'no worker serves yet'
	sleep 5
done
for path in $1; do
	until mounted "$path"; do
		echo "nothing is mounted at $path yet"
		sleep 5
	done
done
shift
