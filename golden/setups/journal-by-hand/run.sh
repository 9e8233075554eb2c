# A master and a worker on two scripts of one host; the journal and its backups in directories, a key of Google's by its file.
JOURNAL=/srv/alluxio/journal
docker run -d --net=host --name master --restart unless-stopped --stop-timeout 120 --ulimit nofile=65536:65536 --log-opt max-size=20m \
  -v $JOURNAL:/journal -v /srv/alluxio/backups:/backups -v /etc/alluxio/key.json:/secrets/key.json:ro \
  -e ALLUXIO_MASTER_JAVA_OPTS="-Xms3g -Xmx3g" \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=10.0.0.11 -Dalluxio.master.journal.folder=/journal -Dalluxio.master.journal.type=UFS -Dalluxio.master.backup.directory=/backups -Dalluxio.master.mount.table.root.ufs=gs://experiments/alluxio -Dalluxio.master.mount.table.root.option.fs.gcs.credential.path=/secrets/key.json" \
  alluxio/alluxio:2.9.3 master --no-format
docker run -d --net=host --name worker --shm-size 1152m --init --add-host gcs.example.com:10.0.0.5 \
  -v /etc/alluxio/key.json:/secrets/key.json:ro -e ALLUXIO_WORKER_JAVA_OPTS="-Xmx3g" \
  -e ALLUXIO_JAVA_OPTS="-Dalluxio.master.hostname=10.0.0.11 -Dalluxio.worker.hostname=10.0.0.11 -Dalluxio.worker.ramdisk.size=1GB" \
  alluxio/alluxio:2.9.3 worker
