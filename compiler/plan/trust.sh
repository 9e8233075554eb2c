# trust.sh PEM[:PEM...] ARGUMENT...: makes a store of the authorities that Java trusts and of those in the files PEM, where the
# options of the processes have it, then is the image's entrypoint with the arguments.
set -euf
files=$1 store=/tmp/alluxio-gen.authorities
shift
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
cat -- "$home/lib/security/cacerts" >"$store"

# keytool takes one certificate of what it is given.
added=0
trust() {
	added=$((added + 1))
	if ! said=$("$home/bin/keytool" -importcert -noprompt -trustcacerts -alias "alluxio-gen-$added" -keystore "$store" -storepass changeit <<<"$1" 2>&1); then
		echo "$file: certificate $added can't be trusted: $said" >&2
		exit 1
	fi
}

IFS=:
for file in $files; do
	before=$added certificate=
	while IFS= read -r line || [[ -n $line ]]; do
		line=${line%$'\r'}
		[[ $line != '-----BEGIN CERTIFICATE-----' ]] || certificate=$'\n'
		[[ -z $certificate ]] || certificate+=$line$'\n'
		if [[ -n $certificate && $line == '-----END CERTIFICATE-----' ]]; then
			trust "$certificate"
			certificate=
		fi
	done <"$file"
	if ((added == before)); then
		echo "$file holds no certificate in the form PEM" >&2
		exit 1
	fi
done
unset IFS
exec /entrypoint.sh "$@"
