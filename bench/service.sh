#!/bin/sh
# What the service costs: bench/service.sh BUILD_FOLDER [PART...]
PYTHONPATH="$(dirname "$0")" exec python3 -m service "$@"
