# A worker that mounts the files itself.
docker run -d --rm --net=host --name=alluxio-master -v /mnt/data:/data -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=localhost -Dalluxio.master.mount.table.root.ufs=/data" alluxio/alluxio:2.9.5 master
docker run -d --rm --net=host --name=alluxio-worker --shm-size=1G -v /mnt/data:/data -v /mnt/files:/mnt:rshared --cap-add SYS_ADMIN --device /dev/fuse --security-opt apparmor:unconfined \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.worker.ramdisk.size=1G -Dalluxio.master.hostname=localhost -Dalluxio.worker.fuse.enabled=true" alluxio/alluxio:2.9.5 worker
