#!/usr/bin/env python3
"""The goals that one figure each decides, over real SSH on loopback: what one step takes, what a
changing step costs its server, what 5,000 hashed lines of known hosts and a lint cost the client, and
what 2,000 targets leave open. Each is the least of several runs. Fails where a goal is missed.

Needs root, as ssh_peers.py does. Usage: bench/goals.py BUILD_FOLDER [RUNS]
"""
import base64
import ctypes
import hashlib
import hmac
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import ssh_peers
from ssh_peers import write

PR_SET_CHILD_SUBREAPER = 36
READ = 'type: validate\nchecks: ["echo hello"]\n'
CHANGE = "type: custom_tool\nrequires_approval: false\ncommand: echo hello\n"
STEPS = 20


def run(command):
    """Seconds of wall and processor that one command took itself."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}:\n{output[-2000:]!r}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime


def fettle(build, fleet, plan, inventory=None, known_hosts=None, database=None):
    database = database or f"{fleet.folder}/goals-{time.monotonic_ns()}.db"
    return [f"{build}/bin/fettle", "run", plan, "--inventory", inventory or fleet.inventory,
            "--known-hosts", known_hosts or fleet.known_hosts, "--ssh-config", "/dev/null", "--db",
            database]


def inventory_of(fleet, folder, count):
    """The fleet's server under `count` names."""
    with open(fleet.inventory, encoding="utf-8") as file:
        variables = file.read().split("\n")[1].split(" ", 1)[1]
    return write(f"{folder}/of{count}.ini", "[all]\n" + "".join(
        f"name{number:05} {variables}\n" for number in range(count)))


def one_step(build, fleet, folder, runs):
    """Seconds: on this machine with a new database and with one that is there, over SSH, by ssh."""
    plan = ssh_peers.plan(folder, "one", [READ])
    here = write(f"{folder}/here.ini", "[all]\nhere ansible_connection=local\n")
    one = inventory_of(fleet, folder, 1)
    times = []
    for _ in range(3 * runs):
        times.append([run(fettle(build, fleet, plan, here))[0],
                      run(fettle(build, fleet, plan, here, database=f"{folder}/there.db"))[0],
                      run(fettle(build, fleet, plan, one))[0],
                      run(["ssh", "-F", fleet.untouched_config, fleet.names[0], "echo hello"])[0]])
    return [min(column) for column in zip(*times)]


def hashed_known_hosts(fleet, folder, count=200, lines=5000):
    """An inventory of as many addresses, each with a hashed line among the others."""
    with open(fleet.inventory, encoding="utf-8") as file:
        variables = file.read().split("\n")[1].split(" ", 1)[1]
    inventory = write(f"{folder}/addresses.ini", "[all]\n" + "".join(
        f"name{n:05} {variables.replace(fleet.address, f'127.0.1.{n + 1}')}\n"
        for n in range(count)))
    with open(fleet.known_hosts, encoding="utf-8") as file:
        key = file.read().strip().split(" ", 1)[1]
    hosts = [f"[127.0.1.{n + 1}]:{fleet.port}" for n in range(count)]
    hosts = [f"host{n}.example.org" for n in range(lines - count)] + hosts
    text = ""
    for number, host in enumerate(hosts):
        salt = hashlib.sha1(str(number).encode()).digest()
        words = [base64.b64encode(each).decode()
                 for each in (salt, hmac.new(salt, host.encode(), "sha1").digest())]
        text += f"|1|{words[0]}|{words[1]} {key}\n"
    return inventory, write(f"{folder}/hashed", text)


def reap():
    """Waits for all that the server has started: what outlived its parent was adopted here."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def server_seconds(fleet, command):
    """What the server and all that it started spent."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    fleet.start_server()
    spent = run(command)[1]
    fleet.stop_server()
    reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime - spent


