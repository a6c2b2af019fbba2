#!/bin/sh
# Fettle beside ControlMaster, ansible raw and bare libssh at a distance of 100 ms:
# bench/distance.sh BUILD_FOLDER [RUNS]
exec unshare --net "$(dirname "$0")/distance_peers.py" "$@"
