# Docker's own tmpfs, and a directory of domain sockets.
mkdir /tmp/domain && chmod a+w /tmp/domain
docker run -d --net=host --name master -v $(pwd)/underStorage:/underStorage -e ALLUXIO_MASTER_HOSTNAME=$(hostname) -e ALLUXIO_UNDERFS_ADDRESS=/underStorage alluxio/alluxio:1.8.2 master
docker run -d --net=host --name worker --shm-size=1G --memory 4g \
  -v $(pwd)/underStorage:/underStorage -v /tmp/domain:/opt/domain \
  -e ALLUXIO_MASTER_HOSTNAME=localhost -e ALLUXIO_WORKER_MEMORY_SIZE=1GB -e ALLUXIO_UNDERFS_ADDRESS=/underStorage \
  -e ALLUXIO_WORKER_DATA_SERVER_DOMAIN_SOCKET_ADDRESS=/opt/domain \
  -e ALLUXIO_WORKER_DATA_SERVER_DOMAIN_SOCKET_AS_UUID=true \
  alluxio/alluxio:1.8.2 worker
