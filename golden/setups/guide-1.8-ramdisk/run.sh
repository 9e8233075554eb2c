# A master and a worker on the host's network, blocks in a ramdisk of the host, properties by variables.
mkdir -p underStorage
sudo mkdir /mnt/ramdisk
sudo mount -t ramfs -o size=1G ramfs /mnt/ramdisk
sudo chmod a+w /mnt/ramdisk
sudo service docker restart
docker run -d --net=host --name master \
  -v $PWD/underStorage:/underStorage \
  -e ALLUXIO_MASTER_HOSTNAME=localhost \
  -e ALLUXIO_UNDERFS_ADDRESS=/underStorage \
  alluxio/alluxio:1.8.2 master
docker run -d --net=host --name worker \
  -v /mnt/ramdisk:/opt/ramdisk \
  -v $PWD/underStorage:/underStorage \
  -e ALLUXIO_MASTER_HOSTNAME=localhost \
  -e ALLUXIO_RAM_FOLDER=/opt/ramdisk \
  -e ALLUXIO_WORKER_MEMORY_SIZE=1GB \
  -e ALLUXIO_UNDERFS_ADDRESS=/underStorage \
  alluxio/alluxio:1.8.2 worker
