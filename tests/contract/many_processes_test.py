"""Three services on one PostgreSQL and four SSH servers: `many_processes_test.py OPENAPI.JSON FETTLE`.
Words reach whoever carries a batch out, and under load nothing is lost, fired or run twice while
processes are killed, one sleeps for longer than its lease and the database is restarted. What happens
when is drawn from a seed that is printed; FETTLE_SEED repeats it."""

import collections
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

from client import Client
from contract import Contract
from postgres_server import PostgresServer
from running_service import RunningService
from ssh_fleet import SshFleet

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
SEED = int(os.environ.pop("FETTLE_SEED", time.time_ns() % 1_000_000))
PASSWORD = "correct horse battery"
PATIENCE = 100
PROCESSES = 3
HOSTS = 4
LOAD_TIME = 45
LONGER_THAN_A_LEASE = 33
ENDED = {"completed", "failed", "cancelled", "skipped", "interrupted"}

PLAN = """---
subject: proof
risk_level: low
strategy: parallel
variables:
  word: {}
---

# Maintenance: %s

## Steps
%s"""

COUNT = """
### Step %d: count

```yaml
type: custom_tool
command: "echo {{ word }} %d >> $HOME/counted; sleep 1"
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


class ManyProcesses(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.postgres = cls.enter(PostgresServer())
        cls.database = cls.postgres.make_database("fettle")
        cls.fleet = cls.enter(SshFleet(HOSTS))
        cls.home = cls.fleet.path / "service"
        (cls.home / ".ssh").mkdir(parents=True, mode=0o700)
        shutil.copy(cls.fleet.key, cls.home / ".ssh/id_ed25519")
        first = cls.serve()
        cls.services = [first, *(cls.serve() for _ in range(PROCESSES - 1))]
        client = Client(first.address, CONTRACT)
        made = client.call("POST", "/api/v1/setup", {
            "token": first.setup_link().partition("#")[2], "team": "North", "name": "Ann",
            "email": "ann@example.com", "password": PASSWORD})
        client.know_session(made.json)
        client.close()
        cls.headers = client.headers
        for number, port in enumerate(cls.fleet.ports, 1):
            cls.call("POST", "/servers", {"name": f"web{number}", "address": "127.0.0.1",
                                          "port": port, "user": "root"})
        counts = COUNT % (1, 1) + COUNT % (2, 2)
        cls.counting = cls.call("POST", "/trees", {"markdown": PLAN % ("counts", counts)})["id"]
        gated = COUNT % (1, 1) + GATE
        cls.gated = cls.call("POST", "/trees", {"markdown": PLAN % ("waits", gated)})["id"]

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    @classmethod
    def serve(cls):
        return cls.enter(RunningService(
            FETTLE, "--database", cls.database, "--known-hosts", str(cls.fleet.known_hosts),
            environment={"HOME": str(cls.home)}))

    @classmethod
    def call(cls, method, path, body=None, process=0, headers=None):
        client = Client(cls.services[process].address, CONTRACT)
        client.headers = {**cls.headers, **(headers or {})}
        try:
            answer = client.call(method, f"/api/v1{path}", body)
        finally:
            client.close()
        assert answer.status in (200, 201), f"{path}: {answer.status} {answer.text}"
        return answer.json

    def launch(self, tree, word, targets, process=0):
        """Asked again with the same key where the database was gone, as a client is to do."""
        request = {"tree_id": tree, "text": "\n".join(targets), "variables_override": {"word": word}}
        latest = time.monotonic() + PATIENCE
        while True:
            try:
                return self.call("POST", "/sessions/batch", request, process,
                                 {"Idempotency-Key": word})["batch_id"]
            except (AssertionError, OSError) as error:
                self.assertLess(time.monotonic(), latest, error)
                time.sleep(0.2)

    def status_of(self, batch):
        return self.postgres.ask("fettle", f"select status from batches where id = '{batch}'")[0][0]

    def sessions(self, where="true"):
        return self.postgres.ask("fettle", "select s.status, s.target_label, p.variables, s.reason "
                                 "from sessions s join batches b on b.id = s.batch_id join "
                                 f"batch_plans p on p.batch_id = b.id where {where}")

    def wait_until(self, holds, told):
        latest = time.monotonic() + PATIENCE
        while not holds():
            self.assertLess(time.monotonic(), latest, told())
            time.sleep(0.2)

    def wait_for(self, batch, status):
        self.wait_until(lambda: {one[0] for one in self.sessions(f"b.id = '{batch}'")} == {status},
                        lambda: self.sessions(f"b.id = '{batch}'"))

    def others(self, batch):
        """The processes that do not carry the batch out."""
        owner = self.postgres.ask("fettle",
                                  f"select lease_owner from batches where id = '{batch}'")[0][0]
        others = [number for number, service in enumerate(self.services)
                  if f"process {service.process.pid} " not in owner]
        self.assertEqual(len(others), PROCESSES - 1, owner)
        return others

    def counted(self):
        """How often each word of each step was written, by host."""
        found = collections.Counter()
        for number in range(HOSTS):
            file = self.fleet.path / f"host{number}/counted"
            if file.exists():
                found.update((number, line) for line in file.read_text().splitlines())
        return found

    def test_a_word_reaches_the_process_that_carries_the_batch_out(self):
        batch = self.launch(self.gated, "gate", ["web1", "web2"])
        self.wait_for(batch, "awaiting_approval")
        one, other = self.others(batch)
        self.call("POST", f"/batches/{batch}/pause", {}, one)
        self.assertEqual(self.status_of(batch), "paused")
        self.call("POST", f"/batches/{batch}/resume", {}, other)
        self.assertEqual(self.status_of(batch), "running")
        answered = self.call("POST", f"/batches/{batch}/gates", {"step": 1, "approved": True}, one)
        self.assertEqual(answered["answered"], 2)
        self.wait_for(batch, "completed")
        left = self.postgres.ask("fettle", "select count(*) from batch_words")
        self.assertEqual(left, [["0"]])
        audited = self.postgres.ask(
            "fettle", f"select action from audit_log where subject = '{batch}' order by sequence")
        self.assertEqual(audited, [["batch.launched"], ["batch.paused"], ["batch.resumed"], ["gates.approved"]])

    def test_cancel_and_stop_reach_it_and_a_refusal_comes_back(self):
        batch = self.launch(self.gated, "cancel", ["web3"])
        self.wait_for(batch, "awaiting_approval")
        one, other = self.others(batch)
        self.call("POST", "/stop", {"reason": "the storage is failing"}, one)
        self.wait_until(lambda: self.status_of(batch) == "paused", lambda: self.status_of(batch))
        self.call("DELETE", "/stop", None, other)
        self.wait_until(lambda: self.status_of(batch) == "running", lambda: self.status_of(batch))
        with self.assertRaisesRegex(AssertionError, "409"):
            self.call("POST", f"/batches/{batch}/resume", {}, one)
        self.call("POST", f"/batches/{batch}/cancel", {"comment": "enough"}, other)
        self.wait_for(batch, "cancelled")

    def test_under_load_nothing_is_lost_fired_or_run_twice(self):
        print(f"FETTLE_SEED={SEED}", flush=True)
        chance = random.Random(SEED)
        self.call("POST", "/schedules", {
            "plan_id": self.counting, "variables_override": {"word": "scheduled"},
            "cron_expression": "* * * * *", "targets": [{"label": "web4"}]})
        asleep = chance.randrange(PROCESSES)
        awake = [number for number in range(PROCESSES) if number != asleep]
        launched, restarts = 1, 1
        first = self.launch(self.counting, "load0", ["web1", "web2"], asleep)
        self.wait_until(lambda: "running" in {one[0] for one in self.sessions(f"b.id = '{first}'")},
                        self.sessions)
        begin = time.monotonic()
        os.kill(self.services[asleep].process.pid, signal.SIGSTOP)
        woken = False
        while time.monotonic() < begin + LOAD_TIME:
            targets = [f"web{number}" for number in chance.sample(range(1, 4), 2)]
            self.launch(self.counting, f"load{launched}", targets, chance.choice(awake))
            launched += 1
            time.sleep(chance.uniform(1, 3))
            if not woken and time.monotonic() > begin + LONGER_THAN_A_LEASE:
                os.kill(self.services[asleep].process.pid, signal.SIGCONT)
                woken = True
                awake = list(range(PROCESSES))
            killed = chance.choice([number for number in awake if woken or number != asleep])
            self.services[killed].process.kill()
            if restarts and time.monotonic() > begin + LOAD_TIME / 3:
                restarts -= 1
                self.postgres.stop()
                self.postgres.start()
            self.services[killed] = self.serve()
        self.assertTrue(woken)
        self.wait_until(lambda: self.postgres.ask("fettle", "select 1 from firings"), self.sessions)
        self.call("POST", "/schedules/" + self.postgres.ask(
            "fettle", "select id from maintenance_schedules")[0][0] + "/pause")
        self.wait_until(lambda: all(one[0] in ENDED for one in self.sessions()), self.sessions)
        self.check(launched)

    def test_zz_backup_comes_back_into_an_empty_database(self):
        """After the others: of all that they left."""
        file = self.home / "fettle.dump"
        self.fettle("backup", "--database", self.database, file)
        empty = self.postgres.make_database("restored")
        said = self.fettle("restore", "--database", empty, file)
        self.assertIn("Targets may have moved on", said)
        left = self.postgres.ask("restored", "select count(*) from sessions where status not in "
                                 "('pending', " + ", ".join(f"'{one}'" for one in ENDED) + ")")
        self.assertEqual(left, [["0"]])
        active = self.postgres.ask("restored", "select count(*) from maintenance_schedules where "
                                   "is_active = 1")
        self.assertEqual(active, [["0"]])
        with self.assertRaisesRegex(AssertionError, "not overwritten"):
            self.fettle("restore", "--database", empty, file)

    def fettle(self, *arguments):
        done = subprocess.run([FETTLE, *arguments], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout

    def check(self, launched):
        counted = self.counted()
        twice = {key: count for key, count in counted.items()
                 if count > 1 and not key[1].startswith("scheduled")}
        self.assertEqual(twice, {})
        loaded = self.sessions("p.variables like '%load%'")
        self.assertEqual(len(loaded), 2 * launched)
        # Where a receipt could not tell, the step was not run again, and that is said.
        unknown = [one for one in loaded if one[0] != "completed"]
        for one in unknown:
            self.assertEqual(one[0], "interrupted", one)
            self.assertIn("outcome unknown", one[3])
        written = sum(count for key, count in counted.items() if key[1].startswith("load"))
        self.assertGreaterEqual(written, 2 * (2 * launched - len(unknown)))
        self.assertLessEqual(written, 2 * 2 * launched)
        fired = self.postgres.ask("fettle", "select count(*), count(distinct batch_id) from firings "
                                  "where outcome = 'fired'")[0]
        made = self.postgres.ask("fettle", "select count(*) from batches where schedule_id is not "
                                 "null")[0][0]
        self.assertEqual(fired, [made, made])
        self.assertGreaterEqual(int(made), 1, self.postgres.ask(
            "fettle", "select planned_at, outcome, reason from firings") + self.postgres.ask(
                "fettle", "select status, is_active, next_run_at from maintenance_schedules"))
        scheduled = sum(count for key, count in counted.items() if key[1].startswith("scheduled"))
        self.assertLessEqual(scheduled, 2 * int(made))


if __name__ == "__main__":
    unittest.main(verbosity=2)
