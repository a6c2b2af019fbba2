#!/bin/sh
# How quick the dashboard's pages are where there is much to show: bench/page.sh BUILD_FOLDER. The program of
# the folder serves them to Debian's Chromium; what is measured and what is asked stands in bench/page/.
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
FETTLE_BINARY=$build/bin/fettle exec tools/npm --silent --prefix tests/dashboard run bench
