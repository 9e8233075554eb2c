# A network of its own, with the ports published.
docker network create alluxio_network
docker run -d -p 19999:19999 -p 19998:19998 --net=alluxio_network --name=alluxio-master -v /mnt/data:/opt/alluxio/underFSStorage \
  -e ALLUXIO_JAVA_OPTS='-Dalluxio.master.hostname=alluxio-master -Dalluxio.master.mount.table.root.ufs=/opt/alluxio/underFSStorage' \
  alluxio/alluxio:2.9.5 master
docker run -d -p 29999:29999 -p 30000:30000 --net=alluxio_network --name=alluxio-worker --shm-size=1G -v /mnt/data:/opt/alluxio/underFSStorage \
  -e ALLUXIO_JAVA_OPTS='-Dalluxio.worker.ramdisk.size=1G -Dalluxio.master.hostname=alluxio-master -Dalluxio.worker.hostname=alluxio-worker' \
  alluxio/alluxio:2.9.5 worker
