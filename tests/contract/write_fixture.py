"""Writes the database of a service that has worked, for tests/fixtures: `write_fixture.py OPENAPI.JSON
FETTLE FILE`, with the program of the version that lands a schema. Holds a team of two, a list, a secret,
schedules, and batches that are finished, halted, interrupted, waiting at a gate, and cut off while
their step ran."""

import os
import pathlib
import re
import shutil
import signal
import sqlite3
import sys
import time

from client import Client
from contract import Contract
from running_service import RunningService
from ssh_fleet import SshFleet

OPENAPI, FETTLE, FILE = sys.argv[1:]
PASSWORD = "correct horse battery"
MASTER_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
YEAR_2100 = 4_102_444_800_000
PATIENCE = 60

PLAN = """---
subject: proof
risk_level: low
snapshot_dimensions: [disk]
variables:
  word: {default: hello}
---

# Maintenance: %s

## Steps

### Step 1: do it

```yaml
type: custom_tool
command: "%s"
requires_approval: false
```
"""
GATE = """
### Step 2: let go

```yaml
type: human_gate
message: "Is it green?"
```
"""
FLOWS = {"finishes": PLAN % ("finishes", "echo {{ word }}"), "fails": PLAN % ("fails", "exit 7"),
         "waits": PLAN % ("waits", "echo {{ word }}") + GATE,
         "lasts": PLAN % ("lasts", "touch began; sleep 600")}


class Writer:
    def __init__(self, fleet):
        self.fleet = fleet
        self.home = fleet.path / "service"
        (self.home / ".ssh").mkdir(parents=True, mode=0o700)
        shutil.copy(fleet.key, self.home / ".ssh/id_ed25519")
        (self.home / "key").write_text(MASTER_KEY + "\n")
        (self.home / "key").chmod(0o600)
        self.headers = {}

    def serve(self):
        service = RunningService(
            FETTLE, "--database", f"sqlite:{self.home}/fettle.db", "--known-hosts",
            str(self.fleet.known_hosts), "--master-key", str(self.home / "key"),
            environment={"HOME": str(self.home)})
        self.ann = Client(service.address, Contract(OPENAPI))
        self.ann.headers.update(self.headers)
        return service

    def post(self, path, body, method="POST"):
        answer = self.ann.call(method, f"/api/v1{path}", body)
        assert answer.status in (200, 201, 204), f"{path}: {answer.status} {answer.text}"
        return answer.json if answer.text else None

    def make_team(self, service):
        token = service.setup_link().partition("#")[2]
        self.ann.know_session(self.post("/setup", {
            "token": token, "team": "North", "name": "Ann", "email": "ann@example.com",
            "password": PASSWORD}))
        self.headers = self.ann.headers
        invited = self.post("/invitations", {"email": "bo@example.com", "role": "engineer"})
        other = Client(service.address, Contract(OPENAPI))
        other.call("POST", "/api/v1/invitations/accept", {
            "token": invited["url"].partition("#")[2], "name": "Bo", "password": PASSWORD})
        other.close()
        for number, port in enumerate(self.fleet.ports, 1):
            self.post("/servers", {"name": f"web{number}", "address": "127.0.0.1", "port": port,
                                   "user": "root", "tags": ["web"]})
        self.listed = self.post("/target-lists", {"name": "Web", "text": "web1\nweb2\n"})["id"]
        self.post("/secrets/api_key", {"kind": "value", "value": "hunter2"}, "PUT")
        self.flows = {name: self.post("/trees", {"markdown": text})["id"]
                      for name, text in FLOWS.items()}
        for name, cron in (("finishes", "30 2 1 1 *"), ("waits", "0 3 * * *")):
            made = self.post("/schedules", {"plan_id": self.flows[name], "variables_override": {},
                                            "target_list_id": self.listed, "cron_expression": cron,
                                            "timezone": "Europe/Oslo"})
        self.post(f"/schedules/{made['id']}/pause", None)

    def launch(self, flow, labels, statuses):
        batch = self.post("/sessions/batch", {"tree_id": self.flows[flow], "text": labels})["batch_id"]
        self.wait_for(batch, statuses)
        return batch

    def wait_for(self, batch, statuses):
        latest = time.monotonic() + PATIENCE
        while True:
            found = self.ann.call("GET", f"/api/v1/batches/{batch}/sessions").json["items"]
            if {one["status"] for one in found} == statuses:
                return
            assert time.monotonic() < latest, found
            time.sleep(0.1)

    def wait_for_file(self, path):
        latest = time.monotonic() + PATIENCE
        while not path.exists():
            assert time.monotonic() < latest, path
            time.sleep(0.1)

    def write(self):
        with self.serve() as service:
            self.make_team(service)
            self.launch("finishes", "web1\nweb2", {"completed"})
            self.launch("fails", "web1\nweb2", {"failed", "skipped"})
            lost = self.launch("lasts", "web2", {"running"})
            self.wait_for_file(self.fleet.path / "host1/began")
            service.process.kill()
        kill_commands(self.fleet.path / "host1")  # before the receipt says how the step ended
        with self.serve() as service:
            self.wait_for(lost, {"interrupted"})
            self.launch("waits", "web1", {"awaiting_approval"})
            self.launch("lasts", "web3", {"running"})
            self.wait_for_file(self.fleet.path / "host2/began")
            service.process.kill()


def kill_commands(home):
    """What was started by those who log in there."""
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if home in [(process / "cwd").resolve(), *(process / "cwd").resolve().parents]:
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:
            pass


def pack(source, target):
    """One file, without what is shipped, in which nothing is due before the year 2100."""
    shutil.copy(source, target)
    shutil.copy(str(source) + "-wal", target + "-wal")
    database = sqlite3.connect(target)
    database.execute("pragma wal_checkpoint(truncate)")
    database.execute("pragma foreign_keys = on")
    for identifier, state in database.execute("select id, state from sessions").fetchall():
        state = re.sub(r'("timer":\{"at":)("[^"]+"|\d+)',
                       lambda found: found[1] + ('"2100-01-01T00:00:00.000Z"' if found[2][0] == '"'
                                                 else str(YEAR_2100)), state)
        database.execute("update sessions set state = ? where id = ?", (state, identifier))
    database.execute("update maintenance_schedules set next_run_at = ? where next_run_at is not null",
                     (YEAR_2100,))
    for table in ("trees", "recipes"):  # what every start seeds anew, and most of the file
        database.execute(f"delete from {table} where is_builtin = 1")
    database.commit()
    database.execute("vacuum")
    database.execute("pragma journal_mode = delete")
    database.close()


with SshFleet(3) as machines:
    writer = Writer(machines)
    try:
        writer.write()
        pack(writer.home / "fettle.db", FILE)
    finally:
        kill_commands(machines.path)