def server_cost(build, fleet, folder, runs):
    """Milliseconds that a further exec or step costs the server: bare, reading, changing."""
    one = inventory_of(fleet, folder, 1)

    def bare(count):
        return [f"{build}/bin/libssh_bare", fleet.address, str(fleet.port), ssh_peers.USER,
                fleet.key, fleet.known_hosts, "1", str(count), "1"]

    def steps(kind):
        return lambda count: fettle(build, fleet,
                                    ssh_peers.plan(folder, f"cost{count}", [kind] * count), one)

    costs = []
    fleet.stop_server()
    reap()
    for _ in range(runs):
        costs.append([(server_seconds(fleet, each(STEPS + 1)) - server_seconds(fleet, each(1)))
                      / STEPS * 1000 for each in (bare, steps(READ), steps(CHANGE))])
    fleet.start_server()
    # Ratios of one run each, as the machine's other work changes.
    return ([min(column) for column in zip(*costs)],
            [statistics.median(c[i] / c[0] for c in costs) for i in (1, 2)])


class Watch(threading.Thread):
    """The most descriptors of one process, and the most processes of the server's user."""

    def __init__(self, process, server):
        super().__init__(daemon=True)
        self.process, self.server = process, server
        self.descriptors = self.processes = 0
        self.over = False

    def run(self):
        while not self.over:
            try:
                self.descriptors = max(self.descriptors,
                                       len(os.listdir(f"/proc/{self.process}/fd")))
            except OSError:
                pass
            self.processes = max(self.processes, sessions_of(self.server))
            time.sleep(0.1)


def sessions_of(server):
    children = subprocess.run(["pgrep", "-c", "-P", str(server)], text=True, check=False,
                              capture_output=True)
    return int(children.stdout)


def many_targets(build, fleet, folder, count, at_once):
    plan = ssh_peers.plan(folder, "many", [READ], at_once)
    command = fettle(build, fleet, plan, inventory_of(fleet, folder, count))
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    watch = Watch(process.pid, fleet.sshd.pid)
    watch.start()
    output = process.communicate()[0]
    watch.over = True
    watch.join()
    if process.returncode != 0:
        raise SystemExit(f"fettle ended with {process.returncode}:\n{output[-2000:]!r}")
    time.sleep(1)
    return time.monotonic() - began, watch.descriptors, watch.processes, sessions_of(fleet.sshd.pid)


def lint(build, folder, runs):
    """Milliseconds of our own; sh -n, which lint starts for each text, is not."""
    plan = ssh_peers.plan(folder, "lint", [CHANGE] * 10)
    times = [run([f"{build}/bin/fettle", "lint", plan])[1] for _ in range(10 * runs)]
    return min(times) * 1000


def verdict(name, value, goal):
    met = value <= goal
    print(f"| {name} | {value:.4g} | {goal:.4g} | {'met' if met else '**missed**'} |", flush=True)
    return met


def main():
    build = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    folder = tempfile.mkdtemp(prefix="fettle-bench-")
    os.chmod(folder, 0o755)
    fleet = ssh_peers.Fleet(folder, listen="0.0.0.0")
    try:
        ssh_peers.versions()
        print("\n| | least | goal | |\n|---|---|---|---|")
        new, local, ours, theirs = one_step(build, fleet, folder, runs)
        fine = [verdict("one step on this machine, ms", local * 1000, 40),
                verdict("the same with a new database, ms", new * 1000, 40),
                verdict("one step over SSH, ms; the goal is ssh's own time", ours * 1000,
                        theirs * 1000),
                verdict("lint of ten steps, ms of processor of our own", lint(build, folder, runs),
                        8)]
        reads = ssh_peers.plan(folder, "reads", [READ])
        addresses, hashed = hashed_known_hosts(fleet, folder)
        fine.append(verdict(
            "200 targets by 5,000 hashed lines, s of client processor",
            min(run(fettle(build, fleet, reads, addresses, hashed))[1] for _ in range(runs)),
            0.5))
        least, ratios = server_cost(build, fleet, folder, runs)
        fine.append(verdict("a reading step's server processor, bare execs", ratios[0], 3))
        fine.append(verdict("a changing step's server processor, bare execs", ratios[1], 3))
        seconds, descriptors, processes, left = many_targets(build, fleet, folder, 2000, 256)
        fine.append(verdict("2,000 targets, 256 at once: descriptors of ours at most", descriptors,
                            256 * 2 + 100))
        fine.append(verdict("server processes at most", processes, 256 + 64))
        fine.append(verdict("server processes a second after the end", left, 0))
        print(f"\nMilliseconds of the server's processor: bare exec {least[0]:.1f}, reading step "
              f"{least[1]:.1f}, changing step {least[2]:.1f}. The 2,000 targets took {seconds:.0f} s.")
    finally:
        fleet.close()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
