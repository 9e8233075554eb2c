# Short circuit by the host's own /dev/shm, and by a directory of sockets.
docker run -d --rm --net=host --name=alluxio-master -v /mnt/data:/opt/alluxio/underFSStorage \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=10.0.0.11 -Dalluxio.master.mount.table.root.ufs=/opt/alluxio/underFSStorage" \
  alluxio/alluxio:2.9.5 master
docker run -d --rm --net=host --name=alluxio-worker --shm-size=1G -v /dev/shm:/dev/shm -v /mnt/data:/opt/alluxio/underFSStorage -v /tmp/domain:/opt/domain \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.worker.ramdisk.size=1G -Dalluxio.master.hostname=10.0.0.11 -Dalluxio.worker.hostname=10.0.0.11 -Dalluxio.worker.data.server.domain.socket.address=/opt/domain -Dalluxio.worker.data.server.domain.socket.as.uuid=true" \
  alluxio/alluxio:2.9.5 worker
