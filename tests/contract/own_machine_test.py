"""A batch under way whose administrator takes back what may run on the service's own machine: nothing
more of that kind is started, the session says why, and goes on once it is allowed again. On one SSH
server and over HTTP alone: `own_machine_test.py OPENAPI.JSON FETTLE`."""

import os
import sys
import time
import unittest

import ansible_test
import reach_test
from reach_test import CONTRACT, FETTLE, PATIENCE
from client import Client
from postgres_server import PostgresServer
from running_service import RunningService

PLAN = """---
subject: proof
risk_level: low
strategy: parallel
snapshot_dimensions: [kernel]
---

# Maintenance: {name}

## Steps
{first}
### Step 2: let go

```yaml
type: human_gate
message: "Is it green?"
```
{last}"""

RUN = """
### Step {number}: run

```yaml
type: custom_tool
command: "{command}"
requires_approval: false
```
"""

PLAY = """
### Step {number}: play

```yaml
type: recipe
recipe: {slug}
variables: {{words: played}}
requires_approval: false
```
"""


class TakenBack(ansible_test.Ansible):
    """Started with what OPTIONS allow, and restarted without."""

    @classmethod
    def options(cls):
        cls.home = cls.fleet.path / "home"
        cls.home.mkdir()
        cls.database = ("--database", f"sqlite:{cls.fleet.path}/own.db")
        return (*cls.database, *cls.OPTIONS)

    @classmethod
    def serve(cls, *options):
        return cls.enter(RunningService(FETTLE, *options, environment={
            "FETTLE_MASTER_KEY": "0f" * 32, "HOME": str(cls.home)}))

    def restart(self, *options):
        self.service.stop()
        self.ask(self.serve(*self.database, *options))

    def ask(self, service):
        cls = type(self)
        cls.service = service
        for name in ("ann", "bo"):
            client = Client(cls.service.address, CONTRACT)
            cls.addClassCleanup(client.close)
            client.headers = getattr(cls, name).headers
            setattr(cls, name, client)

    def setUp(self):
        self.proof = self.fleet.path / self.id()
        if self.service.process.poll() is None and not self.is_allowed:
            self.restart(*self.OPTIONS)
        type(self).is_allowed = True

    is_allowed = True

    def take_back(self):
        type(self).is_allowed = False
        self.restart()

    def allow(self):
        self.restart(*self.OPTIONS)
        type(self).is_allowed = True

    def writes(self, word, number=1):
        return RUN.format(number=number, command=f"echo {word} >> {self.proof}")

    def launch(self, target, first, last):
        tree = self.post(self.ann, "/trees", {
            "markdown": PLAN.format(name=self.id(), first=first, last=last)})["id"]
        self.batch = self.post(self.ann, "/sessions/batch",
                               {"tree_id": tree, "text": target})["batch_id"]

    def session(self):
        one = self.get(self.ann, f"/batches/{self.batch}/sessions")["items"][0]
        return self.get(self.ann, f"/sessions/{one['session_id']}")

    def wait_until(self, holds):
        latest = time.monotonic() + PATIENCE
        while not holds(session := self.session()):
            self.assertLess(time.monotonic(), latest, f"{session} {self.why()}")
            time.sleep(0.1)
        return session

    def wait_for(self, status):
        return self.wait_until(lambda session: session["status"] == status)

    def why(self, at=None):
        query = "" if at is None else f"?at={at}"
        session = self.session()["session_id"]
        return self.get(self.ann, f"/sessions/{session}/why{query}")["items"]

    def wait_until_held(self, setting):
        """Also said of the batch and in the step; gives the moment."""
        self.wait_until(lambda _: [one["kind"] for one in self.why()] == ["not_allowed"])
        reason = self.why()[0]
        self.assertIn(setting, reason["text"])
        self.assertEqual(self.get(self.ann, f"/batches/{self.batch}/why")["items"], [reason])
        return reason["since"]

    def let_go(self):
        self.wait_for("awaiting_approval")
        self.post(self.ann, f"/batches/{self.batch}/gates", {"step": 1, "approved": True})

    def written(self):
        return self.proof.read_text(encoding="utf-8").split() if self.proof.exists() else []

    def goes_on_once_allowed(self, setting, words):
        """The step after the gate, which is let go while it is not allowed."""
        self.wait_for("awaiting_approval")
        before = self.written()
        self.take_back()
        self.let_go()
        since = self.wait_until_held(setting)
        held = self.session()
        step = next(one for one in held["seen"] if one["step"] == 2)
        self.assertEqual((held["status"], step["status"]), ("running", "waiting"))
        self.assertIn(setting, step["message"])
        self.assertEqual(self.written(), before)
        self.allow()
        self.wait_for("completed")
        self.assertEqual(self.written(), words)
        self.assertEqual([one["kind"] for one in self.why()], ["completed"])
        self.assertIn(setting, self.why(since)[0]["text"])


