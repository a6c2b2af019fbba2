#!/bin/sh
# Fettle beside Ansible, clush, OpenSSH ControlMaster and bare libssh: bench/ssh.sh BUILD_FOLDER [RUNS]
exec "$(dirname "$0")/ssh_peers.py" "$@"
