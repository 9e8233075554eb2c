# A proxy, and files mounted by a container of their own.
docker run -d --rm --net=host --name=alluxio-master -v /mnt/data:/data -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=localhost -Dalluxio.master.mount.table.root.ufs=/data" alluxio/alluxio:2.9.5 master
docker run -d --rm --net=host --name=alluxio-worker --shm-size=1G -v /mnt/data:/data -e ALLUXIO_JAVA_OPTS="-Dalluxio.worker.ramdisk.size=1G -Dalluxio.master.hostname=localhost" alluxio/alluxio:2.9.5 worker
docker run -d --rm --net=host --name=alluxio-proxy -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=localhost" alluxio/alluxio:2.9.5 proxy
docker run -d --rm --net=host --name=alluxio-fuse -v /tmp/mnt:/mnt:rshared --cap-add SYS_ADMIN --device /dev/fuse --security-opt apparmor:unconfined \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=localhost" alluxio/alluxio:2.9.5 fuse
