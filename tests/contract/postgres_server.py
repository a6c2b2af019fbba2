"""A PostgreSQL 15 server of a test's own, on a socket in a private folder. Durable as one in earnest,
so that what a test sees after a restart is what was on disk."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
START_TIME = 60


class PostgresServer:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.user = []
        if os.geteuid() == 0:  # which PostgreSQL refuses to be run by
            shutil.chown(self.path, "postgres")
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.run("initdb", "--username=fettle", "--auth=trust", "--encoding=UTF8", "--locale=C",
                 "--no-sync", "-D", self.path / "data")
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.stop()
        self.folder.cleanup()

    def run(self, program, *arguments):
        done = subprocess.run([*self.user, PROGRAMS / program, *arguments], cwd=self.path, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, f"{program}: {done.stdout}"
        return done.stdout

    def start(self):
        self.log = open(self.path / "log", "a", encoding="utf-8")
        self.process = subprocess.Popen(
            [*self.user, PROGRAMS / "postgres", "-D", self.path / "data", "-k", self.path, "-h", ""],
            cwd=self.path, stdout=self.log, stderr=self.log)
        latest = time.monotonic() + START_TIME
        while subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", self.path, "-U", "fettle"],
                             check=False).returncode != 0:
            assert time.monotonic() < latest, (self.path / "log").read_text(encoding="utf-8")
            time.sleep(0.1)

    def stop(self):
        self.process.send_signal(3)  # QUIT: as a crash, without a word to those who are connected
        self.process.wait()
        self.log.close()

    def make_database(self, name):
        """Its address."""
        self.run("createdb", "-h", self.path, "-U", "fettle", name)
        return f"postgresql:///{name}?host={self.path}&user=fettle"

    def ask(self, database, query):
        """The rows of a query, as lists of texts."""
        said = self.run("psql", "-h", self.path, "-U", "fettle", "-d", database, "-AtX", "-F", "\t",
                        "-c", query)
        return [line.split("\t") for line in said.splitlines()]
