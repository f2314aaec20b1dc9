#!/usr/bin/env bash
# Starts a whole Ceph on loopback: one monitor, one object store in memory, one gateway that speaks S3.
#   ceph.sh <empty folder> <port of S3> <port of the monitor> <access key> <secret key>
# Each process writes its id to <folder>/*.pid.
set -euo pipefail
D=$(realpath "$1") PORT=$2 MON=127.0.0.1:$3 ACCESS_KEY=$4 SECRET_KEY=$5
mkdir "$D"/{mon,osd,rgw,log}
FSID=$(cat /proc/sys/kernel/random/uuid)
cat > "$D/ceph.conf" <<CONF
[global]
fsid = $FSID
mon host = [v1:$MON]
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
mon data avail crit = 1
run dir = $D
log file = $D/log/\$name.log
admin socket = $D/\$name.asok
pid file = $D/\$name.pid
ms bind ipv6 = false
public addr = 127.0.0.1
[mon.a]
mon data = $D/mon
[osd.0]
osd data = $D/osd
osd objectstore = memstore
memstore device bytes = 1073741824
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:$PORT
rgw enable usage log = false
rgw gc max objs = 1
rgw data log num shards = 1
rgw md log max shards = 1
rgw usage max shards = 1
rgw objexp hints num shards = 1
rgw override bucket index max shards = 1
rgw thread pool size = 16
CONF
C="-c $D/ceph.conf"
monmaptool --create --addv a "[v1:$MON]" --fsid "$FSID" "$D/monmap" >/dev/null
ceph-mon $C -i a --mkfs --monmap "$D/monmap" >/dev/null 2>&1
ceph-mon $C -i a >/dev/null 2>&1
UUID=$(cat /proc/sys/kernel/random/uuid)
timeout 30 ceph $C osd new "$UUID" 0 >/dev/null
timeout 30 ceph $C osd crush add osd.0 1.0 root=default host=local >/dev/null 2>&1
ceph-osd $C -i 0 --mkfs --osd-uuid "$UUID" >/dev/null 2>&1
# Ends at once while the monitor has not settled; the pid file keeps a second one away.
for _ in $(seq 60); do ceph-osd $C -i 0 >/dev/null 2>&1 || true; timeout 10 ceph $C osd stat -f json 2>/dev/null | grep -q '"num_up_osds":1' && break; sleep 0.5; done
radosgw $C -n client.rgw >/dev/null 2>&1
for _ in $(seq 120); do curl -s -o /dev/null "http://127.0.0.1:$PORT/" && break; sleep 0.5; done
timeout 60 radosgw-admin $C -n client.rgw user create --uid=darkroom --display-name=darkroom --access-key="$ACCESS_KEY" --secret-key="$SECRET_KEY" >/dev/null 2>&1
