"""A team's maintenance from the plan to the report, on three SSH servers and over HTTP alone:
`maintenance_test.py OPENAPI.JSON FETTLE`. Every exchange is held against the contract."""

import os
import shutil
import signal
import sys
import time
import unittest

from client import Client
from contract import Contract
from running_service import RunningService
from ssh_fleet import SshFleet

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"
PATIENCE = 120

PLAN = """---
subject: proof
risk_level: medium
strategy: parallel
snapshot_dimensions: [disk]
variables:
  word: {}
---

# Maintenance: a proof

## Steps

### Step 1: look

```yaml
type: validate
checks: ["test -d ."]
```

### Step 2: count

```yaml
type: custom_tool
command: "echo {{ word }} >> $HOME/counted; sleep 3; echo done"
requires_approval: false
```

### Step 3: let go

```yaml
type: human_gate
message: "Is it green?"
```
"""


class Maintenance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fleet = cls.enter(SshFleet(3))
        cls.home = cls.fleet.path / "service"
        (cls.home / ".ssh").mkdir(parents=True, mode=0o700)
        shutil.copy(cls.fleet.key, cls.home / ".ssh/id_ed25519")
        cls.database = f"sqlite:{cls.home}/fettle.db"
        cls.service = cls.serve()
        cls.ann = cls.client()
        token = cls.service.setup_link().partition("#")[2]
        made = cls.ann.call("POST", "/api/v1/setup",
                            {"token": token, "team": "North", "name": "Ann",
                             "email": "ann@example.com", "password": PASSWORD})
        cls.ann.know_session(made.json)
        invited = cls.ann.call("POST", "/api/v1/invitations",
                               {"email": "bo@example.com", "role": "engineer"})
        cls.bo = cls.client()
        cls.bo.know_session(cls.bo.call("POST", "/api/v1/invitations/accept",
                                        {"token": invited.json["url"].partition("#")[2],
                                         "name": "Bo", "password": PASSWORD}).json)
        for number, port in enumerate(cls.fleet.ports, 1):
            cls.post(cls.ann, "/servers", {"name": f"web{number}", "address": "127.0.0.1",
                                           "port": port, "user": "root"})
        cls.tree = cls.post(cls.ann, "/trees", {"markdown": PLAN})["id"]

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    @classmethod
    def serve(cls):
        return cls.enter(RunningService(FETTLE, "--database", cls.database, "--known-hosts",
                                        str(cls.fleet.known_hosts),
                                        environment={"HOME": str(cls.home)}))

    @classmethod
    def client(cls):
        client = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(client.close)
        return client

    @staticmethod
    def post(client, path, body, status=(200, 201)):
        answer = client.call("POST", f"/api/v1{path}", body)
        assert answer.status in status, f"{path}: {answer.status} {answer.text}"
        return answer.json

    @staticmethod
    def get(client, path):
        answer = client.call("GET", f"/api/v1{path}")
        assert answer.status == 200, f"{path}: {answer.status} {answer.text}"
        return answer.json

    def wait_until(self, batch, holds):
        """The sessions once `holds(them)`; looks again whenever something has changed."""
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            sessions = self.get(self.ann, f"/batches/{batch}/sessions")["items"]
            if holds(sessions):
                return sessions
            time.sleep(0.2)
        self.fail(f"it never came to that: {sessions}")

    def wait_for_status(self, batch, status):
        return self.wait_until(batch, lambda all: all and {one["status"] for one in all} == {status})

    def counted(self):
        """How often step 2 ran on each host."""
        return [(self.fleet.path / f"host{number}/counted").read_text(encoding="utf-8").count("\n")
                if (self.fleet.path / f"host{number}/counted").exists() else 0
                for number in range(3)]

    def test_schedule_is_approved_by_another_fires_and_is_reported(self):
        before = self.counted()
        listed = self.post(self.ann, "/target-lists", {"name": "Web", "text": "web1\nweb2\nWEB3\n"})
        schedule = self.post(self.ann, "/schedules", {
            "plan_id": self.tree, "variables_override": {"word": "x; exit 1"},
            "target_list_id": listed["id"], "timezone": "Europe/Oslo",
            "scheduled_start": int(time.time() * 1000) + 3000})
        self.assertEqual(schedule["status"], "pending_approval")
        refused = self.bo.call("POST", f"/api/v1/schedules/{schedule['id']}/decision",
                               {"approved": True, "digest": "another", "comment": "", "name": ""})
        self.assertEqual(refused.status, 412)
        self.post(self.bo, f"/schedules/{schedule['id']}/decision",
                  {"approved": True, "digest": schedule["digest"], "comment": "go", "name": ""})
        batch = self.wait_for_firing(schedule["id"])
        self.wait_for_status(batch, "awaiting_approval")
        told = self.get(self.ann, "/notifications")
        self.assertIn("Maintenance run ready: a proof - 3 sessions created",
                      [one["text"] for one in told["items"]])
        answered = self.post(self.bo, f"/batches/{batch}/gates",
                             {"step": 2, "approved": True, "comment": "green"})
        self.assertEqual(answered["answered"], 3)
        sessions = self.wait_for_status(batch, "completed")
        self.assertEqual(self.counted(), [one + 1 for one in before])
        output = self.get(self.ann, f"/sessions/{sessions[0]['session_id']}/output?step=1")
        self.assertEqual(output["text"], "done\n")
        seen = self.get(self.ann, f"/batches/{batch}")
        self.assertEqual(seen["counts"]["completed"], 3)
        self.assertEqual(seen["schedule_id"], schedule["id"])
        for form in ("markdown", "csv", "html", "ticket", "text"):
            report = self.ann.call("GET", f"/api/v1/batches/{batch}/report?format={form}")
            self.assertIn("web2", report.text)
        self.assertIn("approved by Bo: green", self.ann.call(
            "GET", f"/api/v1/batches/{batch}/report").text)

    def wait_for_firing(self, schedule):
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            batches = self.get(self.ann, f"/batches?schedule_id={schedule}")["items"]
            if batches:
                return batches[0]["batch_id"]
            time.sleep(0.2)
        self.fail("the schedule did not fire")

    def test_servers_that_were_removed_since_are_skipped_and_named(self):
        lost = self.post(self.ann, "/servers", {"name": "lost", "address": "192.0.2.1"})
        schedule = self.post(self.ann, "/schedules", {
            "plan_id": self.tree, "variables_override": {"word": "w"},
            "targets": [{"label": "lost"}, {"label": "web1"}],
            "scheduled_start": int(time.time() * 1000) + 86_400_000})
        self.post(self.bo, f"/schedules/{schedule['id']}/decision",
                  {"approved": True, "digest": schedule["digest"], "comment": "", "name": ""})
        launch = self.post(self.ann, "/sessions/batch", {
            "tree_id": self.tree, "text": "lost\nweb2", "variables_override": {"word": "w"}})
        self.assertEqual(self.ann.call("DELETE", f"/api/v1/servers/{lost['id']}").status, 204)
        self.post(self.bo, f"/batches/{launch['batch_id']}/decision",
                  {"approved": True, "digest": launch["digest"], "comment": "", "name": ""})
        self.check_that_lost_is_skipped(launch["batch_id"])
        ran = self.post(self.ann, f"/schedules/{schedule['id']}/run", None)
        self.check_that_lost_is_skipped(ran["batch_id"])

    def check_that_lost_is_skipped(self, batch):
        """While the other target of the batch runs, and in what is told of it afterwards."""
        sessions = self.wait_until(batch, lambda all: all[0]["status"] == "awaiting_approval")
        gone = sessions[1]
        self.assertEqual([gone[name] for name in ("target_label", "status", "reason", "wave")],
                         ["lost", "skipped", "gone since the approval", -1])
        refused = self.bo.call("POST", f"/api/v1/sessions/{gone['session_id']}/retry",
                               {"reason": "again"})
        self.assertEqual(refused.status, 409, refused.text)
        why = self.get(self.ann, f"/sessions/{gone['session_id']}/why")["items"]
        self.assertEqual([one["text"] for one in why], ["gone since the approval"])
        self.post(self.bo, f"/batches/{batch}/gates", {"step": 2, "approved": True})
        self.wait_until(batch, lambda all: all[0]["status"] == "completed")
        seen = self.get(self.ann, f"/batches/{batch}")
        self.assertEqual([seen["counts"][name] for name in ("total", "completed", "skipped")],
                         [2, 1, 1])
        self.assertEqual([wave["count"] for wave in seen["waves"]], [1])
        for form in ("markdown", "html", "ticket", "text", "json"):
            report = self.ann.call("GET", f"/api/v1/batches/{batch}/report?format={form}")
            self.assertIn("gone since the approval", report.text)

    def test_service_that_is_killed_goes_on_and_runs_nothing_twice(self):
        before = self.counted()
        batch = self.post(self.ann, "/sessions/batch", {
            "tree_id": self.tree, "text": "web1\nweb2\nweb3",
            "variables_override": {"word": "kill"}})
        self.assertEqual(batch["status"], "pending_approval")
        self.post(self.bo, f"/batches/{batch['batch_id']}/decision",
                  {"approved": True, "digest": batch["digest"], "comment": "", "name": ""})
        self.wait_until(batch["batch_id"], lambda all: any(one["step"] == 1 for one in all))
        os.kill(type(self).service.process.pid, signal.SIGKILL)
        type(self).service = self.serve()
        for name in ("ann", "bo"):
            client = Client(self.service.address, CONTRACT)
            client.headers = getattr(self, name).headers
            setattr(type(self), name, client)
            self.addClassCleanup(client.close)
        self.wait_for_status(batch["batch_id"], "awaiting_approval")
        self.post(self.ann, f"/batches/{batch['batch_id']}/gates", {"step": 2, "approved": True})
        self.wait_for_status(batch["batch_id"], "completed")
        self.assertEqual(self.counted(), [one + 1 for one in before])

    def test_targets_without_a_server_are_walked_by_a_person(self):
        request = {"tree_id": self.tree, "text": "rds-01", "variables_override": {"word": "w"}}
        refused = self.ann.call("POST", "/api/v1/sessions/batch", request)
        self.assertEqual(refused.status, 409)
        batch = self.post(self.ann, "/sessions/batch", {**request, "manual_confirmed": True})
        stream = self.ann.events(f"?topics=sessions:{batch['batch_id']}&coalesce=true")
        self.assertEqual(next(stream)[0], "hello")
        self.post(self.bo, f"/batches/{batch['batch_id']}/decision",
                  {"approved": True, "digest": batch["digest"], "comment": "", "name": ""})
        session = self.wait_for_status(batch["batch_id"], "awaiting_person")[0]
        path = f"/sessions/{session['session_id']}"
        self.assertTrue(self.get(self.ann, path)["steps"][1]["by_hand"])
        self.post(self.ann, f"{path}/answer", {"mark": "done", "text": "looked"})
        self.post(self.ann, f"{path}/answer", {"mark": "done_with_issues", "text": "slow"})
        self.post(self.ann, f"{path}/gate", {"approved": True, "comment": "fine"})
        self.wait_for_status(batch["batch_id"], "completed")
        self.hear_until(stream, session["session_id"], "completed")

    def hear_until(self, stream, session, status):
        """Of a stream that coalesces, until it has said that the session stands so."""
        for event, _, changes in stream:
            self.assertEqual(event, "changes")
            for change in changes:
                if change["kind"] != "sessions_changed":
                    self.assertNotIn(change["kind"].partition("_")[0], ("session", "step"))
                    continue
                schema = {"$ref": "#/components/schemas/EventSessions"}
                self.assertEqual(CONTRACT.problems(schema, change["body"]), [])
                if (session, status) in [(one["session_id"], one["status"])
                                         for one in change["body"]["sessions"]]:
                    stream.close()
                    return
        self.fail("the stream ended")

    def test_mode_that_is_tightened_holds_for_the_next_step(self):
        before = self.counted()
        head = PLAN.partition("### Step 1")[0]
        gate = ("### Step 1: wait\n\n```yaml\ntype: human_gate\nmessage: m\n```\n\n"
                "### Step 2: count\n\n```yaml\ntype: custom_tool\ncommand: \"echo x >> "
                "$HOME/counted {{ word }}\"\nrequires_approval: false\n```\n")
        tree = self.post(self.ann, "/trees", {"markdown": head + gate})["id"]
        batch = self.post(self.ann, "/sessions/batch", {
            "tree_id": tree, "text": "web2", "variables_override": {"word": "w"}})
        self.post(self.bo, f"/batches/{batch['batch_id']}/decision",
                  {"approved": True, "digest": batch["digest"], "comment": "", "name": ""})
        session = self.wait_for_status(batch["batch_id"], "awaiting_approval")[0]
        server = session["server_id"]
        for mode in ("audit", "live"):
            changed = self.ann.call("PUT", f"/api/v1/servers/{server}/mode",
                                    {"mode": mode, "reason": "a proof"})
            self.assertEqual(changed.status, 200, changed.text)
            if mode == "live":
                break
            self.post(self.ann, f"/sessions/{session['session_id']}/gate", {"approved": True})
            self.wait_for_status(batch["batch_id"], "skipped")
        self.assertEqual(self.counted(), before)

    def test_stop_switch_holds_starts_and_next_steps(self):
        before = self.counted()
        self.post(self.bo, "/stop", {"reason": "the storage is failing"})
        self.assertEqual(self.bo.call("POST", "/api/v1/stop", {"reason": "again"}).status, 409)
        batch = self.post(self.ann, "/sessions/batch", {
            "tree_id": self.tree, "text": "web3", "variables_override": {"word": "w"}})
        self.post(self.bo, f"/batches/{batch['batch_id']}/decision",
                  {"approved": True, "digest": batch["digest"], "comment": "", "name": ""})
        self.wait_until(batch["batch_id"], lambda _: "every start of the team is stopped"
                        in self.ann.call("GET", f"/api/v1/batches/{batch['batch_id']}/why").text)
        self.assertEqual(self.counted(), before)
        self.assertEqual(self.ann.call("DELETE", "/api/v1/stop").status, 200)
        self.wait_for_status(batch["batch_id"], "awaiting_approval")

    def test_service_runs_nothing_on_its_own_machine(self):
        self.post(self.ann, "/servers", {"name": "here", "transport": "local"})
        refused = self.ann.call("POST", "/api/v1/sessions/batch", {
            "tree_id": self.tree, "text": "here", "variables_override": {"word": "w"}})
        self.assertEqual(refused.status, 403)

    def test_launch_is_refused_without_targets_and_of_other_flows(self):
        none = self.ann.call("POST", "/api/v1/sessions/batch",
                             {"tree_id": self.tree, "targets": []})
        self.assertEqual(none.status, 422)
        project = self.post(self.ann, "/trees", {"tree_type": "procedural", "name": "By hand"})
        other = self.ann.call("POST", "/api/v1/sessions/batch",
                              {"tree_id": project["id"], "text": "web1"})
        self.assertEqual(other.status, 400)

    def test_same_key_launches_once(self):
        request = {"tree_id": self.tree, "text": "web1", "variables_override": {"word": "k"}}
        key = {"Idempotency-Key": "the same"}
        first = self.ann.call("POST", "/api/v1/sessions/batch", request, key)
        second = self.ann.call("POST", "/api/v1/sessions/batch", request, key)
        self.assertEqual(first.json["batch_id"], second.json["batch_id"])
        self.post(self.ann, f"/batches/{first.json['batch_id']}/decision",
                  {"approved": False, "digest": "", "comment": "only a try", "name": ""})

    def test_edit_after_approval_asks_for_another(self):
        schedule = self.post(self.ann, "/schedules", {
            "plan_id": self.tree, "variables_override": {"word": "w"}, "cron_expression": "0 3 1 1 *",
            "targets": [{"label": "web1"}]})
        path = f"/schedules/{schedule['id']}"
        own = PLAN.replace("a proof", "its own text")
        saved = self.ann.call("PUT", f"/api/v1{path}/markdown", {"frozen_markdown": own})
        self.assertEqual(saved.status, 200, saved.text)
        approved = self.post(self.bo, f"{path}/decision", {
            "approved": True, "digest": saved.json["digest"], "comment": "", "name": ""})
        self.assertEqual((approved["status"], approved["frozen_markdown"]), ("approved", own))
        other = self.ann.call("POST", "/api/v1/schedules", {
            "plan_id": self.tree, "variables_override": {"word": "w"}, "cron_expression": "@daily"})
        self.assertEqual(other.status, 409)
        self.assertIn(schedule["id"], other.text)
        edited = self.ann.call("PATCH", f"/api/v1{path}", {"timezone": "Asia/Tokyo"})
        self.assertEqual(edited.json["status"], "pending_approval")
        self.post(self.ann, f"{path}/cancel", None)


if __name__ == "__main__":
    unittest.main(verbosity=2)
