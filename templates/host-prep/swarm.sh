# -- Swarm --

# What an operator types to stop the cluster, and to make its containers anew.
stop_cluster="docker stack rm $cluster, on a manager"
renew_containers="docker service update --force for each service that reads it, on a manager"

# runs SERVICE: whether a container of this cluster's service runs.
runs() { docker_works && [[ -n $(docker ps --quiet --filter "label=com.docker.swarm.service.name=${cluster}_$1" 2>/dev/null) ]]; }

running() { docker ps --quiet --filter "label=com.docker.stack.namespace=$cluster" 2>/dev/null; }

# check_swarm NODE: the stack puts services on nodes by their names.
check_swarm() {
	local state='' name=''
	if ! docker_works; then
		skip
		return
	fi
	IFS=';' read -r state name < <(docker info --format '{{.Swarm.LocalNodeState}};{{.Name}}' 2>/dev/null) || true
	if [[ $state != active ]]; then
		fail "this host is in no swarm (Docker says ${state:-nothing})" "docker swarm init here if it is the first node, else docker swarm join with what docker swarm join-token worker says on a manager"
	elif [[ $name != "$1" ]]; then
		fail "this node is called $(show "$name") in its swarm, and $1 in the description" "copy this folder to $1, or give the host that name in the description"
	else
		ok "node $name of a swarm"
	fi
}
