"""Private SSH servers on loopback, each a host of its own to those who log in."""

import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

START_TIME = 20


class SshFleet:
    """`user` has the key of all of them; `known_hosts` holds theirs."""

    def __init__(self, count):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.key = self.path / "id_ed25519"
        self.known_hosts = self.path / "known_hosts"
        self.make_key(self.key)
        self.ports, self.processes = [], []
        for number in range(count):
            self.start(number)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        for process in self.processes:
            process.kill()
            process.wait()
        self.folder.cleanup()

    @staticmethod
    def make_key(path):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)

    def start(self, number, extra="", launcher=()):
        """`extra` is more of sshd_config; `launcher` are the words before those of sshd."""
        home = self.path / f"host{number}"
        home.mkdir()
        self.make_key(home / "key")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        config = home / "sshd_config"
        config.write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/key\nPidFile none\n"
            f"AuthorizedKeysFile {self.key}.pub\nUsePAM no\nStrictModes no\nPermitRootLogin yes\n"
            f"PasswordAuthentication no\nUseDNS no\nSetEnv HOME={home} FETTLE_HOME={home}/fettle\n{extra}\n",
            encoding="utf-8")
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        self.processes.append(subprocess.Popen(
            [*launcher, shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-e", "-f", config],
            stderr=subprocess.DEVNULL))
        self.wait_for(port)
        self.ports.append(port)
        kind, text = (home / "key.pub").read_text(encoding="utf-8").split()[:2]
        with open(self.known_hosts, "a", encoding="utf-8") as known:
            known.write(f"[127.0.0.1]:{port} {kind} {text}\n")

    @staticmethod
    def wait_for(port):
        latest = time.monotonic() + START_TIME
        while time.monotonic() < latest:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("sshd did not start")
