# Release 1.5.0 over HDFS as a user of one's own; a master that is a proxy too is two containers here.
docker run -d --name alluxio-master --user 1009:1009 -h alluxio-master --shm-size 2g -e ALLUXIO_MASTER_HOSTNAME=alluxio-master -e ALLUXIO_UNDERFS_ADDRESS=hdfs://hdfs-namenode:8020/alluxio example/alluxio:1.5.0 master
docker run -d --name alluxio-proxy -h alluxio-proxy -e ALLUXIO_MASTER_HOSTNAME=alluxio-master example/alluxio:1.5.0 proxy
docker run -d --name alluxio-worker-1 -h alluxio-worker-1 --shm-size 2g -e ALLUXIO_MASTER_HOSTNAME=alluxio-master -e ALLUXIO_WORKER_HOSTNAME=alluxio-worker-1 -e ALLUXIO_WORKER_MEMORY_SIZE=512MB example/alluxio:1.5.0 worker
docker run -d --name alluxio-worker-2 -h alluxio-worker-2 --shm-size 2g -e ALLUXIO_MASTER_HOSTNAME=alluxio-master -e ALLUXIO_WORKER_HOSTNAME=alluxio-worker-2 -e ALLUXIO_WORKER_MEMORY_SIZE=512MB example/alluxio:1.5.0 worker
