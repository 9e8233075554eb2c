# Containers that know each other by links, and all call themselves localhost.
docker run -d --name alluxio-master -h localhost -p 19999:19999 -p 19998:19998 -v /tmp/data:/data -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=localhost -Dalluxio.master.mount.table.root.ufs=/data" alluxio/alluxio:2.1.0 master
docker run -d --name alluxio-worker -h localhost --link alluxio-master --shm-size 2g -p 29999:29999 -p 30000:30000 -v /tmp/data:/data -e ALLUXIO_JAVA_OPTS="-Dalluxio.worker.memory.size=2G -Dalluxio.master.hostname=alluxio-master" alluxio/alluxio:2.1.0 worker
docker run -d --name alluxio-proxy -h localhost --link alluxio-master -p 39999:39999 -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=alluxio-master" alluxio/alluxio:2.1.0 proxy
docker exec alluxio-master /opt/alluxio/bin/alluxio fs mount --readonly --option alluxio.underfs.s3.region=us-west-2 /maps s3://maps/tiles
