"""A `fettle serve` of a test's own: a fresh database in a private folder, a port that the system
chooses, and its log."""

import os
import pathlib
import signal
import socket
import subprocess
import tempfile


class RunningService:
    def __init__(self, program, *options, environment=None):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.log_file = open(self.path / "log", "w+", encoding="utf-8")
        command = [program, "serve"]
        if "--database" not in options:
            command += ["--database", f"sqlite:{self.path}/fettle.db"]
        if "--listen" not in options:
            command += ["--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=self.log_file, text=True,
            env={**os.environ, "HOME": self.folder.name, **(environment or {})})
        said = self.process.stdout.readline()
        assert said.startswith("Fettle listens on "), said + self.log()
        self.address = said.split()[3]

    def setup_link(self):
        """What is printed while there is nobody yet."""
        while "#" not in (line := self.process.stdout.readline()):
            assert line, "no link: " + self.log()
        return line.split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log_file.close()
        self.folder.cleanup()

    def stop(self):
        """As systemd does; gives the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)

    def log(self):
        return (self.path / "log").read_text(encoding="utf-8")

    def connect(self):
        host, _, port = self.address.partition("://")[2].partition("/")[0].rpartition(":")
        connection = socket.create_connection((host, int(port)), timeout=10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection


def read_all(connection):
    """What comes until the connection ends, however it ends."""
    pieces = []
    try:
        while piece := connection.recv(65536):
            pieces.append(piece)
    except (ConnectionError, socket.timeout):
        pass
    return b"".join(pieces)
