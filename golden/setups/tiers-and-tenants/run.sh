# A worker that reads and one that writes on one host, with memory, SSDs and disks; masters agree by ZooKeeper over a shared file system.
ZK=10.0.0.21:2181,10.0.0.22:2181,10.0.0.23:2181
mount -t ramfs -o size=100G ramfs /mnt/ramdisk
docker run -d --net=host --name master --memory 75g -v /mnt/cephfs/journal:/journal \
  -e ALLUXIO_MASTER_HOSTNAME=10.0.0.11 -e ALLUXIO_ZOOKEEPER_ENABLED=true -e ALLUXIO_ZOOKEEPER_ADDRESS=$ZK -e ALLUXIO_MASTER_JOURNAL_FOLDER=/journal \
  -e ALLUXIO_MASTER_JAVA_OPTS=-Xmx60g -e ALLUXIO_UNDERFS_ADDRESS=s3a://ava/data alluxio/alluxio:1.8.1 master --no-format
docker run -d --net=host --name worker-read --memory 130g -v /mnt/ramdisk:/opt/ramdisk -v /disk1:/ssd1 -v /disk2:/ssd2 -v /disk3:/hdd1 \
  -e ALLUXIO_WORKER_HOSTNAME=10.0.0.11 -e ALLUXIO_ZOOKEEPER_ENABLED=true -e ALLUXIO_ZOOKEEPER_ADDRESS=$ZK -e ALLUXIO_RAM_FOLDER=/opt/ramdisk -e ALLUXIO_WORKER_MEMORY_SIZE=100GB \
  -e ALLUXIO_WORKER_TIEREDSTORE_LEVELS=3 -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_ALIAS=MEM -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_PATH=/opt/ramdisk -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_QUOTA=100GB \
  -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL1_ALIAS=SSD -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL1_DIRS_PATH=/ssd1,/ssd2 -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL1_DIRS_QUOTA=400GB,400GB \
  -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL2_ALIAS=HDD -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL2_DIRS_PATH=/hdd1 -e ALLUXIO_WORKER_TIEREDSTORE_LEVEL2_DIRS_QUOTA=2TB \
  -e ALLUXIO_WORKER_JAVA_OPTS="-Xmx8g -XX:MaxDirectMemorySize=8g" alluxio/alluxio:1.8.1 worker --no-format
docker run -d --net=host --name worker-write --memory 24g --shm-size 8g \
  -e ALLUXIO_WORKER_HOSTNAME=10.0.0.11 -e ALLUXIO_ZOOKEEPER_ENABLED=true -e ALLUXIO_ZOOKEEPER_ADDRESS=$ZK -e ALLUXIO_WORKER_MEMORY_SIZE=4GB \
  -e ALLUXIO_WORKER_PORT=39998 -e ALLUXIO_WORKER_DATA_PORT=39999 -e ALLUXIO_WORKER_WEB_PORT=40000 \
  -e ALLUXIO_WORKER_JAVA_OPTS="-Xmx8g -XX:MaxDirectMemorySize=8g" alluxio/alluxio:1.8.1 worker --no-format
