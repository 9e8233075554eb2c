# From 2.0 properties are JVM options.
docker run -d --rm --net=host --name=alluxio-master -v /mnt/data:/opt/alluxio/underFSStorage \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=localhost -Dalluxio.master.mount.table.root.ufs=/opt/alluxio/underFSStorage" \
  alluxio/alluxio:2.9.5 master
docker run -d --rm --net=host --name=alluxio-worker --shm-size=1G -v /mnt/data:/opt/alluxio/underFSStorage \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.worker.ramdisk.size=1G -Dalluxio.master.hostname=localhost" \
  alluxio/alluxio:2.9.5 worker
