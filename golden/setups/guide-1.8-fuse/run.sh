# A worker in whose container the files are mounted too.
docker run -d --net=host --name master -v $PWD/underStorage:/underStorage -e ALLUXIO_MASTER_HOSTNAME=localhost -e ALLUXIO_UNDERFS_ADDRESS=/underStorage alluxio/alluxio:1.8.2 master
docker run -d --net=host --name worker --cap-add SYS_ADMIN --device /dev/fuse --shm-size 1G \
  -v $PWD/underStorage:/underStorage -e ENABLE_FUSE=true -e ALLUXIO_MASTER_HOSTNAME=localhost \
  -e ALLUXIO_WORKER_MEMORY_SIZE=1GB -e ALLUXIO_UNDERFS_ADDRESS=/underStorage alluxio/alluxio-fuse:1.8.2 worker
