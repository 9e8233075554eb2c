# -- The command line --

wrong_usage() {
	usage >&2
	exit 2
}

# one_of WORD ALLOWED...
one_of() {
	local word
	for word in "${@:2}"; do
		[[ $word != "$1" ]] || return 0
	done
	wrong_usage
}

verb='' format=text of='' dry_run='' drop_cache='' install_docker='' restart_docker='' address=''
while (($# > 0)); do
	case $1 in
	check | apply | undo)
		[[ -z $verb ]] || wrong_usage
		verb=$1
		;;
	--dry-run) dry_run=yes ;;
	--drop-cache) drop_cache=yes ;;
	--install-docker) install_docker=yes ;;
	--restart-docker) restart_docker=yes ;;
	--format)
		one_of "${2-}" text json
		format=$2
		shift
		;;
	--address)
		[[ ${2-} =~ ^[0-9]+(\.[0-9]+){3}$ ]] || wrong_usage
		address=$2
		shift
		;;
	--cluster)
		[[ ${2-} =~ ^[a-z0-9][a-z0-9-]*$ ]] || wrong_usage
		of=$2
		shift
		;;
	-h | --help)
		usage
		exit
		;;
	*) wrong_usage ;;
	esac
	shift
done
[[ -z $of || $verb == undo ]] || wrong_usage

[[ $0 != */* ]] || cd -P -- "${0%/*}/"
here=$PWD
state=${ALLUXIO_GEN_STATE:-/var/lib/alluxio-gen}
record_file=$state/$cluster/${host:-local}.made
if [[ -n $of ]]; then
	cluster=$of
	for record_file in "$state/$cluster"/*.made; do break; done
fi
fixes=0 failures=0 needs_root=''

load
[[ -z $dry_run ]] || printf 'host-prep.sh: a dry run, nothing is changed\n' >&2
"verb_${verb:-check}"
