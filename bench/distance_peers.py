#!/usr/bin/env python3
"""What a round trip costs: Fettle beside its peers against one sshd that is 100 ms away, by the number
of steps. The distance is made here: in a network namespace of its own (distance.sh) every packet to
10.9/16 goes through a tun device and comes back after half of that time, its two addresses swapped.
Prints seconds, and what each further step takes in round trips; fails where a goal is missed.

Needs root (as ssh_peers.py does) and the packages of `tools/setup bench`.
Usage: bench/distance.sh BUILD_FOLDER [RUNS]
"""
import collections
import fcntl
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

import ssh_peers
from ssh_peers import sh, write

ROUND_TRIP = 0.1
HERE, THERE = "10.9.0.1", "10.9.1.1"
STEPS = (1, 2, 5, 10)


class Distance:
    """The device that delays, and the process that plays the network behind it."""

    TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000

    def __init__(self):
        self.device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        request = struct.pack("16sH22x", b"far", self.IFF_TUN | self.IFF_NO_PI)
        fcntl.ioctl(self.device, self.TUNSETIFF, request)
        sh("ip", "link", "set", "lo", "up")
        sh("ip", "link", "set", "far", "up", "txqueuelen", "20000")
        sh("ip", "address", "add", f"{HERE}/32", "dev", "far")
        sh("ip", "route", "add", "10.9.0.0/16", "dev", "far", "src", HERE)
        self.process = os.fork()
        if self.process == 0:
            os.nice(-10)
            self.reflect()

    def reflect(self):
        waiting = collections.deque()
        while True:
            wait = max(0, waiting[0][0] - time.monotonic()) if waiting else None
            if select.select([self.device], [], [], wait)[0]:
                packet = os.read(self.device, 65536)
                swapped = packet[:12] + packet[16:20] + packet[12:16] + packet[20:]
                if packet[0] >> 4 == 4:
                    waiting.append((time.monotonic() + ROUND_TRIP / 2, swapped))
            while waiting and waiting[0][0] <= time.monotonic():
                os.write(self.device, waiting.popleft()[1])

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def measured_round_trip(port):
    """A connect takes one: the least of five."""
    times = []
    for _ in range(5):
        began = time.monotonic()
        socket.create_connection((THERE, port), 10).close()
        times.append(time.monotonic() - began)
    return min(times)


def fettle(build, fleet, name, steps):
    run = ssh_peers.fettle(build, fleet, ssh_peers.plan(fleet.folder, name, steps))
    return run


def validate(commands):
    checks = ", ".join(f'"{c}"' for c in commands)
    return f"type: validate\nchecks: [{checks}]\n"


def change(command):
    return f"type: custom_tool\nrequires_approval: false\ncommand: {command}\n"


def tools(build, fleet, steps):
    hello = [f"echo hello {i}" for i in range(steps)]
    tasks = "".join(f"    - raw: {command}\n" for command in hello)
    book = write(f"{fleet.folder}/book{steps}.yml",
                 f"- hosts: all\n  gather_facts: false\n  tasks:\n{tasks}")
    common = (f"-F {fleet.ssh_config} -o ControlMaster=auto -o ControlPersist=60s "
              f"-o ControlPath={fleet.folder}/{ssh_peers.MASTERS}-%n")
    one = f"ssh -F {fleet.ssh_config} -o ControlPath={fleet.folder}/{ssh_peers.MASTERS}-cm-%n"
    name = fleet.names[0]
    # -f: in the background once it is logged in; the last word ends it.
    script = " && ".join([f"{one} -o ControlMaster=yes -Nf {name}"] +
                         [f"{one} {name} '{command}' >/dev/null" for command in hello])
    return {
        "fettle, reading steps": fettle(build, fleet, f"reads{steps}",
                                        [validate([command]) for command in hello]),
        "fettle, changing steps": fettle(build, fleet, f"changes{steps}",
                                         [change(command) for command in hello]),
        "bare libssh": lambda _: [[f"{build}/bin/libssh_bare", THERE, str(fleet.port),
                                   ssh_peers.USER, fleet.key, fleet.known_hosts, "1", str(steps),
                                   "1"]],
        "OpenSSH ControlMaster": lambda _: [["sh", "-c", script]],
        "ansible raw": lambda _: [["ansible-playbook", "-i", fleet.names_only,
                                   "--ssh-common-args", common, book]],
    }


def least(fleet, tool, runs):
    times = []
    for index in range(runs):
        times.append(ssh_peers.measure(tool(f"{index}-{time.monotonic_ns()}"))[0])
        fleet.end_masters()
    return min(times)


def verdict(name, value, goal):
    met = value <= goal
    print(f"| {name} | {value:.2f} | {goal} | {'met' if met else '**missed**'} |")
    return met


def main():
    build = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    folder = tempfile.mkdtemp(prefix="fettle-bench-")
    os.chmod(folder, 0o755)
    distance = Distance()
    fleet = ssh_peers.Fleet(folder, targets=1, listen=HERE, address=THERE)
    try:
        trip = measured_round_trip(fleet.port)
        ssh_peers.versions()
        print(f"\nA connect takes {trip * 1000:.1f} ms.\n")
        results = collections.defaultdict(dict)
        for steps in STEPS:
            for name, tool in tools(build, fleet, steps).items():
                results[name][steps] = least(fleet, tool, runs)
        print("| tool | " + " | ".join(f"{n} steps, s" for n in STEPS) +
              " | round trips a further step |\n|---|" + "---|" * (len(STEPS) + 1))
        further = {}
        for name, times in results.items():
            further[name] = (times[STEPS[-1]] - times[1]) / (STEPS[-1] - 1) / trip
            print(f"| {name} | " + " | ".join(f"{times[n]:.2f}" for n in STEPS) +
                  f" | {further[name]:.2f} |")
        ten = [f"echo check {i}" for i in range(10)]
        # After a first step, which logs in.
        checks = least(fleet, fettle(build, fleet, "checks", [validate(["true"]), validate(ten)]),
                       runs) - results["fettle, reading steps"][1]
        print("\n| | round trips | goal | |\n|---|---|---|---|")
        fine = [verdict("a further reading step", further["fettle, reading steps"], 1.2),
                verdict("a further changing step", further["fettle, changing steps"], 1.5),
                verdict("ten checks of one step", checks / trip, 2.0)]
        for kind in ("reading", "changing"):
            for peer in ("OpenSSH ControlMaster", "ansible raw"):
                for n in STEPS:
                    ours, theirs = results[f"fettle, {kind} steps"][n], results[peer][n]
                    if ours > theirs:
                        fine.append(False)
                        print(f"\n**Behind {peer}** at {n} {kind} steps: {ours:.2f} s to {theirs:.2f} s.")
    finally:
        fleet.close()
        distance.close()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
