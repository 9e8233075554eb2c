#!/bin/bash
# What the official image makes of its variables: zoo.cfg while there is none, myid once; then the server, as user 1000.
set -e
config=/conf/zoo.cfg
if [[ ! -f $config ]]; then
	{
		printf '%s\n' dataDir=/data dataLogDir=/datalog tickTime=2000 initLimit=5 syncLimit=2 maxClientCnxns=60
		printf '%s\n' autopurge.snapRetainCount=3 "autopurge.purgeInterval=${ZOO_AUTOPURGE_PURGEINTERVAL:-0}"
		printf '%s\n' standaloneEnabled=true "admin.enableServer=${ZOO_ADMINSERVER_ENABLED:-true}"
		for server in ${ZOO_SERVERS:-server.1=localhost:2888:3888;2181}; do
			echo "$server"
		done
		[[ -z ${ZOO_4LW_COMMANDS_WHITELIST:-} ]] || echo "4lw.commands.whitelist=$ZOO_4LW_COMMANDS_WHITELIST"
	} >"$config"
fi
[[ -f /data/myid ]] || echo "${ZOO_MY_ID:-1}" >/data/myid
chown -R 1000:1000 /data /datalog /logs /conf
exec su -p -s /bin/bash zookeeper -c \
	'exec "$JAVA_HOME/bin/java" "-Xmx${ZK_SERVER_HEAP:-1000}m" -cp "/zookeeper/lib/*" org.apache.zookeeper.server.quorum.QuorumPeerMain /conf/zoo.cfg'