class Local(TakenBack):
    OPTIONS = ("--allow-local", "yes")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post(cls.ann, "/servers", {"name": "here", "transport": "local"})

    def test_no_further_step_runs_until_it_is_allowed_again(self):
        self.launch("here", self.writes("one"), self.writes("two", 3))
        self.goes_on_once_allowed("allow-local", ["one", "two"])

    def test_batch_is_cancelled_while_its_step_is_held(self):
        self.launch("here", self.writes("one"), self.writes("two", 3))
        self.wait_for("awaiting_approval")
        self.take_back()
        self.let_go()
        since = self.wait_until_held("allow-local")
        self.post(self.ann, f"/batches/{self.batch}/cancel", {"comment": "enough"})
        self.wait_for("cancelled")
        self.assertEqual(self.written(), ["one"])
        self.assertEqual(self.why(since)[0]["kind"], "not_allowed")

    def test_step_that_runs_is_followed_and_the_next_is_held(self):
        go_on = self.fleet.path / "go-on"
        slow = f"echo one >> {self.proof}; until [ -e {go_on} ]; do sleep 0.1; done"
        self.launch("here", RUN.format(number=1, command=slow), self.writes("two", 3))
        self.wait_until(lambda _: self.written() == ["one"])
        self.take_back()
        go_on.touch()
        self.let_go()
        self.wait_until_held("allow-local")
        self.assertEqual(self.written(), ["one"])
        self.post(self.ann, f"/batches/{self.batch}/cancel", {"comment": "enough"})
        self.wait_for("cancelled")


class TwoProcesses(Local):
    """On one PostgreSQL, of which one may and the other may not."""

    @classmethod
    def options(cls):
        options = super().options()
        cls.database = ("--database", cls.enter(PostgresServer()).make_database("own"))
        return (*cls.database, *options[2:])

    def test_one_that_may_takes_the_batch_once_the_other_is_stopped(self):
        self.launch("here", self.writes("one"), self.writes("two", 3))
        self.wait_for("awaiting_approval")
        self.take_back()
        self.let_go()
        since = self.wait_until_held("allow-local")
        one_that_may = self.serve(*self.database, *self.OPTIONS)
        self.assertEqual(self.why()[0]["since"], since)
        self.service.stop()
        self.ask(one_that_may)
        type(self).is_allowed = True
        self.wait_for("completed")
        self.assertEqual(self.written(), ["one", "two"])


class Proxied(TakenBack):
    @classmethod
    def options(cls):
        proxy, config = cls.fleet.path / "proxy.py", cls.fleet.path / "config"
        proxy.write_text(reach_test.PROXY, encoding="utf-8")
        config.write_text(f"Host *\n  ProxyCommand {sys.executable} {proxy} %h %p\n",
                          encoding="utf-8")
        cls.OPTIONS = ("--ssh-config", str(config), "--allow-proxy-command", "yes")
        return super().options()

    def take_back(self):
        type(self).is_allowed = False
        self.restart(*self.OPTIONS[:2])

    def test_no_connection_is_made_until_it_is_allowed_again(self):
        self.add_known("proxied")
        self.launch("proxied", self.writes("one"), self.writes("two", 3))
        self.goes_on_once_allowed("allow-proxy-command", ["one", "two"])


@unittest.skipUnless(os.geteuid() == 0, "only root starts programs as others")
class ThroughAnsible(TakenBack):
    OPTIONS = ("--allow-ansible", "yes", "--allow-playbooks", "yes", "--ansible-user", "nobody")

    def test_nothing_is_asked_through_ansible_until_it_is_allowed_again(self):
        self.add_known("through", transport="ansible")
        self.launch("through", self.writes("one"), self.writes("two", 3))
        self.goes_on_once_allowed("allow-ansible", ["one", "two"])

    def test_playbook_waits_and_is_played_once(self):
        self.add_known("plain")
        proof = self.add_playbook("held")
        self.launch("plain", self.writes("one"), PLAY.format(number=3, slug="held"))
        self.goes_on_once_allowed("allow-playbooks", ["one"])
        self.assertEqual(proof.read_text(encoding="utf-8"), "played by nobody\n")


if __name__ == "__main__":
    unittest.main()
