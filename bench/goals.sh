#!/bin/sh
# The goals that one figure each decides: bench/goals.sh BUILD_FOLDER [RUNS]
exec "$(dirname "$0")/goals.py" "$@"
