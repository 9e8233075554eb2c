# -- Site files with secrets: what was compiled, and values that this host keeps in files of their own --

# read_secret FILE: sets secret to its one line; else wrong to the reason and cure.
read_secret() {
	local LC_ALL=C path name more=''
	secret='' wrong='' mend=''
	resolve "$1"
	name=$(show "$path")
	if [[ ! -e $path && $EUID != 0 || -f $path && ! -r $path ]]; then
		wrong="only root can look into $name" mend="run this script with sudo"
		return
	elif [[ ! -f $path ]]; then
		wrong="$name is missing or no file" mend="put the secret there, on one line"
		return
	fi
	{ IFS= read -r secret && IFS= read -r more; } 2>/dev/null <"$path" || true
	if [[ -z $secret ]]; then
		wrong="$name is empty" mend="put the secret there, on one line"
	elif [[ -n $more || $secret == *[!\ -~]* ]]; then
		wrong="$name holds more than one line of plain ASCII" mend="keep the secret alone there"
	elif [[ $secret == ' '* || $secret == *' ' || $secret == *"\${"* ]]; then
		wrong="$name begins or ends with a blank, or holds \${, which Alluxio would not read as it is" mend="use a secret without"
	fi
}

# site_text BASE [KEY FILE]...
site_text() {
	local path secret wrong mend
	resolve "$1"
	cat -- "$path"
	printf '\n# From files of this host.\n'
	shift
	while (($# > 0)); do
		read_secret "$2"
		printf '%s=%s\n' "$1" "${secret//\\/\\\\}"
		shift 2
	done
}

# check_sitefile PATH BASE [KEY FILE]...
check_sitefile() {
	local path name what secret wrong mend words=("${@:3}")
	resolve "$1"
	name=$(show "$path") what="site file with secrets: "
	while ((${#words[@]} > 0)); do
		read_secret "${words[1]}"
		if [[ -n $wrong ]]; then
			fail "$what$wrong (${words[0]})" "$mend"
			return
		fi
		words=("${words[@]:2}")
	done
	resolve "$1"
	if [[ -d $path ]]; then
		fail "$what$name is a directory" "move it away"
	elif [[ -e $path ]] && ! recorded sitefile "$path"; then
		fail "$what$name is not of this script" "move it away"
	elif [[ -e $path && ! -r $path ]]; then
		fail "${what}only root can look into $name" "run this script with sudo"
	elif [[ ! -e $path ]]; then
		fix "$what$name will be written for user $uid alone"
	elif [[ $(stat -c '%u %a' -- "$path") != "$uid 400" || $(<"$path") != "$(site_text "${@:2}")" ]]; then
		fix "$what$name will be written anew; what runs reads it after: $renew_containers"
	else
		ok "$what$name"
	fi
}

make_sitefile() {
	local path
	resolve "$1"
	above_of "$path"
	build sitefile "$path" install -o "$uid" -g "$gid" -m 0400 /dev/stdin "$path" < <(site_text "${@:2}")
	label "$path"
}

undo_sitefile() { [[ ! -e $1 ]] || run rm -f -- "$1"; }
