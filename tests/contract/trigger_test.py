"""Webhooks that launch, over HTTP alone: `trigger_test.py OPENAPI.JSON FETTLE`. Every exchange is held
against the contract."""

import base64
import hashlib
import hmac
import http.client
import itertools
import json
import sys
import time
import unittest
import urllib.parse

from client import Client
from contract import Contract
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"
NUMBERS = itertools.count(1)

PLAN = """---
subject: proof
risk_level: {risk}
variables:
  version: {{}}
  place: {{pattern: '[a-z /]+', default: here}}
---

# Maintenance: proof {risk}

## Steps

### Step 1: look

look at {{{{ version }}}} in {{{{ place }}}}

```yaml
type: task
kind: action
```
"""


class Trigger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = RunningService(
            FETTLE, "--trusted-proxy", "127.0.0.1",
            environment={"FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode()})
        cls.addClassCleanup(cls.service.__exit__)
        cls.ann = cls.client()
        token = cls.service.setup_link().partition("#")[2]
        cls.ann.know_session(cls.ann.call("POST", "/api/v1/setup", {
            "token": token, "team": "North", "name": "Ann", "email": "ann@example.com",
            "password": PASSWORD}).json)
        cls.bo = cls.join("bo", "engineer")
        cls.trees = {risk: cls.post(cls.ann, "/trees", {"markdown": PLAN.format(risk=risk)})["id"]
                     for risk in ("low", "medium", "high")}

    @classmethod
    def client(cls, token=None):
        client = Client(cls.service.address, CONTRACT, token)
        cls.addClassCleanup(client.close)
        return client

    @classmethod
    def join(cls, name, role):
        link = cls.post(cls.ann, "/invitations", {"email": f"{name}@example.com", "role": role})
        client = cls.client()
        client.know_session(client.call("POST", "/api/v1/invitations/accept", {
            "token": link["url"].partition("#")[2], "name": name, "password": PASSWORD}).json)
        return client

    @staticmethod
    def post(client, path, body=None):
        answer = client.call("POST", f"/api/v1{path}", body)
        assert answer.status in (200, 201), answer.text
        return answer.json

    def make(self, risk="low", who=None, **fields):
        body = {"name": f"trigger {next(NUMBERS)}", "allowed_variables": ["version", "place"],
                **fields}
        if "schedule_id" not in body:
            body = {"tree_id": self.trees[risk], "targets": [{"label": "rds-01"}],
                    "manual_confirmed": True, **body}
        return self.post(who or self.ann, "/triggers", body)

    def fire(self, trigger, variables=None, key=None, signed=None, address="198.51.100.1",
             **changed):
        """As a program calls it; `signed` is what is signed where it isn't what is sent."""
        body = json.dumps({"variables": variables or {"version": "1.4.2"}})
        body = changed.pop("body", body)
        sent = {"webhook-id": f"call-{next(NUMBERS)}", "webhook-timestamp": str(int(time.time())),
                **{name.replace("_", "-"): value for name, value in changed.items()}}
        of = {**sent, "body": body, **(signed or {})}
        text = f"{of['webhook-id']}.{of['webhook-timestamp']}.{of['body']}".encode()
        secret = base64.b64decode((key or trigger["signing_key"]).removeprefix("whsec_"))
        mark = base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()
        sent.setdefault("webhook-signature", f"v1,{mark}")
        where = urllib.parse.urlsplit(self.service.address)
        connection = http.client.HTTPConnection(where.netloc, timeout=10)
        path = f"/api/v1/triggers/{trigger['id']}/fire"
        connection.request("POST", path, body, {
            **{name: value for name, value in sent.items() if value}, "X-Forwarded-For": address,
            "Content-Type": "application/json"})
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        problems = CONTRACT.check({"method": "POST", "target": path, "request_body": body,
                                   "status": answer.status, "body": said,
                                   "content_type": answer.headers.get("Content-Type", "")})
        self.assertEqual(problems, [])
        return answer.status, json.loads(said)

    def launched(self, trigger, status=None, **call):
        code, said = self.fire(trigger, **call)
        self.assertEqual(code, 202, said)
        batch = self.ann.call("GET", f"/api/v1/batches/{said['batch_id']}").json
        if status:
            self.assertEqual(said["status"], status)
        else:
            self.assertNotEqual(said["status"], "pending_approval")
        self.assertEqual(batch["launched_by"],
                         {"kind": "trigger", "id": trigger["id"], "name": trigger["name"]})
        return batch

    def test_call_launches_once(self):
        trigger = self.make(variables_override={"place": "there"}, allowed_variables=["version"])
        batch = self.launched(trigger, webhook_id="release-1")
        self.assertEqual(batch["variables"], {"version": "1.4.2", "place": "there"})
        self.assertEqual(self.launched(trigger, webhook_id="release-1")["batch_id"],
                         batch["batch_id"])
        self.assertNotEqual(self.launched(trigger)["batch_id"], batch["batch_id"])
        other, _ = self.fire(trigger, {"version": "2"}, webhook_id="release-1")
        self.assertEqual(other, 409, "the id is of another call")
        told = self.ann.call("GET", "/api/v1/notifications").text
        self.assertIn(f"1 session created by the trigger {trigger['name']}", told)
        shown = self.ann.call("GET", f"/api/v1/triggers/{trigger['id']}").json
        self.assertIsNotNone(shown["last_fired_at"])

    def test_key_is_shown_once(self):
        trigger = self.make()
        secret = trigger["signing_key"].removeprefix("whsec_")
        self.launched(trigger)
        for path in ("/triggers", f"/triggers/{trigger['id']}", "/audit?limit=200"):
            self.assertNotIn(secret, self.ann.call("GET", f"/api/v1{path}").text)
        self.assertNotIn(secret, self.service.log())
        database = (self.service.path / "fettle.db").read_bytes()
        self.assertNotIn(base64.b64decode(secret), database)
        self.assertNotIn(secret.encode(), database)

    def test_every_refusal_is_the_same(self):
        trigger = self.make()
        other = self.make()
        now = int(time.time())
        refusals = {
            "unknown": self.fire({**trigger, "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4"}),
            "the key of another": self.fire(trigger, key=other["signing_key"]),
            "unsigned": self.fire(trigger, webhook_signature=""),
            "no such form": self.fire(trigger, webhook_signature="sha256=00"),
            "another body": self.fire(trigger, signed={"body": "{}"}),
            "another id": self.fire(trigger, signed={"webhook-id": "x"}),
            "another time": self.fire(trigger, signed={"webhook-timestamp": str(now - 1)}),
            "old": self.fire(trigger, webhook_timestamp=str(now - 302)),
            "of the future": self.fire(trigger, webhook_timestamp=str(now + 302)),
            "no time": self.fire(trigger, webhook_timestamp="now"),
            "no id": self.fire(trigger, webhook_id=""),
            "a blank in the id": self.fire(trigger, webhook_id="a b"),
            "a long id": self.fire(trigger, webhook_id="x" * 101)}
        said = {json.dumps({**answer, "instance": ""}) for _, answer in refusals.values()}
        self.assertEqual({status for status, _ in refusals.values()}, {401}, refusals)
        self.assertEqual(len(said), 1, refusals)
        self.launched(trigger, webhook_timestamp=str(now - 290))

    def test_rotated_and_deleted_keys_are_refused(self):
        trigger = self.make()
        rotated = self.post(self.bo, f"/triggers/{trigger['id']}/key")
        self.assertEqual(self.fire(trigger)[0], 401)
        self.launched(rotated)
        gone = self.ann.call("DELETE", f"/api/v1/triggers/{trigger['id']}")
        self.assertEqual(gone.status, 204)
        self.assertEqual(self.fire(rotated)[0], 401)
        actions = [one["action"] for one in self.ann.call(
            "GET", f"/api/v1/audit?limit=100&subject={trigger['id']}").json["items"]]
        self.assertEqual(sorted(actions), ["trigger.created", "trigger.deleted", "trigger.rotated"])

    def test_values_are_held_to_the_list_and_the_alphabet(self):
        trigger = self.make()
        for value in ("1.2.3-1+deb12u1", "A:b@c_d~e", "x" * 128):
            self.launched(trigger, variables={"version": value})
        self.launched(trigger, variables={"version": "1", "place": "the / cellar"})
        for name, value in (("version", "x; reboot"), ("version", "-rf"), ("version", ""),
                            ("version", "a/b"), ("version", "$(id)"), ("version", "x" * 129),
                            ("version", "é"), ("version", "a\nb"), ("place", "CELLAR"),
                            ("target", "x"), ("other", "x")):
            with self.subTest(name=name, value=value):
                trigger = self.make()
                status, said = self.fire(trigger, {"version": "1", name: value})
                self.assertEqual(status, 422, said)
        for body in ("[]", "{", '{"variables": []}', '{"approved": true}'):
            self.assertIn(self.fire(trigger, body=body)[0], (400, 422), body)

    def test_call_chooses_no_secret(self):
        plan = PLAN.format(risk="low").replace("version: {}", "version: {}\n  word: {type: secret}")
        tree = self.post(self.ann, "/trees", {"markdown": plan.replace("proof low", "a secret")})
        trigger = self.make(tree_id=tree["id"], allowed_variables=["version", "word"])
        status, said = self.fire(trigger, {"version": "1", "word": "DATABASE"})
        self.assertEqual(status, 422, said)

    def test_no_value_holds_what_no_database_keeps(self):
        plan = PLAN.format(risk="low").replace("{pattern: '[a-z /]+'",
                                               "{type: text, pattern: '(?s).*'")
        tree = self.post(self.ann, "/trees", {"markdown": plan.replace("proof low", "anything")})
        trigger = self.make(tree_id=tree["id"])
        self.launched(trigger, variables={"version": "1", "place": "a\n$"})
        status, said = self.fire(trigger, {"version": "1", "place": "a\0b"})
        self.assertEqual(status, 422, said)

    def test_plan_waits_for_its_approval(self):
        for risk in ("medium", "high"):
            batch = self.launched(self.make(risk), "pending_approval")
            self.assertIn(f"proof {risk}: the launch waits for an approval",
                          self.ann.call("GET", "/api/v1/notifications").text)
        decision = {"approved": True, "digest": batch["digest"], "comment": "", "name": ""}
        path = f"/api/v1/batches/{batch['batch_id']}/decision"
        own = self.ann.call("POST", path, decision)
        self.assertEqual(own.status, 403, "it is Ann's trigger")
        self.assertEqual(self.bo.call("POST", path, decision).status, 200)

    def test_token_is_its_makers_where_four_eyes_are_needed(self):
        made = self.post(self.ann, "/tokens", {
            "name": "launcher", "scopes": ["read", "run"],
            "expires_at": int(time.time() * 1000) + 3_600_000})
        batch = self.post(self.client(made["token"]), "/sessions/batch", {
            "tree_id": self.trees["high"], "text": "rds-01", "manual_confirmed": True,
            "variables_override": {"version": "1"}})
        decision = {"approved": True, "digest": batch["digest"], "comment": "", "name": ""}
        path = f"/api/v1/batches/{batch['batch_id']}/decision"
        self.assertEqual(self.ann.call("POST", path, decision).status, 403)
        self.ann.call("DELETE", f"/api/v1/tokens/{made['api_token']['id']}")
        self.assertEqual(self.ann.call("POST", path, decision).status, 403)

    def schedule(self, risk, *others):
        return self.post(self.ann, "/schedules", {
            "tree_id": self.trees[risk], "manual_confirmed": True,
            "targets": [{"label": label} for label in ("rds-01", *others)],
            "variables_override": {"version": "1"},
            "scheduled_start": int(time.time() * 1000) + 86_400_000})

    def test_schedule_runs_as_it_was_approved(self):
        schedule = self.schedule("medium")
        trigger = self.make(schedule_id=schedule["id"], allowed_variables=["version"])
        self.assertEqual(self.fire(trigger, body="")[0], 409, "nobody has approved it")
        self.post(self.bo, f"/schedules/{schedule['id']}/decision", {
            "approved": True, "digest": schedule["digest"], "comment": "", "name": ""})
        batch = self.launched(trigger, body="")
        self.assertEqual((batch["schedule_id"], batch["digest"]),
                         (schedule["id"], schedule["digest"]))
        status, said = self.fire(trigger, body="")
        self.assertEqual(status, 409)
        self.assertIn("not over", said["detail"])
        self.post(self.ann, f"/batches/{batch['batch_id']}/cancel", {"comment": "enough"})
        while not self.ann.call("GET", f"/api/v1/batches/{batch['batch_id']}").json["ended_at"]:
            time.sleep(0.05)
        with_values = self.launched(trigger, "pending_approval", variables={"version": "2"})
        self.assertNotEqual(with_values["digest"], schedule["digest"])

    def test_schedule_skips_what_has_gone_with_values_of_the_call_too(self):
        lost = self.post(self.ann, "/servers", {"name": "lost", "address": "192.0.2.1"})
        schedule = self.schedule("medium", "lost")
        trigger = self.make(schedule_id=schedule["id"], allowed_variables=["version"])
        self.post(self.bo, f"/schedules/{schedule['id']}/decision", {
            "approved": True, "digest": schedule["digest"], "comment": "", "name": ""})
        self.assertEqual(self.ann.call("DELETE", f"/api/v1/servers/{lost['id']}").status, 204)
        batch = self.launched(trigger, "pending_approval", variables={"version": "2"})
        sessions = self.ann.call("GET", f"/api/v1/batches/{batch['batch_id']}/sessions").json
        self.assertEqual([(one["target_label"], one["status"], one["reason"])
                          for one in sessions["items"]],
                         [("rds-01", "pending", ""), ("lost", "skipped", "gone since the approval")])

    def test_schedule_at_risk_high_waits_each_time(self):
        schedule = self.schedule("high")
        trigger = self.make(schedule_id=schedule["id"])
        self.post(self.bo, f"/schedules/{schedule['id']}/decision", {
            "approved": True, "digest": schedule["digest"], "comment": "", "name": ""})
        self.launched(trigger, "pending_approval", body="")

    def test_ten_launches_a_minute(self):
        trigger = self.make()
        statuses = [self.fire(trigger)[0] for _ in range(21)]
        refused = statuses.index(429)  # later where the minute ended meanwhile
        self.assertTrue(10 <= refused <= 20, statuses)
        self.assertEqual(statuses[:refused], [202] * refused)

    def test_address_that_fails_waits_and_stops_nobody_else(self):
        trigger = self.make()
        statuses = [self.fire(trigger, webhook_signature="v1,x", address="198.51.100.9")[0]
                    for _ in range(23)]
        self.assertEqual(statuses[:20], [401] * 20)
        self.assertEqual(statuses[-1], 429)
        self.launched(trigger)

    def test_trigger_ends_with_its_owners_rights(self):
        cleo = self.join("cleo", "engineer")
        trigger = self.make(who=cleo)
        self.launched(trigger)
        path = f"/api/v1/people/{trigger['owner_id']}"
        for change in ({"role": "viewer"}, {"role": "engineer", "is_active": False}):
            self.assertEqual(self.ann.call("PATCH", path, change).status, 200)
            self.assertEqual(self.fire(trigger)[0], 401, change)
        self.launched(self.post(self.ann, f"/triggers/{trigger['id']}/key"))

    def test_what_can_not_be_a_trigger_is_refused(self):
        good = {"tree_id": self.trees["low"], "targets": [{"label": "rds-01"}],
                "manual_confirmed": True}
        schedule = self.schedule("low")["id"]
        for status, body in (
                (422, {**good, "name": ""}), (422, {"name": "a"}),
                (422, {**good, "name": "b", "schedule_id": schedule}),
                (422, {"name": "c", "schedule_id": schedule, "targets": [{"label": "x"}]}),
                (422, {**good, "name": "d", "target_list_id": "x"}),
                (422, {**good, "name": "e", "targets": []}),
                (409, {**good, "name": "f", "manual_confirmed": False}),
                (404, {**good, "name": "g", "tree_id": "x"}),
                (404, {"name": "h", "schedule_id": "x"}),
                (422, {**good, "name": "i", "variables_override": {"version": "1"},
                       "allowed_variables": ["version"]})):
            with self.subTest(body=body):
                answer = self.ann.call("POST", "/api/v1/triggers", body)
                self.assertEqual(answer.status, status, answer.text)
        name = self.make()["name"]
        again = self.ann.call("POST", "/api/v1/triggers", {**good, "name": name.upper()})
        self.assertEqual(again.status, 409)


if __name__ == "__main__":
    unittest.main(verbosity=2)
