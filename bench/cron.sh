#!/bin/sh
# Sets next_fire() beside croniter: bench/cron.sh [BUILD_FOLDER]. Needs python3-croniter and
# python3-dateutil; build the target cron_bench with the release preset first.
set -eu
here=$(dirname "$0")
build=${1:-$here/../build/release}
"$build/bin/cron_bench" --benchmark_format=json | /usr/bin/python3 "$here/cron_peer.py"
