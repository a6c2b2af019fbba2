"""A service with a database of its own and one team in it; the programs of the build; rows in numbers
that no interface would take a minute for. One SQL text for both databases."""

import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile

from .api import Api, set_up

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/contract"))
from postgres_server import PostgresServer  # noqa: E402
from running_service import RunningService  # noqa: E402

DATABASES = {"SQLite": None, "PostgreSQL": PostgresServer}
DESCRIPTORS = 40_000
YEAR_2100 = 4_102_444_800_000


def numbers(count):
    """A table `n` of the numbers from 1 to `count`, in column `i`."""
    return (f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {count}) ")


def new_id(group, number):
    """SQL for an id; `number` is SQL, below 10^12."""
    return f"'01900000-0000-7000-{group}-' || substr(cast(1000000000000 + {number} as text), 2)"


class Setting:
    """The service runs in between `with`; `serve` starts it again, or another program on its
    database."""

    def __init__(self, build, database="SQLite"):
        self.build = build
        self.folder = tempfile.TemporaryDirectory(prefix="fettle-bench-")
        self.path = pathlib.Path(self.folder.name)
        self.postgres = DATABASES[database] and DATABASES[database]()
        self.address = (self.postgres.make_database("bench") if self.postgres
                        else f"sqlite:{self.path}/fettle.db")
        self.service = None
        raise_limit()

    def __enter__(self):
        self.serve()
        self.token = set_up(self.service.address, self.service.setup_link())
        return self

    def __exit__(self, *_error):
        self.stop()
        if self.postgres:
            self.postgres.__exit__()
        self.folder.cleanup()

    def serve(self, program="fettle"):
        key = self.path / "key"
        if not key.exists():
            key.write_text("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n", encoding="utf-8")
            key.chmod(0o600)
        options = [] if program != "fettle" else ["--master-key", str(key)]
        self.service = RunningService(f"{self.build}/bin/{program}", "--database", self.address,
                                      *options)

    def stop(self):
        if self.service:
            self.service.stop()
            self.service.__exit__()
            self.service = None

    def api(self):
        return Api(self.service.address, {"Authorization": f"Bearer {self.token}"})

    def host_and_port(self):
        host, _, port = self.service.address.removeprefix("http://").rpartition(":")
        return [host, port]

    def program(self, name, *arguments):
        """One of the build's, to be talked with."""
        return subprocess.Popen([f"{self.build}/bin/{name}", *map(str, arguments)], text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, sql):
        if self.postgres:
            self.postgres.ask("bench", sql)
            return
        database = sqlite3.connect(self.path / "fettle.db", timeout=60)
        with database:
            database.executescript(sql)
        database.close()

    def ask(self, sql):
        """The first value of the first row."""
        if self.postgres:
            return self.postgres.ask("bench", sql)[0][0]
        database = sqlite3.connect(self.path / "fettle.db", timeout=60)
        found = database.execute(sql).fetchone()[0]
        database.close()
        return found

    def copy_server(self, server, count):
        """`count` servers like that one, called host1 and so on."""
        columns = ("team_id, address, port, user_name, transport, proxy_jump, become, become_user, "
                   "become_method, mode, role, site, os_family, tags, variables, notes, host_keys, "
                   "version, created_at, updated_at")
        self.run(f"insert into servers (id, name, name_key, {columns}) {numbers(count)}"
                 f"select {new_id('a000', 'n.i')}, 'host' || n.i, 'host' || n.i, {columns} "
                 f"from servers, n where id = '{server}';")


def raise_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, DESCRIPTORS), hard))


def cpu_seconds(process):
    """What the threads of a process have run since it began."""
    total = 0
    for thread in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{thread}/schedstat", encoding="ascii") as file:
            total += int(file.read().split()[0])
    return total / 1e9
