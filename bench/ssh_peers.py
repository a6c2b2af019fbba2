#!/usr/bin/env python3
"""Fettle beside its peers over real SSH, in one run: 200 targets by three read-only commands, 64 at
once; then three changing steps. One private sshd on loopback stands for all targets; everybody uses
the same key, the same key exchange (curve25519-sha256; Ansible once more with OpenSSH's default, which
is what people have) and a user with a plain /bin/sh, since a heavy login profile hides every
difference. Prints a table with the medians and the ratios to Fettle.

Needs root (it makes the user `fettle-bench` and removes it) and the packages of `tools/setup bench`.
Usage: bench/ssh_peers.py BUILD_FOLDER [RUNS]
"""
import os
import pwd
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TARGETS, COMMANDS, CONCURRENCY = 200, 3, 64
USER = "fettle-bench"
MASTERS = "ansible-master"


def sh(*arguments, **options):
    return subprocess.run(arguments, check=True, text=True, capture_output=True, **options).stdout


def write(path, text, mode=0o600):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)
    return path


class Fleet:
    """One sshd, known under many names."""

    def __init__(self, folder, targets=TARGETS, listen="127.0.0.1", address="127.0.0.1"):
        self.folder = folder
        self.address = address
        # "*": no password fits, yet the account is not locked, as sshd without PAM would have it.
        sh("useradd", "--create-home", "--shell", "/bin/sh", "--password", "*", USER)
        with socket.socket() as probe:
            probe.bind((listen, 0))
            self.port = probe.getsockname()[1]
        self.key = f"{folder}/user_key"
        host_key = f"{folder}/host_key"
        for key in (self.key, host_key):
            sh("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
        shutil.copy(f"{self.key}.pub", f"{folder}/authorized")
        os.chmod(f"{folder}/authorized", 0o644)
        os.makedirs("/run/sshd", exist_ok=True)
        self.config = write(f"{folder}/sshd_config", "\n".join([
            f"Port {self.port}", f"ListenAddress {listen}", f"HostKey {host_key}",
            f"AuthorizedKeysFile {folder}/authorized", "StrictModes no", "UsePAM no",
            "MaxStartups 1000", "MaxSessions 100", "PidFile none", "LogLevel ERROR", ""]))
        with open(f"{host_key}.pub", encoding="utf-8") as file:
            host = " ".join(file.read().split()[:2])
        self.names = [f"target{i:03}" for i in range(targets)]
        self.known_hosts = write(f"{folder}/known_hosts", f"[{address}]:{self.port} {host}\n")
        config = "\n".join([
            "Host *", f"HostName {address}", f"Port {self.port}", f"User {USER}",
            f"IdentityFile {self.key}", "IdentitiesOnly yes", "BatchMode yes",
            f"UserKnownHostsFile {self.known_hosts}", "StrictHostKeyChecking yes", ""])
        self.untouched_config = write(f"{folder}/untouched_config", config)
        self.ssh_config = write(f"{folder}/ssh_config",
                                config + "KexAlgorithms curve25519-sha256\n")
        self.inventory = write(f"{folder}/inventory.ini", "[all]\n" + "".join(
            f"{name} ansible_host={address} ansible_port={self.port} ansible_user={USER} "
            f"ansible_ssh_private_key_file={self.key}\n" for name in self.names))
        # By name alone: Ansible shares one connection among hosts of one address and port.
        self.names_only = write(f"{folder}/names.ini", "[all]\n" + "\n".join(self.names) + "\n")
        self.start_server()

    def start_server(self):
        self.sshd = subprocess.Popen(["/usr/sbin/sshd", "-D", "-f", self.config])
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                socket.create_connection((self.address, self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the private sshd does not answer")

    def end_masters(self):
        """Ends the connections that Ansible has left open."""
        pattern = f"{self.folder}/{MASTERS}"
        subprocess.run(["pkill", "-f", pattern], check=False)
        while subprocess.run(["pgrep", "-f", pattern], check=False,
                             stdout=subprocess.DEVNULL).returncode == 0:
            time.sleep(0.05)

    def stop_server(self):
        self.sshd.terminate()
        self.sshd.wait()

    def close(self):
        self.stop_server()
        subprocess.run(["pkill", "-u", USER], check=False)
        subprocess.run(["userdel", "--remove", USER], check=False, capture_output=True)


def plan(folder, name, steps, at_once=CONCURRENCY):
    text = ("---\nsubject: bench\nrisk_level: low\nstrategy: parallel\n"
            f"strategy_config: {{max_concurrency: {at_once}}}\n---\n\n# {name}\n\n## Steps\n")
    for number, step in enumerate(steps, 1):
        text += f"\n### Step {number}: step {number}\n\n```yaml\n{step}```\n"
    return write(f"{folder}/{name}.md", text)


def fettle(build, fleet, plan_file):
    def run(index):
        database = f"{fleet.folder}/fettle-{index}-{os.path.basename(plan_file)}.db"
        return [[f"{build}/bin/fettle", "run", plan_file, "--inventory", fleet.inventory,
                 "--known-hosts", fleet.known_hosts, "--ssh-config", "/dev/null", "--db", database]]
    return run


def libssh_bare(build, fleet, commands=COMMANDS):
    return lambda _: [[f"{build}/bin/libssh_bare", fleet.address, str(fleet.port), USER, fleet.key,
                       fleet.known_hosts, str(TARGETS), str(commands), str(CONCURRENCY)]]


def ansible(fleet, config):
    tasks = "".join(f"    - raw: echo hello {i}\n" for i in range(COMMANDS))
    book = write(f"{fleet.folder}/book.yml",
                 f"- hosts: all\n  gather_facts: false\n  tasks:\n{tasks}")
    # Connections stay open for the plays of one run, not for the run after it.
    common = (f"-F {config} -o ControlMaster=auto -o ControlPersist=60s "
              f"-o ControlPath={fleet.folder}/{MASTERS}-%n")
    return lambda _: [["ansible-playbook", "-i", fleet.names_only, "-f", str(CONCURRENCY),
                       "--ssh-common-args", common, book]]


def clush(fleet):
    hosts = ",".join(fleet.names)
    return lambda _: [["clush", "-S", "-f", str(CONCURRENCY), "-o", f"-F {fleet.ssh_config}", "-w",
                       hosts, f"echo hello {i}"] for i in range(COMMANDS)]


def control_master(fleet):
    each = " && ".join(
        f"ssh -F {fleet.ssh_config} -o ControlMaster=auto -o ControlPersist=10 "
        f"-o ControlPath={fleet.folder}/cm-%n {{}} echo hello {i}" for i in range(COMMANDS))
    script = (f"printf '%s\\n' {' '.join(fleet.names)} | xargs -P {CONCURRENCY} -I {{}} "
              f"sh -c '{each}' >/dev/null; for s in {fleet.folder}/cm-*; do "
              f"ssh -F {fleet.ssh_config} -o ControlPath=$s -O exit x 2>/dev/null; done; true")
    return lambda _: [["sh", "-c", script]]


class MemoryWatch(threading.Thread):
    """The most memory that a process and its children held at once, by /proc."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.root, self.most, self.over = root, 0, False

    def run(self):
        while not self.over:
            self.most = max(self.most, self.held())
            time.sleep(0.05)

    def held(self):
        parents, sizes = {}, {}
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{entry}/status", encoding="utf-8") as file:
                    text = file.read()
            except OSError:
                continue
            parents[int(entry)] = int(re.search(r"PPid:\s+(\d+)", text)[1])
            size = re.search(r"VmRSS:\s+(\d+)", text)
            sizes[int(entry)] = int(size[1]) if size else 0
        ours = {self.root}
        while grown := {p for p, parent in parents.items() if parent in ours} - ours:
            ours |= grown
        return sum(sizes.get(p, 0) for p in ours)


def measure(commands):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    most = 0
    for command in commands:
        environment = dict(os.environ, ANSIBLE_NOCOLOR="1", LC_ALL="C.UTF-8",
                           ANSIBLE_LOCALHOST_WARNING="0")
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   stdin=subprocess.DEVNULL, env=environment)
        watch = MemoryWatch(process.pid)
        watch.start()
        output = process.communicate()[0].decode("utf-8", "replace")
        watch.over = True
        watch.join()
        most = max(most, watch.most)
        if process.returncode != 0:
            raise SystemExit(f"{command[0]} ended with {process.returncode}:\n{output[-2000:]}")
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, most / 1024


def table(fleet, title, tools, runs):
    results = {name: [] for name in tools}
    for index in range(runs):
        for name, tool in tools.items():
            results[name].append(measure(tool(index)))
            fleet.end_masters()
    medians = {n: [statistics.median(c) for c in zip(*r)] for n, r in results.items()}
    base = next(iter(medians.values()))
    print(f"\n{title}, median of {runs}\n")
    print("| tool | wall s | ratio | client CPU s | ratio | memory MB |\n|---|---|---|---|---|---|")
    for name, (wall, cpu, memory) in medians.items():
        print(f"| {name} | {wall:.2f} | {wall / base[0]:.2f} | {cpu:.2f} | {cpu / base[1]:.1f} | "
              f"{memory:.0f} |")


def versions():
    for command in (["ssh", "-V"], ["ansible", "--version"], ["clush", "--version"]):
        ran = subprocess.run(command, text=True, capture_output=True, check=False)
        print((ran.stdout + ran.stderr).splitlines()[0])
    print(f"{os.cpu_count()} processors; client, sshd and commands share them")


def main():
    build = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    if os.geteuid() != 0:
        raise SystemExit("bench/ssh_peers.py needs root: it makes a user with a plain shell")
    try:
        pwd.getpwnam(USER)
        raise SystemExit(f"there is a user {USER} already; remove it first")
    except KeyError:
        pass
    folder = tempfile.mkdtemp(prefix="fettle-bench-")
    os.chmod(folder, 0o755)
    fleet = Fleet(folder)
    try:
        reads = plan(folder, "reads", [
            f"type: validate\nchecks: [\"echo hello {i}\"]\n" for i in range(COMMANDS)])
        changes = plan(folder, "changes", [
            f"type: custom_tool\nrequires_approval: false\ncommand: echo hello {i}\n"
            for i in range(COMMANDS)])
        versions()
        table(fleet, f"{TARGETS} targets x {COMMANDS} read-only commands, {CONCURRENCY} at once", {
            "fettle run": fettle(build, fleet, reads),
            "bare libssh": libssh_bare(build, fleet),
            "bare libssh that only logs in": libssh_bare(build, fleet, commands=0),
            "OpenSSH ControlMaster": control_master(fleet),
            "clush": clush(fleet),
            "ansible raw": ansible(fleet, fleet.ssh_config),
            "ansible raw, its key exchange left alone": ansible(fleet, fleet.untouched_config),
        }, runs)
        table(fleet, f"{TARGETS} targets x {COMMANDS} changing steps, {CONCURRENCY} at once", {
            "fettle run": fettle(build, fleet, changes),
            "ansible raw (without receipts)": ansible(fleet, fleet.ssh_config)}, runs)
    finally:
        fleet.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
